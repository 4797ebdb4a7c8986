"""Many files, as a user meets them."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from command import Result, translator
from filelock import FileLock

from translator.engines.echo import EchoEngine
from translator.errors import ExitStatus
from translator.text.counted import counted
from translator.writers.text import TextWriter

FILES = {
    "a.txt": "Presiden tiba pada Senin. Ia bertemu gubernur.\n\nHarga beras naik.\n",
    "deep/b.txt": "Menteri pergi ke Bali pada Selasa. Harga beras naik.\n",
    "deep/c.md": "# Judul\n\nHarga **gula** turun.\n",
    "d.txt": "",
}


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The batches that an echo was asked for."""
    batches: list[list[str]] = []
    original = EchoEngine.translate

    def translate(self: EchoEngine, texts: list[str]) -> object:
        batches.append(list(texts))
        return original(self, texts)

    monkeypatch.setattr(EchoEngine, "translate", translate)
    return batches


def batch(*more: str | Path, paths: tuple[str, ...] = ("in",)) -> Result:
    return translator("batch", *paths, "-o", "out", "--engine", "echo", "--from", "id", *more)


def manifest() -> dict[str, Any]:
    lines = Path("out/manifest.jsonl").read_text().splitlines()
    return {entry["name"]: entry for entry in map(json.loads, lines)}


def test_the_tree_is_kept_and_each_file_is_there(tree: Path) -> None:
    result = batch()
    assert result.status is ExitStatus.SUCCESS
    for name, text in FILES.items():
        assert (tree / "out" / name).read_text() == text
    entries = manifest()
    assert set(entries) == set(FILES)
    assert entries["deep/b.txt"]["counts"]["engine"] == 2
    assert "4 files translated" in result.stderr


def test_short_files_share_batches(asked: list[list[str]]) -> None:
    batch()
    assert ["Ia bertemu gubernur.", "Harga beras naik.", "Harga gula turun."] in asked
    assert sum(texts.count("Harga beras naik.") for texts in asked) == 1  # it stands in two


def test_a_second_run_does_nothing(asked: list[list[str]]) -> None:
    batch()
    asked.clear()
    result = batch()
    assert result.status is ExitStatus.SUCCESS and not asked
    assert "0 files translated, 4 done before" in result.stderr


CHANGES = {  # what is done again after what has happened
    "content": (lambda: Path("in/a.txt").write_text("Lain sekali.\n"), [], {"a.txt"}),
    "date": (lambda: Path("in/a.txt").touch(), [], set()),
    "output gone": (lambda: Path("out/deep/b.txt").unlink(), [], {"deep/b.txt"}),
    "output changed": (lambda: Path("out/a.txt").write_text("x"), [], {"a.txt"}),
    "new file": (lambda: Path("in/e.txt").write_text("Baru.\n"), [], {"e.txt"}),
    "forced": (lambda: None, ["--force"], set(FILES)),
    "other setting": (lambda: None, ["--no-repair"], set(FILES)),
}


@pytest.mark.parametrize(("change", "more", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_is_done_again(change: Any, more: list[str], expected: set[str]) -> None:
    batch()
    change()
    for path in Path("out").rglob("*.*"):
        if path.is_file():
            os.utime(path, (0, 0))
    result = batch(*more)
    written = {name for name in manifest() if (Path("out") / name).stat().st_mtime}
    assert written == expected
    assert f"{counted(len(expected), 'file')} translated" in result.stderr


def test_a_bad_file_does_not_stop_the_rest(tree: Path) -> None:
    (tree / "in" / "bad.txt").write_bytes(b"\0\1\2" * 100)
    # The encoding turns out to be wrong after the first blocks have been translated.
    (tree / "in" / "late.txt").write_bytes(b"Harga naik.\n" * 9000 + b"\xff\xfe\0" * 9)
    (tree / "in" / "z.docx").write_bytes(b"no zip file")
    result = batch()
    assert result.status is ExitStatus.SOME_FILES_FAILED
    assert "3 of 7 files failed" in result.stderr and "in/bad.txt  " in result.stderr
    assert sorted(p.name for p in Path("out").rglob("*") if p.is_file()) == [
        *(".manifest.lock", "a.txt", "b.txt", "c.md", "d.txt", "manifest.jsonl")
    ]
    assert {name for name, entry in manifest().items() if entry["error"]} == {
        *("bad.txt", "late.txt", "z.docx")
    }


def test_a_direction_without_a_model_does_not_stop_the_other(tree: Path) -> None:
    text = "The president arrived in Jakarta on Monday and met the governor of Bali."
    (tree / "in" / "english.txt").write_text(text)
    result = translator("batch", "in", "-o", "out", "--model", "starter-id-en", "--offline")
    assert result.status is ExitStatus.SOME_FILES_FAILED
    assert {name for name, entry in manifest().items() if entry["error"]} == {"english.txt"}
    assert "starter-id-en" in result.stderr


def test_several_processes_give_the_same(tree: Path) -> None:
    assert batch("--jobs", "2").status is ExitStatus.SUCCESS
    assert {name: (tree / "out" / name).read_text() for name in FILES} == FILES


def test_a_dry_run_counts_and_writes_nothing(asked: list[list[str]]) -> None:
    result = batch("--dry-run")
    assert "4 files, 0 of them done\n7 sentences to do, 0 of them known\n" in result.stdout
    assert "for the other 7" in result.stdout
    assert not Path("out").exists()


def test_a_full_disk_stops_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: TextWriter, block: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(TextWriter, "block", full)
        result = batch("--memory", "m.sqlite3")
    assert result.status is ExitStatus.ERROR and "no space left" in result.stderr
    assert not list(Path("out").rglob("*.part"))
    assert batch("--memory", "m.sqlite3").status is ExitStatus.SUCCESS
    assert Path("out/a.txt").read_text() == FILES["a.txt"]


def test_what_a_killed_job_left_is_removed(tree: Path) -> None:
    batch()
    (tree / "out" / "deep" / ".b.txt.abc.part").write_text("half")
    with (tree / "out" / "manifest.jsonl").open("a") as file:
        file.write('{"input": "in/a.t')
    assert "4 done before" in batch().stderr
    assert not list((tree / "out").rglob("*.part"))
    assert set(manifest()) == set(FILES)


def test_one_job_a_folder(tree: Path) -> None:
    (tree / "out").mkdir()
    with FileLock(tree / "out" / ".manifest.lock"):
        result = batch()
    assert result.status is ExitStatus.USAGE and "another job" in result.stderr
