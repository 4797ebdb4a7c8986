"""Numbers in words, Roman numerals, and the months of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from translator.text.numbers import wordlist
from translator.text.numbers.number import Number

_WORD = re.compile(r"\b[^\W\d_]+\b")
_LINK = re.compile(r"\s+|-|[\s-]+(and)[\s-]+(?:a[\s-]+)?|\s+a\s+", re.IGNORECASE)
# "VII", but not "I", "MIX" or "CD"; a single "V" or "X" is as often a letter.
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10}
_DOZEN = re.compile(r"dozen|lusin", re.IGNORECASE)  # others may say it in tens
_VAGUE = re.compile(r"dozen|lusin|an$|^(?:hundred|thousand|million|billion|trillion)$|^se\w+$")


def read_months(text: str, language: str) -> Iterator[Number]:
    """The names of months in dates."""
    for match in wordlist.month_pattern(language).finditer(text):
        value = frozenset([wordlist.months(language)[match[0]]])
        yield Number(match[0], *match.span(), value, month=True)


def read_romans(text: str) -> Iterator[Number]:
    """Roman numerals of two signs or more, up to 39."""
    for match in _ROMAN.finditer(text):
        value = 0
        for sign, following in zip_longest(match[0], match[0][1:], fillvalue="I"):
            less = _ROMAN_SIGNS[sign] < _ROMAN_SIGNS[following]
            value += -_ROMAN_SIGNS[sign] if less else _ROMAN_SIGNS[sign]
        yield Number(match[0], *match.span(), frozenset([float(value)]), vague=True)


def read(text: str, language: str) -> Iterator[Number]:
    """Every number in words, in order: "dua puluh lima ribu" is one."""
    run = _Run(language)
    known = wordlist.known(language)
    found = [match for match in _WORD.finditer(text) if match[0].lower() in known]
    for match, following in zip_longest(found, found[1:]):
        link = _LINK.fullmatch(text, run.end, match.start()) if run.end else None
        # In "two million and three million" the second is a number of its own.
        apart = link and link[1] and following and following[0].lower() == run.scale
        if link and not apart and run.push(match):
            continue
        if run.end:
            yield run.number(text)
        run = _Run(language)
        run.push(match)
    if run.end:
        yield run.number(text)


class _Run:
    """Number words in a row, added up as they come: "dua puluh lima ribu"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.start = self.end = 0  # code points; an end of 0: nothing was taken
        self.total = 0.0  # closed by a thousand, a million …
        self.group = 0.0  # below a thousand, still open
        self.unit: float | None = None  # below ten (Indonesian), or what was added last
        self.closed = False  # takes no more words
        self.scale = ""  # the last scale word taken

    def push(self, match: re.Match[str]) -> bool:
        """Take one more word; False: it starts another number."""
        if not self._add(match[0].lower()):
            return False
        if not self.end:
            self.start = match.start()
        self.end = match.end()
        return True

    def number(self, text: str) -> Number:
        """What was taken."""
        value = round(self.total + self.group + (self.unit or 0), 6)
        words = text[self.start : self.end]
        values = {value}
        if _DOZEN.search(words):
            values.add(round(value * 10 / 12, 6))
        if words.lower().endswith("ties"):
            values.add(1900 + value)  # "the seventies"
        vague = self.closed or bool(_VAGUE.search(words.lower()))
        return Number(words, self.start, self.end, frozenset(values), vague=vague)

    def _add(self, word: str) -> bool:
        if self.closed:
            return False
        if word in wordlist.others(self.language):
            if self.end:
                return False
            self.total, self.closed = wordlist.others(self.language)[word], True
            return True
        if word in wordlist.TEENS:
            return self._add_teen()
        if word in wordlist.fused(self.language):
            return self._add_scale(wordlist.fused(self.language)[word], 1.0)
        if word in wordlist.scales(self.language):
            self.scale = word
            return self._add_scale(wordlist.scales(self.language)[word], None)
        return self._add_simple(wordlist.simple(self.language)[word])

    def _add_simple(self, value: float) -> bool:
        if value == 0.5:  # "two and a half", "half a million"
            self.unit = (self.unit or 0) + value
            return True
        if self.unit is not None:
            # "twenty" takes "five", in Indonesian a unit takes nothing but a scale.
            if self.language == "id" or not (self.unit >= 20 and 0 < value < 10):
                return False
            value += self.unit
        elif self.group % 100 and not (
            self.language == "id" and value < 10 and self.group % 10 == 0
        ):
            return False
        self.unit = value
        return True

    def _add_teen(self) -> bool:
        if self.unit is None:
            return False
        self.group += 10 + self.unit
        self.unit = None
        return True

    def _add_scale(self, scale: float, times: float | None) -> bool:
        if times is not None and self.unit is not None:
            return False
        if scale < 1000:
            count = times or self.unit
            if count is None:
                if self.end or self.language == "id":
                    return False
                count = 1.0
            self.group += count * scale
            self.unit = None
            return True
        count = self.group + (times or self.unit or 0)
        if not count:
            if not self.total and self.language == "id":
                return False
            self.total = (self.total or 1.0) * scale
        else:
            self.total += count * scale
        self.group, self.unit = 0.0, None
        return True
