"""What the doctor finds: plain values, which become a page or JSON."""

from __future__ import annotations

import os
import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from translator import __version__
from translator.errors import HubError, TranslatorError
from translator.languages import EN_ID, ID_EN
from translator.models.choose import choose
from translator.models.convert import is_converted
from translator.models.folder import ModelFolder
from translator.models.hub import Hub
from translator.models.registry import Registry
from translator.models.store import Store, tree_size

PACKAGES = (
    *("ctranslate2", "sentencepiece", "transformers", "torch", "huggingface_hub"),
    *("sentencex", "ray"),
)
WORDS = {"id-en": "Selamat pagi.", "en-id": "Good morning."}

Findings = dict[str, Any]


def examine(registry: Registry, *, offline: bool = False) -> Findings:
    """Look at everything; changes nothing but the tool's own cache. Raises no TranslatorError.

    Args:
        registry: the known models.
        offline: do not try whether the hub can be reached.
    """
    store = Store.default()
    return {
        "versions": _versions(),
        "machine": _machine(),
        "folders": _folders(store),
        "hub": _hub(Hub.from_environment(store, offline=offline)),
        "models": [
            _model(folder, store) for spec in registry.models if (folder := store.find(spec))
        ],
        "offline": [_job(registry, store, str(direction)) for direction in (ID_EN, EN_ID)],
    }


def _versions() -> Findings:
    found = {"translator": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _machine() -> Findings:
    from translator.engines.ctranslate2 import cuda_devices
    from translator.engines.threads import physical_cores

    return {
        "system": f"{platform.system()} {platform.machine()}",
        "threads": physical_cores(),
        "CUDA devices": cuda_devices(),
        "encoding": sys.getfilesystemencoding(),
    }


def _folders(store: Store) -> Findings:
    return {
        name: f"{folder} ({_megabytes(tree_size(folder))})"
        for name, folder in (("own cache", store.cache), ("hub's cache", store.hub_cache))
    }


def _hub(hub: Hub) -> Findings:
    findings: Findings = {"endpoint": hub.endpoint, "offline": hub.offline}
    findings["token"] = bool(os.environ.get("HF_TOKEN"))
    if not hub.offline:
        try:
            hub.reach.check()
            findings["reachable"] = True
        except HubError as error:
            findings["reachable"] = False
            findings["advice"] = error.hint
    return findings


def _model(folder: ModelFolder, store: Store) -> Findings:
    problem = ""
    try:
        store.verify(folder)
    except TranslatorError as error:
        problem = f"{error.message}; {error.hint}"
    return {
        "name": folder.spec.name,
        "path": str(folder.path),
        "revision": folder.revision,
        "size": _megabytes(store.size(folder)),
        "converted": is_converted(folder, "int8"),
        "problem": problem,
    }


def _job(registry: Registry, store: Store, direction: str) -> Findings:
    """Whether a direction works without a network: it translates a word to find out."""
    from translator.engines import open_engine
    from translator.options import EngineOptions

    findings: Findings = {"direction": direction, "ready": False, "model": "", "advice": ""}
    try:
        folder = choose(registry, store, direction)
        findings |= {"model": folder.spec.name, "advice": folder.notice}
        engine = open_engine(folder, EngineOptions())
        started = time.perf_counter()
        (made,) = engine.translate([WORDS[direction]])
        engine.close()
        findings |= {
            "ready": True,
            "example": {"source": WORDS[direction], "target": made.text},
            "seconds": round(time.perf_counter() - started, 3),
        }
    except TranslatorError as error:
        findings["advice"] = error.hint or error.message
    return findings


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
