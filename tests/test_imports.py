"""Importing is quick and does nothing: each module in a fresh interpreter of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"torch", "transformers", "ctranslate2", "rich", "huggingface_hub", "ray", "sentencepiece"}
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "translator").rglob("*.py")
)
# Modules that are there to use one of them, and so are imported only on use.
USERS = {"translator.writers.terminal": {"rich"}}
LIGHT = ["translator", "translator.__main__", "translator.cli.group", "translator.cli.translate"]
SCRIPT = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*modules: str) -> set[str]:
    """Top-level packages that a fresh interpreter has after these imports."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, *modules],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert not done.stderr
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_importing_all_modules_brings_no_heavy_package() -> None:
    modules = [name for name in MODULES if not name.startswith(tuple(USERS))]
    assert not loaded(*modules) & HEAVY


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_imported_first(module: str) -> None:
    allowed = next((USERS[name] for name in USERS if module.startswith(name)), set())
    assert loaded(module) & HEAVY <= allowed


def test_what_help_needs_is_light() -> None:
    found = loaded(*LIGHT)
    assert not found & HEAVY
    assert not found & {"numpy", "yaml", "requests", "httpx", "asyncio", "sqlite3", "email"}


def test_help_imports_few_modules_and_only_click_of_others() -> None:
    script = (
        "import json, sys; before = set(sys.modules); from translator.__main__ import main; "
        "main(); "
        "sys.stderr.write(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], cwd=ROOT, capture_output=True, check=True
    )
    found = json.loads(done.stderr)
    others = {name.split(".")[0] for name in found} - set(sys.stdlib_module_names)
    assert others <= {"click", "translator", "colorama"}  # colorama: click's, on Windows
    own = {name for name in found if name.startswith("translator.")}
    assert own == {
        *("translator.__main__", "translator.errors", "translator.cli", "translator.cli.main"),
        *("translator.cli.commands", "translator.cli.environment", "translator.cli.group"),
    }
    assert len(found) <= 130  # 89 with Python 3.11


def test_a_translation_imports_no_torch() -> None:
    script = (
        "import json, sys; from translator.__main__ import main; main(); "
        "sys.stderr.write(json.dumps(sorted(sys.modules)))"
    )
    article = str(ROOT / "examples" / "bali-alibaba.id.txt")
    done = subprocess.run(
        [sys.executable, "-c", script, article, "--offline", "--no-memory", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = {name.split(".")[0] for name in json.loads(done.stderr)}
    assert {"ctranslate2", "sentencepiece"} <= found
    assert not found & {"torch", "transformers", "pandas", "scipy", "sklearn", "ray", "requests"}


def test_help_imports_nothing_heavy_and_exits_well() -> None:
    script = "import sys; from translator.__main__ import main; s = main(); " + (
        "sys.stderr.write(repr(sorted({name.split('.')[0] for name in sys.modules}))); sys.exit(s)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "Usage: translator" in done.stdout
    assert not set(eval(done.stderr)) & HEAVY
