"""Texts that are written in capitals throughout, as headings are, and capitals that begin one."""

from __future__ import annotations

import re

from translator.text.wordlists import words

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VOWEL = re.compile("[AEIOU]")
_FIRST = re.compile(r"[^\W\d_]+(?![\w@/:]|\.\w)")  # no address, no file name


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals, rather than being an acronym or two.

    It has no small letter, and, acronyms left out, two words of three letters or more, or one of
    six or more.
    """
    if not text.isupper():
        return False
    found = [
        word
        for word in _WORD.findall(text)
        if len(word) > 2 and not _is_acronym(word, "id") and not _is_acronym(word, "en")
    ]
    return len(found) > 1 or any(len(word) > 5 for word in found)


def sentence_case(text: str, language: str) -> str:
    """A text in capitals as a sentence would be written: only acronyms keep theirs.

    Names lose their capitals too; nothing here knows them.
    """

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        figure = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        named = len(word) < 4 and any(character.isdigit() for character in figure)  # "G20", "5G"
        return word if named or _is_acronym(word, language) else word.lower()

    lowered = _WORD.sub(lower, text)
    first = _WORD.search(lowered)
    if first is None:
        return lowered
    place = first.start()
    return lowered[:place] + lowered[place].upper() + lowered[place + 1 :]


def capitalised(text: str) -> str:
    """A text whose first word begins with a capital, unless it has one further on ("iPhone")."""
    first = _FIRST.match(text)
    if first is None or not first[0].islower():
        return text
    capital = text[0].upper()
    return capital + text[1:] if len(capital) == 1 else text


def _is_acronym(word: str, language: str) -> bool:
    return (
        word in words(f"capitals.{language}")
        or (len(word) > 1 and not _VOWEL.search(word) and "Y" not in word)
        or (len(word) > 1 and word not in {"MIX", "DI", "MI"} and bool(_ROMAN.fullmatch(word)))
    )
