"""A hard-wrapped text as one line."""

from __future__ import annotations

import re

# A word broken at the end of a line. The break is a hyphen, not a dash: a letter stands before it.
_BROKEN = re.compile(r"([^\W\d_]+)-[ \t]*(?:\r\n|\r|\n)\s*(\w+)")
# First parts that keep their hyphen.
_PREFIXES = frozenset(
    ("all", "cross", "eks", "ex", "half", "high", "long", "low", "non", "self", "short", "well")
)


def unwrap(text: str) -> str:
    """The text on one line: each run of white space is one space, none at the ends.

    A word that a hyphen breaks at the end of a line is joined. The hyphen stays where it belongs
    to the word: in a reduplication (``anak-anak``, ``berlari-lari``), after a first part such as
    ``non-``, before a capital or a figure (``ke-15``).
    """
    if "-" in text and ("\n" in text or "\r" in text):
        text = _BROKEN.sub(_join, text)
    return " ".join(text.split())


def _join(match: re.Match[str]) -> str:
    first, second = match[1], match[2]
    kept = (
        first.lower() in _PREFIXES
        or not second[0].islower()
        or is_reduplication(first.lower(), second.lower())
    )
    return f"{first}-{second}" if kept else first + second


def is_reduplication(first: str, second: str) -> bool:
    """Whether two lower-case words are the halves of an Indonesian doubled word.

    The second repeats the first (``kira kira``), with an affix on either (``berlari lari``,
    ``anak anaknya``, ``sebaik baiknya``), a changed first sound (``pukul memukul``,
    ``sayur mayur``), or a changed vowel (``bolak balik``, ``warna warni``).
    """
    if not (len(first) > 2 and len(second) > 2 and first.isalpha() and second.isalpha()):
        return False
    if second.endswith(first[1:]) or first.endswith(second[1:]):
        return True
    sizes = range(min(len(first), len(second)), 2, -1)
    if any(first[-size:] == second[:size] for size in sizes):
        return True
    frame = _consonants(first)
    return len(frame) > 1 and len(first) == len(second) and frame == _consonants(second)


def _consonants(word: str) -> str:
    return re.sub("[aeiou]", "", word)
