from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import InputError, UsageError
from translator.jobs.inputs import find

TREE = (
    *("in/b.txt", "in/a.md", "in/deep/c.html", "in/deep/d.txt", "in/picture.png"),
    *("in/.hidden.txt", "in/.git/e.txt", "loose.txt", "out/old.txt", "odd.name"),
)
CASES = [  # paths, format, outputs in order
    (["in"], "", ["a.md", "b.txt", "deep/c.html", "deep/d.txt"]),
    (["in/deep", "in/b.txt"], "", ["c.html", "d.txt", "b.txt"]),
    (["in/b.txt", "in/b.txt", "in"], "", ["b.txt", "a.md", "deep/c.html", "deep/d.txt"]),
    (["in/**/*.txt"], "", ["b.txt", "deep/d.txt"]),
    (["in/d*"], "", ["deep/c.html", "deep/d.txt"]),
    (["odd.name"], "", ["odd.name.txt"]),
    (["in/picture.png"], "", ["picture.png.txt"]),  # named, so it is taken, and will fail
    (["in"], "text", ["a.md.txt", "b.txt", "deep/c.html.txt", "deep/d.txt"]),
    (["in"], "json", ["a.md.json", "b.json", "deep/c.html.json", "deep/d.json"]),
    (["in"], "html", ["a.md.html", "b.html", "deep/c.html", "deep/d.html"]),
    (["."], "same", ["loose.txt", "in/a.md", "in/b.txt", "in/deep/c.html", "in/deep/d.txt"]),
]


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TREE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("paths", "format", "expected"), CASES)
def test_files_and_their_outputs(paths: list[str], format: str, expected: list[str]) -> None:
    found = find(paths, Path("out"), format)
    assert [item.output.relative_to("out").as_posix() for item in found] == expected


@pytest.mark.parametrize("path", ["gone.txt", "in/*.pdf"])
def test_what_is_not_there(path: str) -> None:
    with pytest.raises(InputError, match=path.replace("*", r"\*")):
        find([path], Path("out"))


def test_two_files_for_one_output() -> None:
    Path("in/deep/b.txt").write_text("")
    with pytest.raises(UsageError, match="would both become"):
        find(["in/b.txt", "in/deep/b.txt"], Path("out"))


@pytest.mark.parametrize("output", ["in", "./in/../in", "linked"])
def test_no_input_is_replaced(output: str) -> None:
    Path("linked").symlink_to("in")
    with pytest.raises(UsageError, match="would replace it"):
        find(["in/b.txt"], Path(output))
