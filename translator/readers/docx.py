"""Word documents (docx): body, tables, text boxes, footnotes, headers and footers.

The XML is read as it stands, so a translated document keeps every style and setting. Libraries for
docx build their own picture of the file, which has no place for much of what people put in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from translator.document import Block, BlockKind
from translator.errors import InputError
from translator.options import ReaderOptions
from translator.readers.docx_paragraph import Item, pieces, run_items
from translator.readers.package import Package
from translator.readers.runs import Runs
from translator.readers.tags import Tag, tags

_PARTS = re.compile(r"word/(?:(document)|(footnotes)|(endnotes)|header\d*|footer\d*)\.xml")
_HEADING = re.compile(r"(?:heading|judul|überschrift|titre)\s*(\d)|(title|judul)$", re.IGNORECASE)
_CODE = re.compile("source|code|verbatim|preformatted", re.IGNORECASE)
# Elements inside a paragraph that are kept whole, and those that hold runs.
_KEPT = {"w:del", "w:movefrom", "m:omath", "m:omathpara", "w:fldsimple", "w:ruby"}
_HOLDERS = {"w:hyperlink", "w:ins", "w:moveto", "w:smarttag", "w:sdt", "w:bdo", "w:dir"}


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of all parts; each part ends with an END block that has its name.

    Raises InputError.
    """
    package = Package(stream.read())
    found = [match for name in package.names if (match := _PARTS.fullmatch(name))]
    if not any(match[1] for match in found):
        raise InputError("not a Word document: it has no text", "save it as docx again")
    # The body first, then notes, then headers and footers.
    found.sort(key=lambda match: (not match[1], not match[2], not match[3]))
    started = False
    for match in found:
        text = package.text(match[0])
        if "<!DOCTYPE" in text:
            raise InputError("a Word document has no document type", "do not trust it")
        part = _Part(text, started)
        yield from part.blocks(match[0], last=match is found[-1])
        started = part.started


class _Part:
    """One XML file of the document."""

    def __init__(self, text: str, started: bool) -> None:
        self._tags = tags(text, xml=True)
        self._runs = Runs(collapse=False)
        self._items: list[Item] | None = None  # of the paragraph; None: outside of one
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._cells = 0  # how many tables deep
        self._new_row = True
        self.started = started  # a block has come out, of this part or one before

    def blocks(self, name: str, last: bool) -> Iterator[Block]:
        """All of them, in order; `last`: no part follows."""
        for tag in self._tags:
            yield from self._tag(tag)
        yield from self._take()
        yield from self._runs.end(name, "\n" if last and self.started else "")

    def _tag(self, tag: Tag) -> Iterator[Block]:
        if self._items is None:
            self._outside(tag)
        elif tag.kind == "close" and tag.name == "w:p":
            yield from self._take()
            self._items = None
            self._runs.separate(tag.raw)
        elif tag.kind == "open" and tag.name == "w:ppr":
            raw = self._whole(tag)
            self._style(raw)
            self._runs.separate(raw)
        elif tag.kind == "open" and tag.name == "w:r":
            yield from self._run(tag)
        elif tag.kind == "open" and tag.name in _KEPT:
            self._items.append(Item("point", self._whole(tag)))
        elif tag.name == "w:sdtcontent" and tag.kind == "close":
            self._items.append(Item("close", tag.raw + self._up_to("w:sdt")))
        elif tag.name in _HOLDERS and tag.kind != "empty":
            raw = tag.raw
            if tag.name == "w:sdt" and tag.kind == "open":
                raw += self._up_to("w:sdtcontent")
            self._items.append(Item("open" if tag.kind == "open" else "close", raw, name=tag.name))
        elif tag.name == "w:prooferr":
            self._items.append(Item("drop", tag.raw))
        else:
            self._items.append(Item("point", tag.raw))

    def _outside(self, tag: Tag) -> None:
        self._runs.separate(tag.raw)
        if tag.name == "w:p" and tag.kind == "open":
            self._items = []
            self._kind = BlockKind.CELL if self._cells else BlockKind.PARAGRAPH
            self._level = 0
        elif tag.name == "w:tc":
            self._cells = max(self._cells + {"open": 1, "close": -1}.get(tag.kind, 0), 0)
        elif tag.name == "w:tr" and tag.kind == "open":
            self._new_row = True

    def _run(self, first: Tag) -> Iterator[Block]:
        """A run; one that holds a text box ends the block, and the box's blocks follow."""
        assert self._items is not None
        parts = [first]
        for tag in self._tags:
            parts.append(tag)
            if tag.kind == "open" and tag.name == "w:txbxcontent":
                yield from self._take()
                self._runs.separate("".join(part.raw for part in parts))
                yield from self._box()
                parts = []
            elif tag.kind == "close" and tag.name == "w:r":
                break
        if parts and parts[0] is not first:
            yield from self._take()
            self._runs.separate("".join(part.raw for part in parts))
        else:
            self._items += run_items(parts)

    def _box(self) -> Iterator[Block]:
        saved = self._items, self._kind, self._level
        self._items = None
        for tag in self._tags:
            yield from self._tag(tag)
            if tag.kind == "close" and tag.name == "w:txbxcontent" and self._items is None:
                break
        self._items, self._kind, self._level = saved
        self._items = []

    def _take(self) -> Iterator[Block]:
        items, self._items = self._items or [], []
        for piece in pieces(items):
            self._runs.add(piece)
        for block in self._runs.take(self._kind, self._level, before=self._gap()):
            self.started, self._new_row = True, False
            yield block

    def _whole(self, first: Tag) -> str:
        """The raw text of an element that has just been opened."""
        depth, parts = 1, [first.raw]
        while depth:
            tag = next(self._tags, None)
            if tag is None:
                break
            parts.append(tag.raw)
            if tag.name == first.name:
                depth += {"open": 1, "close": -1}.get(tag.kind, 0)
        return "".join(parts)

    def _up_to(self, name: str) -> str:
        parts: list[str] = []
        for tag in self._tags:
            parts.append(tag.raw)
            if tag.name == name:
                break
        return "".join(parts)

    def _style(self, raw: str) -> None:
        found = {tag.name: tag.attribute("w:val") for tag in tags(raw, xml=True)}
        if _CODE.search(found.get("w:pstyle", "")):
            self._kind = BlockKind.VERBATIM
        heading = _HEADING.match(found.get("w:pstyle", ""))
        if heading:
            self._kind, self._level = BlockKind.HEADING, min(int(heading[1] or 1), 6)
        elif "w:numpr" in found and self._kind is not BlockKind.CELL:
            level = found.get("w:ilvl", "0")
            self._kind = BlockKind.LIST_ITEM
            self._level = int(level) + 1 if level.isdigit() else 1

    def _gap(self) -> str:
        """What stands before the block in a plain text."""
        start = "\n" if self.started else ""
        if self._kind is BlockKind.LIST_ITEM:
            return f"{start}{'  ' * (self._level - 1)}- "
        if self._kind is BlockKind.CELL:
            return start if self._new_row else "\t"
        return 2 * start
