"""Cutting text into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"\r\n|\r|\n")


def lines_of(chunks: Iterable[str], pauses: bool = False) -> Iterator[str]:
    r"""The lines of a text that comes in pieces, with their ends.

    Only ``\n``, ``\r\n`` and ``\r`` end a line; not a form feed, a next line or a line separator,
    as in `str.splitlines`. Joined, the lines are the text. Time is linear, for a single line of
    any length too. With `pauses` an empty chunk gives an empty line.
    """
    pieces: list[str] = []  # of the line that has no end yet
    held = ""  # a return at the end of a chunk: a line feed may follow it
    for chunk in chunks:
        text = held + chunk
        held = "\r" if text.endswith("\r") else ""
        text = text.removesuffix(held)
        position = 0
        for end in _END.finditer(text):
            yield "".join((*pieces, text[position : end.end()]))
            pieces.clear()
            position = end.end()
        pieces.append(text[position:])
        if pauses and not chunk:
            yield ""
    rest = "".join(pieces) + held
    if rest:
        yield rest
