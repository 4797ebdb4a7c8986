"""How the lines of a plain text make paragraphs, measured on its beginning.

Three shares of its line breaks between two lines of text tell: *continuing*, the first line does
not end as a sentence does and the second starts with a small letter; *filled*, the next word had
no room on the first line; *unfinished*, the first line does not end as a sentence does.

In news articles wrapped at 40 to 100 columns, with blank lines or indents or none, continuing is
0.11 at least and 0.38 or more in 95 of 100, filled 0.53 and unfinished 0.54 at least. In the same
articles with one paragraph or one sentence a line, 99 of 100 have continuing under 0.15, filled
at most 0.5 and unfinished at most 0.5; `benchmarks/paragraphs.py` holds the ways of writing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from translator.options import ParagraphMode

# Hard-wrapped is a text with at least these shares, of one of the three:
_CONTINUING = 0.3
_SOME_CONTINUING, _FILLED = 0.1, 0.5
_UNFINISHED, _MOSTLY_FILLED = 0.5, 0.75  # a text in capitals, or of names
_NARROWEST = 30  # columns; shorter lines are names, verses or lists
_WIDEST = 160  # columns; longer lines are not broken by hand for a screen or a page
_RAGGED = 0.75  # a line is not short from this share of the width on

_FINISHED = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_BULLETS = "*•·▪◦‣●○■"
_DASHES = "-+–—"  # at the start of a line, a bullet or a dash that was wrapped
_MARKER = re.compile(
    rf"(?:[{_BULLETS}\{_DASHES}]|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,4}})[.)])[ \t]+(?=\S)"
)


@dataclass(frozen=True)
class Layout:
    """What `joins` goes by."""

    rule: Literal["lines", "blank", "wrapped"]
    width: int = 0  # columns of the fullest lines; 0: not measured
    wrap: int = 0  # columns at which lines were broken by hand; 0: they were not
    base: int = 0  # the usual indent of a line that is not the first of its paragraph
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
        finished = is_finished(line)
        full = is_filled(line, following, self.width)
        if _MARKER.match(text) and (
            in_list or finished or text[0] in _BULLETS or (not full and text[0] in _DASHES)
        ):
            return False
        if self.rule == "blank" or (text[0].islower() and not finished):
            return True
        if indent(following) > self.base and not in_list:
            return False
        if full or text[0].islower():
            return True
        return len(line.rstrip()) >= _RAGGED * self.width and not finished

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
    hard = filled >= _FILLED and _NARROWEST <= width <= _WIDEST
    wrap = width if hard else 0
    base = Counter(indent(following) for _, following in breaks).most_common(1)[0][0]
    if mode == "blank":
        return Layout("blank", width, wrap, base)
    wrapped = width >= _NARROWEST and (
        continuing >= _CONTINUING
        or (hard and continuing >= _SOME_CONTINUING)
        or (hard and unfinished >= _UNFINISHED and filled >= _MOSTLY_FILLED)
    )
    return Layout("wrapped", width, wrap, base) if wrapped else Layout("lines")


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
