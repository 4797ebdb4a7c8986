"""Names that changed: misspelt, or one country, day or month for another.

Flags 0.2% / 0.1% of good translations (id-en / en-id), 1.0% / 0.3% of opus-mt's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from translator.checks.pair import Pair
from translator.result import Flag, Severity
from translator.text import exonyms, spelling
from translator.text.exonyms import Exonym
from translator.text.functionwords import FUNCTION_WORDS

_PART = re.compile(r"[^\W\d_]{2,}")  # of "Tibet-Mongolia", of "Iraq's"
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")  # not where a sentence begins
_CAMEL = re.compile(r"[a-z][A-Z]")  # "YouTube"
_LOAN = 5  # letters of an English word that may have become a loan: "Class" is "kelas"
_DOLLAR = re.compile(r"\b(US|AS)\s?\$")
_TITLE = 0.6  # share of the longer words with a capital in what may be a heading
_MOST = 300  # names of a sentence that are compared with each other
_MOJIBAKE = re.compile("Ã.|â€")  # UTF-8 read as Windows-1252: no spelling to compare


def find(pair: Pair) -> Flag | None:
    """A flag for a name of the source that the target has in a wrong form."""
    source = exonyms.find(_parted(pair.source, pair.source_words), pair.direction.source)
    target = exonyms.find(_parted(pair.target, pair.target_words), pair.direction.target)
    lost = {
        name: form
        for name, form in source.items()
        if name not in target and form not in pair.target_words
    }
    added = {name: form for name, form in target.items() if name not in source}
    if message := _exchanged(lost, added) or _misspelt(pair, lost):
        return Flag("names", message, Severity.SEVERE)
    if message := _left_out(pair):
        return Flag("names", message, Severity.NOTICE)
    return None


def _exchanged(lost: Mapping[Exonym, str], added: Mapping[Exonym, str]) -> str:
    for name, form in lost.items():
        for other, other_form in added.items():
            if other.section == name.section:
                return f"“{form}” became “{other_form}”"
    return ""


def _misspelt(pair: Pair, lost: Mapping[Exonym, str]) -> str:
    """Names as they stand in the source, and known ones in the form of the target's language."""
    if _MOJIBAKE.search(pair.source) or _MOJIBAKE.search(pair.target):
        return ""
    if _is_title(pair.source, pair.source_words) or _is_title(pair.target, pair.target_words):
        return ""  # there any word may have a capital
    names = {
        name: name for name in _names(pair.source_words, pair.target_words, pair.direction.source)
    }
    for exonym, form in lost.items():
        names |= {name: form for name in exonyms.forms(exonym, pair.direction.target)}
    if not names:
        return ""
    candidates = _names(pair.target_words, pair.source_words, pair.direction.target)[:_MOST]
    for name, form in islice(names.items(), _MOST):
        for other in candidates:
            if spelling.is_misspelt(name, other):
                return f"“{form}” became “{other}”"
    inside = set(_INSIDE.findall(pair.source))  # no word that begins its sentence
    small = _small_words(pair)
    for name in islice(names, _MOST):
        for other in small:
            if spelling.is_misspelt(name, other) and _is_sure(pair, name, other, name in inside):
                return f"“{names[name]}” became “{other}”"
    return ""


def _is_sure(pair: Pair, name: str, other: str, inside: bool) -> bool:
    """Whether this was a name, and is no word of the target's language now."""
    if _CAMEL.search(name):
        return True
    if pair.direction.source == "id":
        return inside or spelling.is_foreign(name)
    return (inside and len(name) > _LOAN) or spelling.is_foreign(other)


def _small_words(pair: Pair) -> list[str]:
    """Words of the target without a capital, which the source does not have in any form."""
    common = {word.lower() for word in pair.source_words}
    common |= FUNCTION_WORDS[pair.direction.target]
    words = (word for word in pair.target_words if word.islower() and word not in common)
    return list(dict.fromkeys(words))[:_MOST]


def _left_out(pair: Pair) -> str:
    """A name that is foreign to Indonesian by its spelling, and so the same in English."""
    if pair.direction.source != "id" or _MOJIBAKE.search(pair.source):
        return ""
    if _is_title(pair.source, pair.source_words):
        return ""
    target, small = pair.target.lower(), set(pair.source_words)
    for name in dict.fromkeys(_INSIDE.findall(pair.source)):
        if not spelling.is_foreign(name) or name.lower() in target:
            continue
        if name in exonyms.words("id") or name.lower() in small:
            continue
        if not any(spelling.is_form_of(name, word) for word in pair.target_words):
            return f"“{name}” is not in the translation"
    return ""


def _names(words: list[str], others: list[str], language: str) -> list[str]:
    """Capitalised words that the other side does not have.

    Left out are known names and what the same text writes without a capital too.
    """
    capitalised = [word for word in words if word[0].isupper()]
    if not capitalised:
        return []
    common = {word.lower() for word in others}.union(words, FUNCTION_WORDS[language])
    known = exonyms.words(language)
    parts = (part for word in capitalised for part in _PART.findall(word) if part[0].isupper())
    found = (part for part in parts if part not in known and part.lower() not in common)
    return list(dict.fromkeys(found))


def _is_title(text: str, words: list[str]) -> bool:
    if text.rstrip(" \"'”’)").endswith((".", "!", "?")):
        return False
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > _TITLE * len(long)


def _parted(text: str, words: list[str]) -> list[str]:
    """Words without hyphens ("Spanish-speaking" has a name in it) and currencies ("US$")."""
    parts = [part for word in words for part in word.split("-") if part]
    if "$" in text:
        for code in _DOLLAR.findall(text):
            parts.remove(code)
    return parts
