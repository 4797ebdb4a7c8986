"""Processes that die, and errors that cross from one to another."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from translator.errors import EngineError, MissingExtra, TranslatorError
from translator.jobs.inputs import Item
from translator.jobs.manifest import Entry
from translator.jobs.pool import Group, Pool


@dataclass(frozen=True)
class Make:
    """Work that meets its end at one file, as often as there are lines in a file."""

    end_at: str
    left: Path
    kind: str = "kill"

    def __call__(self) -> Callable[[Group], Iterator[Entry]]:
        return self.work

    def work(self, group: Group) -> Iterator[Entry]:
        for item in group:
            if item.name == self.end_at and (left := self.left.read_text()):
                self.left.write_text(left[1:])
                if self.kind == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise MissingExtra("docx input", "formats")
            yield Entry(str(item.path), item.name, item.name, "done", seconds=os.getpid())


GROUPS = [
    [Item(Path(f"{group}{n}"), f"{group}{n}", Path(f"{group}{n}")) for n in range(3)]
    for group in "abcde"
]
NAMES = sorted(item.name for group in GROUPS for item in group)


def run(tmp_path: Path, left: str, kind: str = "kill", size: int = 2) -> list[Entry]:
    (tmp_path / "left").write_text(left)
    return list(Pool(Make("c1", tmp_path / "left", kind), size).run(GROUPS))


def test_every_file_once_by_several_processes(tmp_path: Path) -> None:
    entries = run(tmp_path, "")
    assert sorted(entry.name for entry in entries) == NAMES
    assert len({entry.seconds for entry in entries}) == 2


def test_the_files_of_a_killed_process_are_redone(tmp_path: Path) -> None:
    entries = run(tmp_path, "1")
    assert sorted(entry.name for entry in entries) == NAMES
    assert (tmp_path / "left").read_text() == ""


def test_processes_that_keep_dying_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="died 2 times") as caught:
        run(tmp_path, "1234", size=1)
    assert "c1" in caught.value.message


def test_an_error_crosses_with_its_kind_and_hint(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError) as caught:
        run(tmp_path, "1", kind="raise")
    assert type(caught.value) is MissingExtra and "formats" in caught.value.hint
