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
_TEXT = re.compile(r"[^ ]")
# What sentencex does not see: quotation marks (an apostrophe inside or at the end of a word is
# none; many that nobody closes would cost it the square of their number), the end of a bracket that
# holds whole sentences, and surrogates, which no UTF-8 has.
_MASKED = re.compile(
    r"""["“”„‟«»‹›‘‚‛`]|(?<!\w)['’](?=\w)|(?<=[.!?…,])['’](?=\W|$)|'(?=')|(?<=')'"""
    r"|(?<=[.!?…])[)\]]"
    "|[\ud800-\udfff]"
)
_CLOSING = re.compile(r"""[”’»)\]"']*(?=\s)""")
_OPENING = " \"“”„«‘'(["
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
    result: list[Sentence] = []
    begin: int | None = None
    for end in _ends(flat, language):
        if begin is None:
            first = _TEXT.search(flat, result[-1].end if result else 0)
            if first is None or first.start() >= end:
                continue
            begin = first.start()
        stop = _without_spaces(flat, end)
        if end < len(flat) and _continues(flat, begin, stop, language):
            continue
        result.append(Sentence(text[begin:stop], begin, stop))
        begin = None
    return tuple(result)


def _ends(flat: str, language: str) -> Iterator[int]:
    """Where sentences may end: before a space, and at the end of the text."""
    from sentencex import segment

    position = 0
    for piece in segment(language, _MASKED.sub(" ", flat)):
        closing = _CLOSING.match(flat, position + len(piece.rstrip()))
        position += len(piece)
        if closing:
            yield closing.end()
    yield len(flat)


def _continues(flat: str, begin: int, stop: int, language: str) -> bool:
    """Whether a sentence that seems to end at `stop` goes on in what follows."""
    near = flat[stop : stop + _NEAR]
    following = near.lstrip(_OPENING)
    if not following:
        return False
    if following[0].islower() or _LIST_MARK.fullmatch(flat, begin, stop):
        return True
    last = _LAST_WORD.search(flat[max(begin, stop - _NEAR) : stop])
    if last is None:
        return False
    word = last[0].lower()
    if word in words(f"abbreviations.{language}"):
        return True
    figure = following[0].isdigit() or "(" in near[: len(near) - len(following)]
    return figure and word in words(f"figures.{language}")


def _without_spaces(flat: str, end: int) -> int:
    while end and flat[end - 1] == " ":
        end -= 1
    return end
