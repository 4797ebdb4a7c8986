"""Reads the numbers of a text, in figures and in words, as values that can be compared.

"1.000,5" in Indonesian is "1,000.5" in English, "09.30" is "9:30", "Rp1,5 triliun" is
"Rp1.5 trillion", "dua puluh lima" is "25". A spelling that can be read in two ways has two values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from translator.text import numberwords


@dataclass(frozen=True)
class Number:
    """One number of a text."""

    text: str  # as it stands, its scale word included
    start: int  # code points from the start of the text
    end: int  # code points, exclusive
    values: frozenset[float]  # every way to read it
    figures: bool  # written in figures
    vague: bool = False  # "thousand" alone, "two dozen": others may say it in another way
    month: bool = False  # the name of a month in a date


def read(text: str, language: str) -> list[Number]:
    """All numbers of a text in the language's own way of writing, in order."""
    found = [*_words(text, language), *_romans(text)]
    if _HAS_DIGIT.search(text):
        figures = list(_figures(text, language))
        taken = {position for number in figures for position in range(number.start, number.end)}
        found = [number for number in found if number.start not in taken]
        found += [*figures, *_months(text, language)]
    if len(found) < 2:
        return found
    found.sort(key=lambda number: number.start)
    return list(_with_ranges(text, found))


# --- figures

_HAS_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"(?<!\b[ckm]m)(?<!\bm)\d+(?:[.,:]\d+|[\u00a0\u2009\u202f]\d{3}(?!\d))*")
_GROUP = {"id": ".", "en": ","}
_DECIMAL = {"id": ",", "en": "."}
_GROUPED = {
    language: re.compile(rf"(\d{{1,3}}(?:[{group}\u00a0\u2009\u202f]\d{{3}})+)(?:[{point}](\d+))?")
    for language, group, point in (("id", r"\.", ","), ("en", ",", r"\."))
}
_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_DECADE = re.compile(r"['’-]?s\b|\s?-?\s?an\b")
_SCALE = {
    language: re.compile(
        rf"[\s-]?({'|'.join(sorted(numberwords.scales(language), key=len, reverse=True))})s?\b",
        re.IGNORECASE,
    )
    for language in ("id", "en")
}
_LETTER_SCALE = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_FRACTIONS = "½⅓⅔¼¾⅛"
_RANGE = re.compile(r"\s*(?:-|–|to|and|or|hingga|sampai|dan|atau|s\.d\.)\s*(?:[A-Za-z]{0,3}\$?\s?)")


def _figures(text: str, language: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        yield from _with_scale(text, language, *match.span())


def _with_ranges(text: str, found: list[Number]) -> Iterator[Number]:
    """In "2-3 million" and "dua hingga tiga juta" the first number has the scale of the second."""
    for number, following in zip_longest(found, found[1:]):
        if following and max(number.values) < 1000 <= max(following.values):
            scale = _scale_of(following)
            if scale > 1 and _RANGE.fullmatch(text[number.end : following.start]):
                values = number.values | {value * scale for value in number.values}
                number = replace(number, values=values)
        yield number


def _with_scale(text: str, language: str, start: int, end: int) -> Iterator[Number]:
    values = _values(text[start:end], language)
    if not values:  # a date, a version, an address: each part for itself
        for part in re.finditer(r"\d+", text[start:end]):
            value = frozenset([float(part[0])])
            yield Number(part[0], start + part.start(), start + part.end(), value, True)
        return
    scale = _SCALE[language].match(text, end)
    if scale:
        factor = numberwords.scales(language)[scale[1].lower()]
        values = {value * factor for value in values}
        end = scale.end()
        second = _SCALE[language].match(text, end)  # "300 ribu juta", "100 thousand million"
        if second:
            values = {value * numberwords.scales(language)[second[1].lower()] for value in values}
            end = second.end()
    elif text[end : end + 1].lower() in _LETTER_SCALE and not text[end + 1 : end + 2].isalnum():
        factor = _LETTER_SCALE[text[end].lower()]  # "5k", "$10m": or five metres
        values |= {value * factor for value in values}
    elif end < len(text) and text[end] in _FRACTIONS:
        values = {value + unicodedata.numeric(text[end]) for value in values}
        end += 1
    elif _DECADE.match(text, end):
        values |= {1900 + value for value in values if value < 100}  # "90-an" is "1990s"
    rounded = frozenset(round(value, 6) for value in values)
    yield Number(text[start:end], start, end, rounded, True)


def _scale_of(number: Number) -> float:
    word = number.text.split()[-1].lower().rsplit("-", 1)[-1]
    for language in ("id", "en"):
        scale = numberwords.scales(language).get(word)
        if scale:
            return scale
    return 1


def _values(figures: str, language: str) -> set[float]:
    """The ways to read figures with their marks; empty: they are several numbers."""
    if figures.isdigit():
        return {float(figures)}
    grouped = _GROUPED[language].fullmatch(figures)
    if grouped and not figures.startswith("0"):
        whole = re.sub(r"\D", "", grouped[1])
        return {float(f"{whole}.{grouped[2] or 0}")}
    time = _TIME.fullmatch(figures)
    values = _time(int(time[1]), int(time[2])) if time else set()
    parts = re.split("[.,:]", figures)
    if len(parts) == 2 and ":" not in figures:
        values.add(float(".".join(parts)))
    return values


def _time(hour: int, minute: int) -> set[float]:
    """A time of day as hour.minute, on both clocks, and as the hour alone if it is full."""
    hours = {hour, hour + 12 if hour < 12 else hour - 12}
    values = {hour_ + minute / 100 for hour_ in hours}
    return {round(value, 2) for value in values}


# --- words


def _months(text: str, language: str) -> Iterator[Number]:
    for match in numberwords.month_pattern(language).finditer(text):
        value = frozenset([numberwords.months(language)[match[0]]])
        yield Number(match[0], *match.span(), value, figures=False, month=True)


def _romans(text: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        value = 0
        for sign, following in zip_longest(match[0], match[0][1:], fillvalue="I"):
            less = _ROMAN_SIGNS[sign] < _ROMAN_SIGNS[following]
            value += -_ROMAN_SIGNS[sign] if less else _ROMAN_SIGNS[sign]
        yield Number(match[0], *match.span(), frozenset([float(value)]), figures=False, vague=True)


def _words(text: str, language: str) -> Iterator[Number]:
    run = _Run(language)
    found = list(numberwords.pattern(language).finditer(text))
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


_LINK = re.compile(r"\s+|-|[\s-]+(and)[\s-]+(?:a[\s-]+)?|\s+a\s+", re.IGNORECASE)


# "VII", but not "I", "MIX" or "CD"; a single "V" or "X" is as often a letter.
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10}
_DOZEN = re.compile(r"dozen|lusin", re.IGNORECASE)  # others may say it in tens
_VAGUE = re.compile(r"dozen|lusin|an$|^(?:hundred|thousand|million|billion|trillion)$|^se\w+$")


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
        return Number(words, self.start, self.end, frozenset(values), False, vague)

    def _add(self, word: str) -> bool:
        if self.closed:
            return False
        if word in numberwords.others(self.language):
            if self.end:
                return False
            self.total, self.closed = numberwords.others(self.language)[word], True
            return True
        if word in numberwords.fused(self.language):
            return self._add_scale(numberwords.fused(self.language)[word], 1.0)
        if word in numberwords.scales(self.language):
            self.scale = word
            return self._add_scale(numberwords.scales(self.language)[word], None)
        return self._add_simple(numberwords.simple(self.language)[word])

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

    def _add_scale(self, scale: float, times: float | None) -> bool:
        if times is not None and self.unit is not None:
            return False
        if scale < 1000:
            count = times or self.unit
            if count is None:
                if self.end or self.language == "id":
                    return False
                count = 1.0
            self.group += 10 + count if scale == numberwords.TEEN else count * scale
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
