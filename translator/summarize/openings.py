"""Sentences that do not stand alone: what they open with points to something before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.text.wordlists import words

_FIRST = re.compile(r"\W*([\w']+)(?:\W+([\w']+))?")
_DOUBLE = re.compile(r'["“”„«»]')
_OPENING, _CLOSING = "“„«", "”»"
_BEFORE, _AFTER = "([-–—'‘", ".,;:!?…)]-–—'’"  # beside a straight mark: it opens, it closes


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
    """For each sentence whether it is a part of a quotation that goes on in another one.

    A quotation that is open at a sentence's end goes on up to its closing mark or the end of its
    block. Where another one opens before that, the closing mark was lost; then the sentences
    between the two are not taken for a quotation.
    """
    result = [False] * len(texts)
    start = -1  # the sentence that the open quotation begins in; -1: none is open
    for index, text in enumerate(texts):
        if start >= 0 and blocks[index] != blocks[index - 1]:
            result[start:index] = [True] * (index - start)
            start = -1
        for mark in _DOUBLE.finditer(text):
            opens = _opens(text, mark.start(), start < 0)
            if 0 <= start < index:
                end = start if opens else index
                result[start : end + 1] = [True] * (end + 1 - start)
            start = index if opens else -1
    if start >= 0:
        result[start:] = [True] * (len(texts) - start)
    return result


def _opens(text: str, at: int, otherwise: bool) -> bool:
    """Whether a quotation mark opens; a straight one does so by what stands around it.

    Args:
        text: of the sentence.
        at: place of the mark.
        otherwise: the answer where both sides of a straight mark are alike.
    """
    if text[at] in _OPENING or text[at] in _CLOSING:
        return text[at] in _OPENING
    left = not text[:at] or text[at - 1].isspace() or text[at - 1] in _BEFORE
    right = not text[at + 1 :] or text[at + 1].isspace() or text[at + 1] in _AFTER
    return otherwise if left == right else left


def dangling(texts: Sequence[str], blocks: Sequence[int], language: str) -> list[bool]:
    """For each sentence of a document whether it needs its neighbour to be understood."""
    return [
        half or points_back(text, language)
        for text, half in zip(texts, half_quotations(texts, blocks), strict=True)
    ]
