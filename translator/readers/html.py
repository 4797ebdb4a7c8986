"""HTML: a page, or the article in it.

The page is read as it stands, tag by tag, so that all that is no prose stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import BinaryIO, ClassVar

from translator.document import Block, BlockKind, MarkKind
from translator.errors import MissingExtra
from translator.options import ReaderOptions
from translator.readers.limits import read_text
from translator.readers.runs import Part, Piece, Runs
from translator.readers.tags import Tag, tags

_OTHER = (
    *("abbr", "acronym", "bdi", "bdo", "big", "data", "del", "font", "ins", "label", "mark"),
    *("nobr", "q", "rb", "rp", "rt", "ruby", "s", "small", "span", "strike", "sub", "sup"),
    *("time", "tt", "u"),
)
# Elements inside a sentence, and what they say of its words.
MARKS = {
    **dict.fromkeys(_OTHER, MarkKind.OTHER),
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn"), MarkKind.EMPHASIS),
    "a": MarkKind.LINK,
}
_POINTS = {"img", "wbr", "input"}
_CODE = {"code", "kbd", "samp", "var"}
_VERBATIM = {"pre", "listing", "xmp"}
# What is no prose, or is not shown; inside a sentence it stands as a point.
_NO_PROSE = {
    *("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "audio"),
    *("video", "canvas", "select", "textarea", "map"),
}
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"title": 1}


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of a page; raises InputError.

    Without `options.whole_page` only the article is read, as trafilatura finds it, and MissingExtra
    is raised where that is not installed; a page in which it finds none is read whole.
    """
    text = read_text(stream)
    yield from blocks(text if options.whole_page else _article(text) or text)


def _article(page: str) -> str:
    """The article as HTML; empty if there is none."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtra("finding the article in a web page", "formats") from error
    article = trafilatura.extract(
        page,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
    )
    return article or ""


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page."""
    yield from Page().blocks(tags(text))


class Page:
    """Tags in, blocks out. A format with other elements is a subclass with other tables."""

    marks: ClassVar[Mapping[str, MarkKind]] = MARKS
    points: ClassVar[Set[str]] = _POINTS
    code: ClassVar[Set[str]] = _CODE
    verbatim: ClassVar[Set[str]] = _VERBATIM
    no_prose: ClassVar[Set[str]] = _NO_PROSE
    href = "href"

    def __init__(self) -> None:
        self._runs = Runs()
        self._kept: list[Tag] = []  # an element that is kept whole, from its start
        self._depth = 0  # of elements with its name inside it
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._lists = 0
        self._started = False  # a block has come out
        self._new_row = True  # of a table, with no cell yet

    def blocks(self, found: Iterable[Tag], name: str = "", last: bool = True) -> Iterator[Block]:
        """The blocks of a page, or of one page of several.

        Args:
            found: the tags of the page.
            name: of the page, for the END block.
            last: no page follows.
        """
        for tag in found:
            yield from self._tag(tag)
        if self._kept:
            self._runs.add(Piece(Part.POINT, "".join(tag.raw for tag in self._kept)))
        yield from self._take()
        yield from self._runs.end(name, "\n" if last and self._started else "")
        self._kept = []

    def _tag(self, tag: Tag) -> Iterator[Block]:
        if self._kept:
            yield from self._keep(tag)
        elif tag.kind == "text":
            self._runs.add(Piece(Part.TEXT, tag.raw, tag.text))
        elif tag.kind == "other":
            self._runs.add(Piece(Part.POINT, tag.raw))
        elif tag.kind != "close" and self._is_kept(tag):
            if tag.kind == "empty" or tag.name in _VOID:
                self._runs.add(Piece(Part.POINT, tag.raw))
                return
            if not self._is_inline(tag.name):
                yield from self._take()
            self._kept, self._depth = [tag], 1
        elif tag.name in self.marks:
            self._mark(tag)
        elif tag.name in self.points:
            self._runs.add(Piece(Part.POINT, tag.raw))
        else:
            yield from self._take()
            self._runs.separate(tag.raw)
            self._enter(tag)

    def _keep(self, tag: Tag) -> Iterator[Block]:
        self._kept.append(tag)
        name = self._kept[0].name
        if tag.name == name:
            self._depth += {"open": 1, "close": -1}.get(tag.kind, 0)
        if self._depth:
            return
        kept, self._kept = self._kept, []
        raw = "".join(each.raw for each in kept)
        text = "".join(each.text for each in kept if each.kind == "text")
        if not self._is_inline(name):
            self._kind = BlockKind.VERBATIM
            yield from self._runs.verbatim(raw, text.strip("\r\n"), before=self._gap())
            self._kind, self._started = BlockKind.PARAGRAPH, True
        elif name in self.no_prose or not text.strip():
            self._runs.add(Piece(Part.POINT, raw))
        else:
            self._runs.add(Piece(Part.CODE, raw, " ".join(text.split())))

    def _mark(self, tag: Tag) -> None:
        part = {"open": Part.OPEN, "close": Part.CLOSE}.get(tag.kind, Part.POINT)
        kind = self.marks[tag.name]
        address = tag.attribute(self.href) if kind is MarkKind.LINK else ""
        self._runs.add(Piece(part, tag.raw, name=tag.name, kind=kind, address=address))

    def _take(self) -> Iterator[Block]:
        for block in self._runs.take(self._kind, self._level, before=self._gap()):
            self._started = True
            self._new_row = False
            yield block

    def _gap(self) -> str:
        """What stands before the block in a plain text."""
        start = "\n" if self._started else ""
        if self._kind is BlockKind.LIST_ITEM:
            return f"{start}{'  ' * (self._level - 1)}- "
        if self._kind is BlockKind.CELL:
            return start if self._new_row else "\t"
        return 2 * start

    def _enter(self, tag: Tag) -> None:
        """What the next text is, as the last tag before it tells."""
        opened = tag.kind == "open"
        self._new_row |= tag.name == "tr"
        if tag.name in ("ul", "ol", "menu"):
            self._lists = max(self._lists + (1 if opened else -1), 0)
        if opened and tag.name == "li":
            self._kind, self._level = BlockKind.LIST_ITEM, max(self._lists, 1)
        elif opened and tag.name in _HEADINGS:
            self._kind, self._level = BlockKind.HEADING, _HEADINGS[tag.name]
        elif opened and tag.name in ("td", "th"):
            self._kind, self._level = BlockKind.CELL, 0
        elif not (
            opened and tag.name == "p" and self._kind in (BlockKind.LIST_ITEM, BlockKind.CELL)
        ):
            self._kind, self._level = BlockKind.PARAGRAPH, 0

    def _is_inline(self, name: str) -> bool:
        inside = (self.marks, self.points, self.code, self.no_prose)
        return any(name in names for names in inside)

    def _is_kept(self, tag: Tag) -> bool:
        """Whether an element is kept whole, with all that is in it."""
        if any(tag.name in names for names in (self.no_prose, self.code, self.verbatim)):
            return True
        if tag.name == "html":
            return False
        asked = tag.attribute("translate").lower() == "no"
        return asked or bool(re.search(r"\bnotranslate\b", tag.attribute("class")))
