"""Whether two names are one name in two spellings, or one of them is misspelt."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# How Indonesian spells the Greek, Latin and Dutch of a loan: "Skuadron" for "Squadron",
# "Efesus" for "Ephesus", "Nasional" for "National". Both sides are brought to one spelling.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("th", "t"),
        ("ch(?=i)|sch|sh", "s"),
        ("ch", "k"),
        ("qu", "ku"),
        ("q", "k"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("y", "i"),
        ("t(?=i[aeou])", "s"),
        ("v", "f"),
        ("ae|oe", "e"),
        ("ou", "u"),
        ("z", "s"),
        ("g(?=[ei])", "j"),
        ("j", "i"),
    )
)
_DOUBLE = re.compile(r"(.)\1")
# Endings by which the languages differ: "Universitas", "University", "Belgia", "Belgian".
_ENDING = re.compile(
    "(?:is[mt]e?|[ts]ion|si|tas|ti|men|ment|ian|ean|ia|ikal|ik|al|an|en|nia|u[mr]|[aeio]|[aeiou]?s"
    "|[eo]r|t|d)+$"
)
_FOREIGN = re.compile(
    r"([bcdflmnprstz])\1|ee|oo|ou|[aeiou]y\b|[qx]|v(?=[aeiou])|c[hk]|[ptgw]h|sch|wr|c(?![aiueo])"
    r"|[bcdfjlmprtvz][bcdfgjkmnpqstvz]{2}"  # "Airbnb"; but "ngkr", "nstr"
)
_VOWEL = re.compile("[aeiou]")
_SHORTEST = 5  # letters of a name that can be told from another by its spelling
_LONGEST = 40  # letters of a name; what is longer is none
_ALIKE = 0.75  # of their letters in order


def is_misspelt(name: str, other: str) -> bool:
    """Whether `other` looks like `name` gone wrong: "Triantafylopols", "Girovani".

    False if they are one name in the spellings of two languages, and if they have little in
    common. Both with their capitals and without a possessive.
    """
    if min(len(name), len(other)) < _SHORTEST or abs(len(name) - len(other)) > 3:
        return False
    if len(name) > _LONGEST:
        return False
    one, two = fold(name), fold(other)
    if one[:1] != two[:1] or one == two:
        return False
    if _same_stem(one, two):
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def is_form_of(name: str, other: str) -> bool:
    """Whether both may be one name: "Efesus" and "Ephesians", "Belgia" and "Belgian"."""
    return _same_stem(fold(name), fold(other))


def is_foreign(name: str) -> bool:
    """Whether a name has letters together that no Indonesian word has: "Grachtengordel"."""
    return _FOREIGN.search(name.lower()) is not None


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The name in a spelling that both languages share; not for reading."""
    name = unicodedata.normalize("NFKD", name.lower())
    name = "".join(letter for letter in name if not unicodedata.combining(letter))
    for pattern, sound in _SOUNDS:
        name = pattern.sub(sound, name)
    return _DOUBLE.sub(r"\1", name)


def _same_stem(folded: str, other: str) -> bool:
    """Whether one stem begins with the other; what is left may be an ending."""
    short, long = sorted((_stem(folded), _stem(other)), key=len)
    rest = long[len(short) :]
    return long.startswith(short) and (len(rest) < 2 or _VOWEL.search(rest) is not None)


def _stem(folded: str) -> str:
    stem = _ENDING.sub("", folded)
    return stem if len(stem) >= 3 else folded[:3]
