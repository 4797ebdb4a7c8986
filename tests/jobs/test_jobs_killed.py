"""A job that is killed anywhere goes on and ends as if nothing had happened."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from translator.memory.file import MemoryFile

SLOW_ECHO = Path(__file__).parent / "slow_echo.py"
KILLS = 50
OWN = (".manifest.lock", "manifest.jsonl")


def sentence(chance: random.Random) -> str:
    words = ["harga", "beras", "naik", "di", "pasar", "kota", "kemarin", "pagi"]
    return " ".join(chance.choices(words, k=chance.randint(3, 12))).capitalize() + "."


def many_files(folder: Path, chance: random.Random) -> None:
    for number in range(200):
        path = folder / f"{number % 7}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(sentence(chance) for _ in range(3)) + "\n")


def one_long_file(folder: Path, chance: random.Random) -> None:
    (folder / "book.txt").write_text("\n\n".join(sentence(chance) for _ in range(800)))


class Job:
    """A job in a folder of its own, and what it must come to."""

    def __init__(self, folder: Path) -> None:
        self.source, self.output = folder / "in", folder / "out"
        self.memory, self.log = folder / "memory.sqlite3", folder / "log"
        self.errors = folder / "errors"

    @property
    def expected(self) -> dict[str, bytes]:
        """An echo gives back what it gets."""
        return contents(self.source)

    def start(self) -> subprocess.Popen[bytes]:
        self.log.write_text("")
        with self.errors.open("w") as errors:
            return subprocess.Popen(
                [
                    *(sys.executable, str(SLOW_ECHO), str(self.log), "batch", str(self.source)),
                    *("-o", str(self.output), "--engine", "echo", "--from", "id"),
                    *("--format", "text", "--memory", str(self.memory), "--batch-tokens", "64"),
                ],
                stderr=errors,
            )

    def remembered(self) -> set[str]:
        with closing(MemoryFile(self.memory)) as memory:
            return {row.source for row in memory.rows()}

    def asked(self) -> list[str]:
        """Texts that the last run asked for; the last line may be cut."""
        lines = self.log.read_text().split("\n")[:-1]
        return [json.loads(line) for line in lines]

    def check_outputs(self) -> None:
        """What is there is whole."""
        expected = self.expected
        for name, content in contents(self.output).items():
            assert content == expected[name], name


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".part" and path.name not in OWN
    }


@pytest.mark.slow
@pytest.mark.parametrize("make", [many_files, one_long_file])
def test_fifty_kills_change_nothing(make: object, tmp_path: Path) -> None:
    chance = random.Random(7)
    job = Job(tmp_path)
    job.source.mkdir()
    make(job.source, chance)  # type: ignore[operator]
    kills = in_the_middle = 0
    while kills < KILLS:
        known = job.remembered()
        process = job.start()
        try:
            process.wait(chance.uniform(0.2, 0.8))
            assert process.returncode == 0, job.errors.read_text()
            assert contents(job.output) == job.expected
            job.memory.unlink()  # it was faster than the kills: once more from the start
            (job.output / "manifest.jsonl").unlink()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            in_the_middle += bool(job.asked()) or bool(list(job.output.rglob("*.part")))
        assert known.isdisjoint(job.asked())
        job.check_outputs()
    assert in_the_middle > KILLS / 2
    process = job.start()
    assert process.wait() == 0, job.errors.read_text()
    assert contents(job.output) == job.expected
    assert not list(job.output.rglob("*.part"))
