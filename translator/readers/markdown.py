"""Markdown: CommonMark with tables, footnotes, formulas and front matter.

The parser tells on which lines a block stands, and this module finds its text in them again; so
all that is no prose stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from translator.document import Block, BlockKind
from translator.options import ReaderOptions
from translator.readers.limits import read_text
from translator.readers.markdown_inline import pieces
from translator.readers.runs import Part, Piece, Runs

_LINE_END = re.compile(r"\r\n?|\n")
_MAX_BYTES = 8 * 2**20  # of a file: its tokens take a hundred times that
_LONGEST = 20_000  # characters of a block with marks: the parser's time grows with their square
_CODE = ("fence", "code_block", "math_block", "math_block_label")
# The line under the head of a table that is drawn with spaces: its columns stay.
_DRAWN_TABLE = re.compile(r"^ *-{2,}(?: +-{2,})+ *$", re.MULTILINE)
# A check box of a task list, the name of an alert: at the start of a text, and no words.
_SIGN = re.compile(r"\[[ xX]\]\s+|\[![A-Za-z]+\]")


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of a Markdown file; raises InputError."""
    yield from _Reading(read_text(stream, _MAX_BYTES)).blocks()


def _parser() -> MarkdownIt:
    """A parser whose tokens are in the order of the text, escapes apart."""
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin)
    # "$5 and $6" is money.
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    return markdown.disable(["text_join", "footnote_tail"])


class _Reading:
    """One file, from its start to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = _lines(text)  # start and end of each, line ends left out
        self._place = 0  # up to here the text has been given out
        self._runs = Runs(collapse=False)
        self._inside = _parser()  # of a block; the other one leaves blocks whole
        self._parser = _parser().disable("inline")
        self._env: dict[str, Any] = {}
        self._lists: list[str] = []  # the marks of the lists that are open: "-", "1."
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._fresh_item = False  # a list item in which no text has come yet
        self._new_row = True
        self._started = False  # a block has come out

    def blocks(self) -> Iterator[Block]:
        """All of them, in order."""
        for token in self._parser.parse(self._text, self._env):
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in _CODE and token.map:
                start, end = self._lines[token.map[0]][0], self._lines[token.map[1] - 1][1]
                if start < self._place:
                    start = self._place
                self._skip_to(start)
                raw, self._place = self._text[start:end], end
                code = token.content.strip("\n")
                yield from self._runs.verbatim(raw, code, self._locator(token), self._gap())
                self._started = True
            else:
                self._enter(token)
        self._skip_to(len(self._text))
        yield from self._runs.end(before=self._text[len(self._text.rstrip("\r\n")) :])

    def _inline(self, token: Token) -> Iterator[Block]:
        places = self._places(token)
        if not places or _DRAWN_TABLE.search(token.content):
            return
        content = token.content
        if self._kind is BlockKind.CELL:
            # Its `\|` is an escape in the file, but none in the token.
            start, end = places[0], places[-1]
            content = self._text[start:end]
            places = list(range(start, end + 1))
        children: Sequence[Token] = ()
        if len(content) <= _LONGEST:
            children = self._inside.parseInline(content, self._env)[0].children or []
        self._skip_to(places[0])
        for piece in pieces(self._text, content, places, children):
            self._add(piece)
        self._place = places[-1]
        for block in self._runs.take(self._kind, self._level, self._locator(token), self._gap()):
            self._fresh_item = self._new_row = False
            self._started = True
            yield block

    def _add(self, piece: Piece) -> None:
        sign = _SIGN.match(piece.raw) if self._runs.empty and piece.part is Part.TEXT else None
        if sign is not None and piece.raw == piece.text:
            self._runs.add(Piece(Part.POINT, sign[0]))
            piece = Piece(Part.TEXT, piece.raw[sign.end() :], piece.text[sign.end() :])
        self._runs.add(piece)

    def _places(self, token: Token) -> list[int]:
        """Where in the text each character of the token's content stands, and its end.

        Empty if it cannot be found; its lines then stay as they are.
        """
        if not token.map or not token.content.strip():
            return []
        result: list[int] = []
        number = token.map[0]
        for line in token.content.split("\n"):
            start, end = self._lines[number]
            start = max(start, self._place) if number == token.map[0] else start
            core = line.strip()
            place = self._find(core, start, end)
            if place < 0:
                return []
            lead = len(line) - len(line.lstrip())
            result += [place] * lead
            written = self._written(core, place)
            result += range(place, place + len(core))
            result += [place + written] * (len(line) - lead - len(core) + 1)
            number += 1
        return result

    def _find(self, core: str, start: int, end: int) -> int:
        if self._kind is not BlockKind.CELL:
            return self._text.rfind(core, start, end)
        escaped = core.replace("|", "\\|")
        place = self._text.find(escaped, start, end)
        return place if place >= 0 else self._text.find(core, start, end)

    def _written(self, core: str, place: int) -> int:
        escaped = core.replace("|", "\\|")
        in_cell = self._kind is BlockKind.CELL and self._text.startswith(escaped, place)
        return len(escaped if in_cell else core)

    def _skip_to(self, place: int) -> None:
        self._runs.separate(self._text[self._place : place])
        self._place = max(place, self._place)

    def _enter(self, token: Token) -> None:
        """What the next text is, as the tokens before it tell."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists.append("-")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._lists[-1] = f"{token.info}{token.markup}" if token.info else "-"
            self._fresh_item = True
        elif token.type == "heading_open":
            self._kind, self._level = BlockKind.HEADING, int(token.tag[1])
        elif token.type == "tr_open":
            self._new_row = True
        elif token.type in ("td_open", "th_open"):
            self._kind, self._level = BlockKind.CELL, 0
        elif token.type == "paragraph_open":
            in_list = bool(self._lists)
            self._kind = BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH
            self._level = len(self._lists)

    def _gap(self) -> str:
        """What stands before the block in a plain text."""
        start = "\n" if self._started else ""
        if self._kind is BlockKind.CELL:
            return start if self._new_row else "\t"
        if self._lists and self._kind is BlockKind.LIST_ITEM:
            indent = "  " * (len(self._lists) - 1)
            mark = self._lists[-1]
            if self._fresh_item:
                return f"{start}{indent}{mark} "
            return f"{2 * start}{indent}{' ' * len(mark)} "
        return 2 * start

    def _locator(self, token: Token) -> str:
        return f"line {token.map[0] + 1}" if token.map else ""


def _lines(text: str) -> Sequence[tuple[int, int]]:
    ends = [match.span() for match in _LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))
