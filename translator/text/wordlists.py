"""The word lists in `data/`: words in any layout, ``#`` starts a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`, e.g. ``capitals.id``."""
    text = Path(__file__).with_name("data").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())
