"""The value that every reader of numbers gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """One number of a text."""

    text: str  # as it stands, its scale word included
    start: int  # code points from the start of the text
    end: int  # code points, exclusive
    values: frozenset[float]  # every way to read it
    figures: bool = False  # written in figures
    vague: bool = False  # "thousand" alone, "two dozen": others may say it in another way
    month: bool = False  # the name of a month in a date
