"""Decimal and thousands marks: "12.500,75" in Indonesian is "12,500.75" in English."""

from __future__ import annotations

import re

from translator.text import units
from translator.text.numbers import wordlist

_TOKEN = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)+(?![\w]|[.,]\d)")
_GROUPED = {
    "id": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"),
    "en": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"),
}
_DECIMAL = {"id": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}
_TIME = re.compile(r"(?:[01]?\d|2[0-4]),[0-5]\d")  # with a comma, as no language writes it
_OTHER = str.maketrans(".,", ",.")


def exchanged(source: str, target: str, language: str) -> str:
    """A target in which figures that were copied have the marks of its own language.

    Args:
        source: the text that it translates.
        target: its translation.
        language: of the source. A decimal is exchanged only where a unit or a scale word
            follows: "3.1" may be a version.
    """
    copied = set(_TOKEN.findall(source))
    foreign_scale = wordlist.scale_pattern("en" if language == "id" else "id")

    def exchange(found: re.Match[str]) -> str:
        token, end = found[0], found.end()
        if language == "id" and _TIME.fullmatch(token) and token.translate(_OTHER) in copied:
            return token.replace(",", ":")  # "9.30", o'clock or not, is no "9,30"
        if token not in copied:
            return token
        grouped = _GROUPED[language].fullmatch(token)
        decimal = _DECIMAL[language].fullmatch(token) and (
            foreign_scale.match(target, end) or units.after(target, end)
        )
        return token.translate(_OTHER) if grouped or decimal else token

    return _TOKEN.sub(exchange, target)
