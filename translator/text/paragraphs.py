"""Cutting a plain text into blocks: paragraphs, list items, headings.

Works on a stream: the layout is measured on the beginning of the text (`layout`), then each line
is placed as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from translator.document import Block, BlockKind
from translator.options import ParagraphMode
from translator.text import casing
from translator.text.layout import Layout, indent, is_finished, measure

_TITLE_LINES = 3  # of a title in capitals, at most
_WINDOW_LINES = 200  # read ahead to measure the layout
_WINDOW_SIZE = 1 << 16  # code points, at most about


def split(lines: Iterable[str], mode: ParagraphMode = "auto") -> Iterator[Block]:
    """The blocks of a plain text, in order, while it is being read.

    The concatenation of ``before + text`` is the input, code point for code point. White space
    at the ends of a block, and the marker of a list item, stand in `before`; what trails the
    last block is the `before` of a block of kind END, which is there only if something trails.

    Args:
        lines: with their ends. An empty one says that nothing more has come for a while: what
            is complete comes out, then a `Block.pause`.
        mode: ``lines``: each line that is not blank is one block, nothing else is looked at.
            ``blank``: blank lines end paragraphs. ``auto``: as the beginning of the text tells.
    """
    window: list[str] = []
    size = 0
    rest = iter(lines)
    for line in rest:
        if not line:
            if not window:
                continue
            rest = chain([line], rest)
            break
        window.append(line)
        size += len(line)
        if len(window) >= _WINDOW_LINES or size >= _WINDOW_SIZE:
            break
    blocks = _assemble(chain(window, rest), measure(window, mode))
    yield from blocks if mode == "lines" else _with_headings(blocks)


@dataclass
class _Open:
    """A block that may still grow."""

    before: str
    kind: BlockKind
    level: int
    number: int  # of its first line, from 1
    lines: list[str] = field(default_factory=list)

    def is_title_above(self, text: str) -> bool:
        """Whether it is in capitals, and a line below it begins a text that is not."""
        if len(self.lines) > _TITLE_LINES or text[0].islower() or casing.is_capitals(text):
            return False
        return casing.is_capitals("".join(self.lines))

    def close(self, wrap: int) -> tuple[Block, str]:
        """The block, and the white space after it."""
        joined = "".join(self.lines)
        text = joined.rstrip()
        block = Block(text, self.kind, self.level, f"line {self.number}", self.before, wrap)
        return block, joined[len(text) :]


def _assemble(lines: Iterable[str], layout: Layout) -> Iterator[Block]:
    blank: list[str] = []  # white space since the last block
    current: _Open | None = None
    last = ""  # the last line, if it has text
    number = 0
    for line in lines:
        if not line:
            if current and layout.rule == "lines":
                block, tail = current.close(layout.wrap)
                yield block
                blank.append(tail)
                current = None
            yield Block.pause("".join(blank))
            blank.clear()
            continue
        number += 1
        text = line.strip()
        if (
            current
            and text
            and last
            and layout.joins(last, line, current.level > 0)
            and not (layout.rule == "wrapped" and current.is_title_above(text))
        ):
            current.lines.append(line)
            last = line
            continue
        if current:
            block, tail = current.close(layout.wrap)
            yield block
            blank.append(tail)
            current = None
        last = line if text else ""
        if not text:
            blank.append(line)
            continue
        start = indent(line)
        marker = layout.marker(text)
        current = _Open(
            "".join((*blank, line[:start], marker)),
            BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH,
            1 + start // 2 if marker else 0,
            number,
            [line[start + len(marker) :]],
        )
        blank.clear()
    if current:
        block, tail = current.close(layout.wrap)
        yield block
        blank.append(tail)
    if trailing := "".join(blank):
        yield Block("", BlockKind.END, before=trailing)


_TITLE = 120  # characters of a title, at most
_SUBHEADING = 60
_NO_HEADING = frozenset(",;:|/()[]")  # bylines, datelines, addresses have one of these


def _with_headings(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same blocks; a line that is surely a heading has its kind and level."""
    held = next(blocks, None)
    first = True
    while held is not None:
        if held.is_pause:
            yield held
            held = next(blocks, None)
            continue
        following = next(blocks, None)
        level = _heading_level(held, following, first) if following else 0
        yield replace(held, kind=BlockKind.HEADING, level=level, wrap=0) if level else held
        held, first = following, False


def _heading_level(block: Block, following: Block, first: bool) -> int:
    """1 for the title of the text, 2 for a heading inside it, 0 for all else."""
    text = block.text
    if (
        block.kind is not BlockKind.PARAGRAPH
        or following.kind is BlockKind.END
        or "\n" in text
        or "\r" in text
        or len(text) > _TITLE
        or is_finished(text)
        or not text[0].isupper()
    ):
        return 0
    level = 1 if first else 2
    if casing.is_capitals(text):
        return level
    leads = is_finished(following.text) and following.kind is BlockKind.PARAGRAPH
    if first:
        return level if leads and len(text.split()) > 1 and len(following.text) > len(text) else 0
    sure = len(text) <= _SUBHEADING and _NO_HEADING.isdisjoint(text) and not text[-1].isdigit()
    return level if leads and sure and len(following.text) > 3 * len(text) else 0
