"""Sentence pairs on disk: the one file format that the steps share.

A line is ``origin TAB Indonesian TAB English``; the origin is the name of the file the pair came
from, and decides how often the pair is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    """One Indonesian sentence and its English translation."""

    origin: str  # the name of the corpus file, without its suffix
    indonesian: str
    english: str

    def sides(self, direction: str) -> tuple[str, str]:
        """Give (source, target) for the direction ``id-en`` or ``en-id``."""
        if direction == "id-en":
            return self.indonesian, self.english
        return self.english, self.indonesian


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a three-column file in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            origin, indonesian, english = line.rstrip("\n").split("\t")
            yield Pair(origin, indonesian, english)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write the pairs and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for pair in pairs:
            out.write(f"{pair.origin}\t{pair.indonesian}\t{pair.english}\n")
            count += 1
    return count


def read_corpus_file(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a two-column corpus file; lines of another shape are left out."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 2:
                yield Pair(path.stem, columns[0].strip(), columns[1].strip())
