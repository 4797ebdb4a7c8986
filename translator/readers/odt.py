"""OpenDocument text (odt): body, tables, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import BinaryIO, ClassVar

from translator.document import Block, BlockKind, MarkKind
from translator.errors import InputError
from translator.options import ReaderOptions
from translator.readers.html import Page
from translator.readers.package import Package
from translator.readers.runs import Part, Piece
from translator.readers.tags import Tag, tags

_PARTS = ("content.xml", "styles.xml")  # the second has the headers and footers
_CODE = re.compile("source|code|verbatim|preformatted", re.IGNORECASE)
_LOOKS = {"strong": MarkKind.STRONG, "emphasis": MarkKind.EMPHASIS}


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of all parts; each part ends with an END block that has its name.

    Raises InputError.
    """
    package = Package(stream.read())
    if "META-INF/manifest.xml" in package.names and (
        "encryption-data" in package.text("META-INF/manifest.xml")
    ):
        raise InputError("it is encrypted", "save it without a password")
    page = _Part()
    parts = [name for name in _PARTS if name == "content.xml" or name in package.names]
    for name in parts:
        text = package.text(name)
        if "<!DOCTYPE" in text:
            raise InputError("an OpenDocument has no document type", "do not trust it")
        page.styles |= _styles(text)
        yield from page.blocks(tags(text, xml=True), name, last=name == parts[-1])


def _styles(text: str) -> dict[str, str]:
    """What the styles of a part say: "strong", "emphasis", "code", by the style's name."""
    found: dict[str, str] = {}
    name = ""
    for tag in tags(text, xml=True):
        if tag.name == "style:style" and tag.kind != "close":
            name = tag.attribute("style:name")
            parent = tag.attribute("style:parent-style-name")
            if _CODE.search(name) or _CODE.search(parent):
                found[name] = "code"
        elif tag.name == "style:text-properties" and tag.kind != "close":
            if tag.attribute("fo:font-weight") == "bold":
                found.setdefault(name, "strong")
            elif tag.attribute("fo:font-style") == "italic":
                found.setdefault(name, "emphasis")
        elif tag.name == "office:body":
            break
    return found


class _Part(Page):
    """One XML file of the document."""

    marks: ClassVar[Mapping[str, MarkKind]] = {"text:span": MarkKind.OTHER, "text:a": MarkKind.LINK}
    points: ClassVar[Set[str]] = {
        *("text:bookmark", "text:bookmark-start", "text:bookmark-end", "text:soft-page-break"),
        *("text:reference-mark", "text:reference-mark-start", "text:reference-mark-end"),
        *("text:change", "text:change-start", "text:change-end"),
    }
    code: ClassVar[Set[str]] = set()
    verbatim: ClassVar[Set[str]] = set()
    # Settings, and fields that the program fills in itself.
    no_prose: ClassVar[Set[str]] = {
        *("office:automatic-styles", "office:scripts", "office:font-face-decls", "office:styles"),
        *("office:annotation", "office:forms", "text:tracked-changes", "text:sequence-decls"),
        *("text:note-citation", "text:page-number", "text:page-count", "text:date", "text:time"),
        *("text:sequence", "text:chapter", "text:file-name", "text:bookmark-ref", "math:math"),
        *("text:list-style", "svg:title", "svg:desc", "draw:object", "number:date-style"),
    }
    href = "xlink:href"

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, str] = {}
        self._cells = 0  # how many tables deep

    def _tag(self, tag: Tag) -> Iterator[Block]:
        if tag.name == "text:s" and not self._kept:
            self._runs.add(Piece(Part.TEXT, tag.raw, " "))
        else:
            yield from super()._tag(tag)

    def _mark(self, tag: Tag) -> None:
        look = self.styles.get(tag.attribute("text:style-name"), "")
        kind = _LOOKS.get(look, self.marks[tag.name])
        part = {"open": Part.OPEN, "close": Part.CLOSE}.get(tag.kind, Part.POINT)
        address = tag.attribute("xlink:href")
        self._runs.add(Piece(part, tag.raw, name=tag.name, kind=kind, address=address))

    def _enter(self, tag: Tag) -> None:
        opened = tag.kind == "open"
        self._new_row |= tag.name == "table:table-row"
        if tag.name == "text:list":
            self._lists = max(self._lists + (1 if opened else -1), 0)
        elif tag.name == "table:table-cell":
            self._cells = max(self._cells + (1 if opened else -1), 0)
        elif opened and tag.name == "text:h":
            level = tag.attribute("text:outline-level")
            self._kind, self._level = BlockKind.HEADING, int(level) if level.isdigit() else 1
        elif opened and tag.name == "text:p" and self._is_code(tag):
            self._kind, self._level = BlockKind.VERBATIM, 0
        elif opened and self._cells:
            self._kind, self._level = BlockKind.CELL, 0
        elif opened and self._lists:
            self._kind, self._level = BlockKind.LIST_ITEM, self._lists
        elif tag.name == "text:p":
            self._kind, self._level = BlockKind.PARAGRAPH, 0

    def _is_code(self, tag: Tag) -> bool:
        name = tag.attribute("text:style-name")
        return bool(_CODE.search(name)) or self.styles.get(name) == "code"
