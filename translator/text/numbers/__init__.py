"""Reads the numbers of a text, in figures and in words, as values that can be compared.

"1.000,5" in Indonesian is "1,000.5" in English, "09.30" is "9:30", "Rp1,5 triliun" is
"Rp1.5 trillion", "dua puluh lima" is "25". A spelling that can be read in two ways has two values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from translator.text.numbers import figures, wordlist, words
from translator.text.numbers.number import Number

__all__ = ["Number", "read"]

_HAS_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\s*(?:-|–|to|and|or|hingga|sampai|dan|atau|s\.d\.)\s*(?:[A-Za-z]{0,3}\$?\s?)")


def read(text: str, language: str) -> list[Number]:
    """All numbers of a text in the language's own way of writing, in order."""
    found = [*words.read(text, language), *words.read_romans(text)]
    if _HAS_DIGIT.search(text):
        written = list(figures.read(text, language))
        taken = {position for number in written for position in range(number.start, number.end)}
        found = [number for number in found if number.start not in taken]
        found += [*written, *words.read_months(text, language)]
    if len(found) < 2:
        return found
    found.sort(key=lambda number: number.start)
    return list(_with_ranges(text, found))


def _with_ranges(text: str, found: list[Number]) -> Iterator[Number]:
    """In "2-3 million" and "dua hingga tiga juta" the first number has the scale of the second."""
    for number, following in zip_longest(found, found[1:]):
        if following and max(number.values) < 1000 <= max(following.values):
            scale = _scale_of(following)
            if scale > 1 and _RANGE.fullmatch(text[number.end : following.start]):
                values = number.values | {value * scale for value in number.values}
                number = replace(number, values=values)
        yield number


def _scale_of(number: Number) -> float:
    word = number.text.split()[-1].lower().rsplit("-", 1)[-1]
    return wordlist.scales("id").get(word) or wordlist.scales("en").get(word) or 1
