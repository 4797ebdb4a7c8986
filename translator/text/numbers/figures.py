"""Numbers in figures, with what stands right after them: a scale word, a fraction, a decade."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translator.text.numbers import wordlist
from translator.text.numbers.number import Number

# Not the 2 of "km2".
_FIGURES = re.compile(r"(?<!\b[ckm]m)(?<!\bm)\d+(?:[.,:]\d+|[\u00a0\u2009\u202f]\d{3}(?!\d))*")
_GROUPED = {
    language: re.compile(rf"(\d{{1,3}}(?:[{group}\u00a0\u2009\u202f]\d{{3}})+)(?:[{point}](\d+))?")
    for language, group, point in (("id", r"\.", ","), ("en", ",", r"\."))
}
_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_DECADE = re.compile(r"['’-]?s\b|\s?-?\s?an\b")
_LETTER_SCALE = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_FRACTIONS = "½⅓⅔¼¾⅛"


def read(text: str, language: str) -> Iterator[Number]:
    """Every number in figures, in order."""
    for match in _FIGURES.finditer(text):
        yield from _with_scale(text, language, *match.span())


def _with_scale(text: str, language: str, start: int, end: int) -> Iterator[Number]:
    values = _values(text[start:end], language)
    if not values:  # a date, a version, an address: each part for itself
        for part in re.finditer(r"\d+", text[start:end]):
            value = frozenset([float(part[0])])
            yield Number(part[0], start + part.start(), start + part.end(), value, figures=True)
        return
    scale = wordlist.scale_pattern(language).match(text, end)
    if scale:
        factor = wordlist.scales(language)[scale[1].lower()]
        values = {value * factor for value in values}
        end = scale.end()
        second = wordlist.scale_pattern(language).match(
            text, end
        )  # "300 ribu juta", "100 thousand million"
        if second:
            values = {value * wordlist.scales(language)[second[1].lower()] for value in values}
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
    yield Number(text[start:end], start, end, rounded, figures=True)


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
    """A time of day as hour.minute, on both clocks; a full hour is a whole number."""
    other = hour + 12 if hour < 12 else hour - 12
    return {round(each + minute / 100, 2) for each in (hour, other)}
