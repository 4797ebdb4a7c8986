"""Sentences that do not stand alone: what they open with points to something before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.text.wordlists import words

_FIRST = re.compile(r"\W*([\w']+)(?:\W+([\w']+))?")
_DOUBLE = re.compile(r'["“”„«»]')
_OPENING, _CLOSING = "“„«", "”»"


def points_back(text: str, language: str) -> bool:
    """Whether a sentence opens with a pronoun or a connective that needs the one before.

    "Dia mengatakan …", "Namun, …", "Hal itu …", "The move …"; see the lists `openings.id` and
    `openings.en`.
    """
    match = _FIRST.match(text.lower().replace("’", "'"))
    if match is None:
        return False
    first, second = match[1], match[2] or ""
    known = words(f"openings.{language}")
    if f"-{first}_{second}" in known:
        return False
    return first in known or f"{first}_{second}" in known or f"_{second}" in known


def half_quotations(texts: Sequence[str], blocks: Sequence[int]) -> list[bool]:
    """For each sentence whether it has one end of a quotation without the other.

    A quotation that is open at a sentence's end goes on in the next one of its block.
    """
    result = []
    inside = False
    for index, text in enumerate(texts):
        if index == 0 or blocks[index] != blocks[index - 1]:
            inside = False
        before = inside
        for mark in _DOUBLE.findall(text):
            inside = mark in _OPENING or (mark not in _CLOSING and not inside)
        result.append(before or inside)
    return result


def dangling(texts: Sequence[str], blocks: Sequence[int], language: str) -> list[bool]:
    """For each sentence of a document whether it needs its neighbour to be understood."""
    return [
        half or points_back(text, language)
        for text, half in zip(texts, half_quotations(texts, blocks), strict=True)
    ]
