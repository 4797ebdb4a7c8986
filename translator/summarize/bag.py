"""The words of a document as sparse counts: which word stands in which sentence how often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """The words of a text, lower case: runs of letters, digits and underscores."""
    return _WORD.findall(text.lower())


@dataclass(frozen=True)
class Bag:
    """A sparse matrix of sentences × distinct words, by row; an entry is a count.

    `rows`, `columns` and `counts` have the length of the entries, `lengths` that of the
    sentences, `words` and `capitals` that of the distinct words.
    """

    words: tuple[str, ...]  # lower case, by first occurrence
    rows: Integers
    columns: Integers
    counts: Floats
    lengths: Floats  # words of each sentence
    capitals: Floats  # share of a word's occurrences with a capital, first words left out

    @property
    def shape(self) -> tuple[int, int]:
        """Sentences and distinct words."""
        return len(self.lengths), len(self.words)

    def per_sentence(self, entries: Floats) -> Floats:
        """Sums of a value of each entry, by sentence."""
        return np.asarray(np.bincount(self.rows, entries, len(self.lengths)), float)

    def per_word(self, entries: Floats) -> Floats:
        """Sums of a value of each entry, by word."""
        return np.asarray(np.bincount(self.columns, entries, len(self.words)), float)


def count(texts: Sequence[str]) -> Bag:
    """The counts of these sentences; a sentence may have no word at all."""
    numbers: dict[str, int] = {}
    columns: list[int] = []
    lengths: list[int] = []
    capital: list[int] = []
    for text in texts:
        found = _WORD.findall(text)
        for place, token in enumerate(found):
            column = numbers.setdefault(token.lower(), len(numbers))
            columns.append(column)
            if place and token[0].isupper():
                capital.append(column)
        lengths.append(len(found))
    size = max(len(numbers), 1)
    places = np.repeat(np.arange(len(lengths)), lengths)
    keys, counts = np.unique(places * size + np.array(columns, np.int64), return_counts=True)
    total = np.bincount(np.array(columns, np.int64), minlength=len(numbers))
    capitals = np.bincount(np.array(capital, np.int64), minlength=len(numbers))
    return Bag(
        tuple(numbers),
        keys // size,
        keys % size,
        counts.astype(float),
        np.array(lengths, float),
        capitals / np.maximum(total, 1),
    )
