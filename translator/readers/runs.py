"""Markup and text on the way to blocks, for formats whose text stands between tags.

A reader hands over its file piece by piece: what separates blocks, and inside a block text, marks
that open and close, and points. Each piece comes with its own stretch of the file, so that the
blocks' markup is the whole file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from translator.document import Block, BlockKind, Mark, MarkKind, Markup

_SPACE = re.compile(r"[ \t\n\r\f]+")


class Part(Enum):
    """What a piece does."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    POINT = "point"
    CODE = "code"  # text that is kept, with its marks


@dataclass(frozen=True)
class Piece:
    """A stretch of the file inside a block."""

    part: Part
    raw: str  # as it stands in the file
    text: str = ""  # of TEXT and CODE, decoded
    name: str = ""  # of OPEN and CLOSE: a mark is closed by the next one of its name
    kind: MarkKind = MarkKind.OTHER  # of OPEN
    address: str = ""  # of a link
    markup: str | None = None  # what a translation has in its place; None: the same


_NOTHING = Piece(Part.POINT, "")


class Runs:
    """Collects pieces, and makes a block of those between two separators.

    Args:
        collapse: white space is one space, and none at the ends, as in HTML.
    """

    def __init__(self, collapse: bool = True) -> None:
        self._collapse = collapse
        self._before: list[str] = []
        self._pieces: list[Piece] = []

    @property
    def empty(self) -> bool:
        """Whether there is no piece of a block yet."""
        return not self._pieces

    def separate(self, raw: str) -> None:
        """Markup between blocks; what is collected must have been taken."""
        self._before.append(raw)

    def add(self, piece: Piece) -> None:
        """The next piece of the block."""
        self._pieces.append(piece)

    def take(
        self, kind: BlockKind, level: int = 0, locator: str = "", before: str = ""
    ) -> Iterator[Block]:
        """The block of the pieces so far, if they have a letter or a figure; else none.

        Code that stands alone is a VERBATIM block.
        """
        pieces, self._pieces = self._pieces, []
        if kind is not BlockKind.VERBATIM:
            pieces = _with_points(pieces)
        if self._collapse:
            pieces = [part for piece in pieces for part in _cut(piece)]
        start, end = _bounds(pieces)
        self._before += [piece.raw for piece in pieces[:start]]
        inner = pieces[start:end]
        if inner:
            text, marks = _laid_out(inner, self._collapse)
            markup = Markup("".join(self._before), "".join(piece.raw for piece in inner))
            if kind is BlockKind.VERBATIM or not any(map(_has_words, inner)):
                kind, level, marks = BlockKind.VERBATIM, 0, ()
            yield Block(text, kind, level, locator, before, marks=marks, markup=markup)
            self._before = []
        self._before += [piece.raw for piece in pieces[end:]]

    def verbatim(self, raw: str, text: str, locator: str = "", before: str = "") -> Iterator[Block]:
        """A block that is not translated."""
        markup = Markup("".join(self._before), raw)
        self._before = []
        yield Block(text, BlockKind.VERBATIM, 0, locator, before, markup=markup)

    def end(self, locator: str = "", before: str = "") -> Iterator[Block]:
        """The END block: what follows the last text."""
        markup = Markup("".join(self._before))
        self._before = []
        yield Block("", BlockKind.END, locator=locator, before=before, markup=markup)


def _bounds(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Which pieces are the block: not the blanks, points and marks around all of its text."""
    partner = _partners(pieces)
    start, end = 0, len(pieces)
    if not any(piece.part is Part.CODE or _has_words(piece) for piece in pieces):
        return end, end
    while True:
        first, last = pieces[start], pieces[end - 1]
        if _is_blank(first) or (first.part in (Part.OPEN, Part.CLOSE) and start not in partner):
            start += 1
        elif _is_blank(last) or (last.part in (Part.OPEN, Part.CLOSE) and end - 1 not in partner):
            end -= 1
        elif partner.get(start) == end - 1 and first.markup is None and last.markup is None:
            start, end = start + 1, end - 1
        else:
            return start, end


def _with_points(pieces: Sequence[Piece]) -> list[Piece]:
    """A mark without words, or with the number of a note, is a point."""
    result = list(pieces)
    for start, end in sorted(_partners(pieces).items()):
        if start > end or result[start] is _NOTHING:
            continue
        inner = pieces[start + 1 : end]
        words = "".join(piece.text for piece in inner)
        small = pieces[start].name == "sup" or pieces[start].address.startswith("#")
        number = small and len(words) <= 6 and not any(map(str.isalpha, words))
        if number or not any(map(str.isalnum, words)):
            raw = "".join(piece.raw for piece in result[start : end + 1])
            markup = "".join(_markup(piece) for piece in result[start : end + 1])
            result[start : end + 1] = [Piece(Part.POINT, raw, markup=markup)] + [_NOTHING] * (
                end - start
            )
            if any(map(str.isspace, words)):
                result[end] = Piece(Part.TEXT, "", " ")
    return [piece for piece in result if piece is not _NOTHING]


def _markup(piece: Piece) -> str:
    return piece.raw if piece.markup is None else piece.markup


def _cut(piece: Piece) -> list[Piece]:
    """The white space around a text as pieces of its own."""
    core = piece.raw.strip(" \t\n\r\f")
    if piece.part is not Part.TEXT or core == piece.raw or not core:
        return [piece]
    start = piece.raw.index(core)
    blanks = piece.raw[:start], piece.raw[start + len(core) :]
    before, after = (Piece(Part.TEXT, blank, blank) for blank in blanks)
    inner = replace(piece, raw=core, text=piece.text.strip(" \t\n\r\f"))
    return [each for each in (before, inner, after) if each.raw]


def _has_words(piece: Piece) -> bool:
    return piece.part is Part.TEXT and any(map(str.isalnum, piece.text))


def _is_blank(piece: Piece) -> bool:
    return piece.part is Part.POINT or (piece.part is Part.TEXT and not piece.text.strip())


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Which piece closes which, by number, both ways; marks that cross have none."""
    partner: dict[int, int] = {}
    unclosed: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.part is Part.OPEN:
            unclosed.append(number)
        elif piece.part is Part.CLOSE:
            same = [
                place for place, other in enumerate(unclosed) if pieces[other].name == piece.name
            ]
            if same:
                opened = unclosed[same[-1]]
                del unclosed[same[-1] :]
                partner[opened], partner[number] = number, opened
    return partner


def _laid_out(pieces: Sequence[Piece], collapse: bool) -> tuple[str, tuple[Mark, ...]]:
    text = ""
    marks: list[Mark] = []
    unclosed: list[int] = []  # numbers in `marks`
    partner = _partners(pieces)
    for number, piece in enumerate(pieces):
        markup = _markup(piece)
        if piece.part is Part.TEXT:
            new = _SPACE.sub(" ", piece.text) if collapse else piece.text
            after_space = not text or text.endswith(" ")
            at_point = marks and marks[-1].kind is MarkKind.POINT and marks[-1].start == len(text)
            if new.startswith(" ") and after_space and (collapse or at_point):
                new = new[1:]
                if at_point:  # "a <img> b": the space after it goes with it
                    marks[-1] = replace(marks[-1], opening=marks[-1].opening + " ")
            text += new
        elif piece.part is Part.CODE:
            start = len(text)
            text += piece.text
            mark = Mark(start, len(text), MarkKind.CODE, markup, address=piece.address)
            marks.append(mark)
        elif piece.part is Part.OPEN and number in partner:
            unclosed.append(len(marks))
            marks.append(Mark(len(text), len(text), piece.kind, markup, address=piece.address))
        elif piece.part is Part.CLOSE and number in partner:
            _close(marks, unclosed.pop(), len(text), markup)
        else:
            marks.append(Mark(len(text), len(text), MarkKind.POINT, markup))
    return text, tuple(marks)


def _close(marks: list[Mark], opened: int, place: int, markup: str) -> None:
    mark = marks[opened]
    if place > mark.start:
        marks[opened] = replace(mark, end=place, closing=markup)
        return
    # No words inside: it is one point, with all that it holds.
    inner = "".join(each.opening for each in marks[opened + 1 :])
    marks[opened:] = [Mark(place, place, MarkKind.POINT, mark.opening + inner + markup)]
