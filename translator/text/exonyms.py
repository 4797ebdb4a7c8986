"""Names that differ by language: countries and their people, places, days, months.

The table is `data/exonyms.txt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Exonym:
    """A name in both languages."""

    name: str  # its first Indonesian form; tells it from the others
    section: str  # "country", "place", "day", "month"


def find(words: Sequence[str], language: str) -> dict[Exonym, str]:
    """The names of the table among the words of a text, with the form that stands there.

    Args:
        words: in the text's order, with their capitals, none empty.
        language: of the text.
    """
    forms = _forms(language)
    found: dict[Exonym, str] = {}
    position = 0
    while position < len(words):
        if not words[position][0].isupper():
            position += 1
            continue
        for size in (3, 2, 1):  # the longest name first: "Papua New Guinea"
            phrase = " ".join(words[position : position + size])
            exonym = forms.get(phrase.removesuffix("'s").removesuffix("’s"))
            if exonym:
                found.setdefault(exonym, phrase)
                position += size - 1
                break
        position += 1
    return found


@cache
def forms(exonym: Exonym, language: str) -> tuple[str, ...]:
    """How a name is written in one language."""
    return tuple(form for form, name in _forms(language).items() if name == exonym)


@cache
def words(language: str) -> frozenset[str]:
    """Every word of every form of one language."""
    return frozenset(word for form in _forms(language) for word in form.split())


@cache
def _forms(language: str) -> dict[str, Exonym]:
    table = (files("translator.text") / "data" / "exonyms.txt").read_text(encoding="utf-8")
    forms: dict[str, Exonym] = {}
    section = ""
    for line in table.splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            section = text.strip("[]")
        elif text:
            indonesian, english = (
                [form.strip() for form in side.split(",")] for side in text.split("|")
            )
            exonym = Exonym(indonesian[0], section)
            for form in indonesian if language == "id" else english:
                forms.setdefault(form, exonym)
    return forms
