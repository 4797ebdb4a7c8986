"""A translation in the line breaks of a source that was wrapped by hand."""

from __future__ import annotations

import re
import unicodedata

from translator.document import Block

_BREAK = re.compile(r"\r\n|\r|\n")


def reflow(block: Block, target: str) -> str:
    """The target, wrapped at `block.wrap` columns if the source's lines were.

    The line end and the indentation of the source's second line are used for all lines but the
    first. A word that is longer than a line stands alone.
    """
    if not block.wrap or not (found := _BREAK.search(block.text)):
        return target
    second = block.text[found.end() :]
    indent = second[: len(second) - len(second.lstrip(" \t"))]
    first_width = block.wrap - cells(_last_line(block.before))
    lines: list[str] = []
    line, room = "", first_width
    for word in target.split():
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line, room = word, block.wrap - cells(indent)
        else:
            line = f"{line} {word}" if line else word
    return (found[0] + indent).join([*lines, line])


def cells(text: str) -> int:
    """Columns that a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(character) else _cells(character) for character in text)


def _cells(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _last_line(text: str) -> str:
    return _BREAK.split(text)[-1]
