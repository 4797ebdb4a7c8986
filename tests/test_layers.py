"""The layers hold: a module imports from the rows below it, and heavy packages have owners."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "translator"
ROWS = {  # first part of a module's path -> its row in the design
    "__init__": -1,
    **dict.fromkeys(("errors", "languages", "document", "result", "options", "protocols"), 0),
    "text": 1,
    **dict.fromkeys(("readers", "writers", "models"), 2),
    **dict.fromkeys(("engines", "summarize", "checks", "memory", "direction", "glossary"), 3),
    "pipeline": 4,
    "bilingual": 5,
    "article": 6,
    "jobs": 7,
    "cluster": 8,
    "cli": 9,
    "__main__": 10,
}
SIDEWAYS = {("writers", "readers")}  # a document is written as the kind that it was read as
OWNERS = {  # package -> beginnings of the paths that may import it
    "torch": ("engines/transformers.py", "summarize/seq2seq", "models/convert"),
    "transformers": ("engines/transformers.py", "summarize/seq2seq", "models/convert"),
    "ctranslate2": ("engines/ctranslate2.py", "summarize/seq2seq", "models/convert"),
    "huggingface_hub": ("models/hub.py",),
    "rich": ("writers/terminal", "cli/"),
    "click": ("cli/",),
    "ray": ("cluster",),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    """What of the design a module such as `translator.text.marks` belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            assert node.module is not None
            if node.module == "translator":
                names = [a.name for a in node.names if not a.name.startswith("__")]
                yield from ((f"translator.{name}", node.lineno) for name in names)
            else:
                yield node.module, node.lineno


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_from_rows_below_or_its_own(path: Path) -> None:
    own = name(path).split("/")[0].removesuffix(".py")
    for module, line in imports(path):
        if module.split(".")[0] != "translator" or (other := part(module)) == own:
            continue
        below = ROWS[other] < ROWS[own] or ROWS[other] == ROWS[own] == 0
        assert below or (own, other) in SIDEWAYS, f"{name(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_packages_have_owners(path: Path) -> None:
    for module, line in imports(path):
        package = module.split(".")[0]
        assert name(path).startswith(OWNERS.get(package, "")), f"{name(path)}:{line}: {module}"


def test_the_test_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("def f():\n    from translator.engines import x\n    import torch.nn\n")
    assert list(imports(path)) == [("translator.engines", 2), ("torch.nn", 3)]
    assert part("translator.engines.echo") == "engines"
