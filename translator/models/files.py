"""The folders of the caches, and files in them: written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def default_cache() -> Path:
    """The tool's own cache folder; TRANSLATOR_CACHE overrides the system's custom."""
    if chosen := os.environ.get("TRANSLATOR_CACHE"):
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("translator-id-en", appauthor=False)


def default_hub_cache() -> Path:
    """Where huggingface_hub keeps its files, found without importing it."""
    for name, rest in (("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("HF_HOME", "hub")):
        if chosen := os.environ.get(name):
            return Path(os.path.expandvars(chosen)).expanduser() / rest
    base = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    return Path(base).expanduser() / "huggingface" / "hub"


def write_text(path: Path, text: str) -> None:
    """Write a file beside its place and move it in; makes the folder. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def note_json(path: Path, value: object) -> None:
    """Write a JSON file if that can be done: a note in a cache is a convenience."""
    with suppress(OSError):
        write_text(path, json.dumps(value, indent=1, sort_keys=True))
