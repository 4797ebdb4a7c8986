"""Cutting a paragraph into sentences.

The boundaries are those of sentencex, which was the best and the fastest of the splitters
compared in docs/sentences.md. Two things are added. It is not shown the quotation marks, so that
it cuts inside a quotation: a model that is given two sentences at once drops text. And a boundary
is taken back after an abbreviation, or where a small letter follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.document import Sentence
from translator.text.wordlists import words

_SPACE = re.compile(r"\s")
# Quotation marks; an apostrophe inside or at the end of a word is not one.
_QUOTES = re.compile(r"""["“”„‟«»]|(?<!\w)['‘’‚](?=\w)|(?<=[.!?…,])['’](?=\W|$)""")
_CLOSING = re.compile(r"""[”’»)\]"']*(?=\s)""")
_OPENING = re.compile(r"""[\s"“”„«‘'(\[]*""")
_LAST_WORD = re.compile(r"""[^\s"“”„«»‘'(\[/]+$""")
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]")
_NEAR = 64  # code points before and after a boundary that are looked at


def split(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, in order; between two stands white space only.

    Args:
        text: of one block; a line break in it counts as a space.
        language: ISO 639-1, "id" or "en".
    """
    flat = _SPACE.sub(" ", text)
    result = []
    start = 0
    for end in _ends(flat, language):
        piece = flat[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        stop = start + len(piece.rstrip())
        if begin >= stop:
            continue
        if end < len(flat) and _continues(flat[begin:stop], flat[stop : stop + _NEAR], language):
            start = begin
            continue
        result.append(Sentence(text[begin:stop], begin, stop))
        start = end
    return tuple(result)


def _ends(flat: str, language: str) -> Iterator[int]:
    """Where sentences may end: before a space, and at the end of the text."""
    from sentencex import segment

    position = 0
    for piece in segment(language, _QUOTES.sub(" ", flat)):
        closing = _CLOSING.match(flat, position + len(piece.rstrip()))
        position += len(piece)
        if closing:
            yield closing.end()
    yield len(flat)


def _continues(sentence: str, following: str, language: str) -> bool:
    """Whether a sentence that seems to end goes on in what follows."""
    opening = _OPENING.match(following)
    following = following[opening.end() :] if opening else following
    if not following or following[0].islower() or _LIST_MARK.fullmatch(sentence):
        return bool(following)
    last = _LAST_WORD.search(sentence[-_NEAR:])
    if last is None:
        return False
    word = last[0]
    return _listed(word, f"abbreviations.{language}") or (
        (following[0].isdigit() or "(" in (opening[0] if opening else ""))
        and _listed(word, f"figures.{language}")
    )


def _listed(word: str, name: str) -> bool:
    return word.lower() in words(name)
