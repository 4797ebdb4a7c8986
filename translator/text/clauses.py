"""Cutting a sentence that is longer than the model takes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

_CONJUNCTIONS = (
    # Indonesian
    "dan|atau|tetapi|tapi|namun|sedangkan|sementara|karena|sebab|sehingga|serta|yang|bahwa|ketika"
    "|jika|apabila|agar|supaya|meskipun|walaupun|melainkan|setelah|sebelum"
    # English
    "|and|or|but|because|which|that|while|when|although|though|so|whereas|if|unless|after|before"
)

# Where a cut may stand, best first: it stands at the end of a match.
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[.!?…][\"'”’»)\]]*\s+",
        r"[;:]\s+|\s[-–—]\s+|—",
        r",\s+",
        rf"\s+(?=(?:{_CONJUNCTIONS})\s)",
        r"\s+",
    )
)


def split_long(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Pieces that fit, in order; joined, they are the text again.

    The pieces are of about equal length, and end at the strongest mark near their ideal end:
    a full stop, then a semicolon, colon or dash, a comma, a word before a conjunction, a space.
    Only a text without any of these is cut inside a word.

    Args:
        text: any text; a text that fits comes back whole.
        fits: whether the model takes a piece; a part of a piece that fits should fit too.
            A single character counts as fitting.
    """
    pieces: list[str] = []
    position = 0
    guess = 256  # code points; grows or shrinks to what fits
    while position < len(text):
        limit = _longest(text, position, guess, fits)
        if position + limit >= len(text):
            pieces.append(text[position:])
            break
        length = _cut(text, position, limit)
        while length > 1 and not fits(text[position : position + length]):
            length = _cut(text, position, max(length * 3 // 4, 1))
        pieces.append(text[position : position + length])
        position += length
        guess = limit
    return pieces or [text]


def _longest(text: str, start: int, guess: int, fits: Callable[[str], bool]) -> int:
    """How many code points from `start` fit, found by doubling and halving."""
    rest = len(text) - start
    low, high = 1, rest + 1  # `low` fits, `high` does not
    step = min(guess, rest)
    while low < step < high:
        if fits(text[start : start + step]):
            low, step = step, min(step * 2, rest)
        else:
            high = step
    while high - low > max(1, low // 32):
        middle = (low + high) // 2
        if fits(text[start : start + middle]):
            low = middle
        else:
            high = middle
    return low


def _cut(text: str, start: int, limit: int) -> int:
    """Length of the next piece, at most `limit`, close to an equal share of what is left."""
    rest = len(text) - start
    share = rest // -(-rest // limit)
    first = share // 2
    for mark in _MARKS:
        ends = [match.end() - start for match in mark.finditer(text, start + first, start + limit)]
        if ends:
            place = bisect_left(ends, share)
            near = ends[max(place - 1, 0) : place + 1]
            return min(near, key=lambda end: abs(end - share))
    return _between_characters(text, start, limit)


def _between_characters(text: str, start: int, limit: int) -> int:
    """The largest length up to `limit` that parts no accent from its letter."""
    length = limit
    while length > 1 and unicodedata.combining(text[start + length]):
        length -= 1
    return length
