"""How the lines of a plain text make paragraphs, measured on its beginning.

A text is taken for hard-wrapped if its line breaks stand inside sentences: where a line follows
another directly, often enough the first has no end of a sentence and the second starts with a
small letter; or, for texts without small letters, nearly all lines are as full as the width
allows. In all other texts each line is a paragraph. The bounds below part the two kinds with a
wide margin: in running text wrapped at 40 to 100 columns about three in four breaks are of the
first kind, in a text with one paragraph a line next to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from translator.options import ParagraphMode

_CONTINUING = 0.3  # share of breaks inside a sentence, at least
_FILLED = 0.75  # or: share of lines that had no room for one word more, at least …
_UNFINISHED = 0.5  # … and share of lines without an end of a sentence
_NARROWEST = 30  # columns; shorter lines are names, verses or lists
_WIDEST = 160  # columns; longer lines are not broken by hand for a screen or a page
_RAGGED = 0.75  # a line is not short from this share of the width on

_FINISHED = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_MARKER = re.compile(r"(?:[-*+•·▪◦‣●○■–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[ \t]+(?=\S)")


@dataclass(frozen=True)
class Layout:
    """What `joins` goes by."""

    rule: Literal["lines", "blank", "wrapped"]
    width: int = 0  # columns of the fullest lines; 0: not measured
    wrap: int = 0  # columns at which lines were broken by hand; 0: they were not
    marked: bool = True  # list markers count

    def joins(self, line: str, following: str, in_list: bool) -> bool:
        """Whether `following`, which stands directly below `line`, belongs to its block.

        Args:
            line: the last line of a block.
            following: the line below it; not blank.
            in_list: the block is a list item.
        """
        if self.rule == "lines":
            return False
        text = following.strip()
        if _MARKER.match(text) and (in_list or is_finished(line) or not text[0].isalnum()):
            return False
        if self.rule == "blank" or text[0].islower():
            return True
        if is_finished(line) and indent(following) > indent(line):
            return False
        full = is_filled(line, following, self.width)
        return full or (len(line.rstrip()) >= _RAGGED * self.width and not is_finished(line))

    def marker(self, text: str) -> str:
        """The bullet or number that a stripped line starts with, with its space; "" if none."""
        match = _MARKER.match(text) if self.marked else None
        return match[0] if match else ""


def measure(lines: Sequence[str], mode: ParagraphMode) -> Layout:
    """The layout of a text that begins with these lines."""
    if mode == "lines":
        return Layout("lines", marked=False)
    breaks = list(_breaks(lines))
    if not breaks:
        return Layout("blank" if mode == "blank" else "lines")
    lengths = sorted(len(line.rstrip()) for line, _ in breaks)
    width = lengths[round(0.95 * (len(lengths) - 1))]
    filled = _share(is_filled(line, following, width) for line, following in breaks)
    unfinished = _share(not is_finished(line) for line, _ in breaks)
    continuing = _share(
        not is_finished(line) and following.lstrip()[0].islower() for line, following in breaks
    )
    wrap = width if filled >= 0.5 and _NARROWEST <= width <= _WIDEST else 0
    if mode == "blank":
        return Layout("blank", width, wrap)
    if width >= _NARROWEST and (
        continuing >= _CONTINUING or (wrap and filled >= _FILLED and unfinished >= _UNFINISHED)
    ):
        return Layout("wrapped", width, wrap)
    return Layout("lines")


def is_finished(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_FINISHED.search(line.rstrip()[-8:]))


def is_filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of `following` had no room on `line`."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def indent(line: str) -> int:
    """White space at the start of a line, in characters."""
    return len(line) - len(line.lstrip())


def _breaks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of lines with text that follow each other directly."""
    for line, following in pairwise(lines):
        if line.strip() and following.strip() and not _MARKER.match(following.lstrip()):
            yield line, following


def _share(values: Iterator[bool]) -> float:
    counted = list(values)
    return sum(counted) / len(counted)
