"""The runs of one Word paragraph as pieces of text and marks.

Word has no text outside of runs, so the markup of a mark ends the run before it and begins the run
after it: `</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r><w:r><w:t>`. The look that
most of the paragraph's text has is no mark; a translation is one run of it, with other runs inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from translator.document import MarkKind
from translator.readers.runs import Part, Piece
from translator.readers.tags import Tag

_CLOSING = "</w:t></w:r>"
_ON = r"(?:\s*/|\s+w:val=\"(?:1|true|on)\"\s*/)>"
_BOLD, _ITALIC = re.compile(f"<w:b{_ON}"), re.compile(f"<w:i{_ON}")
_CODE = re.compile(r"<w:rStyle w:val=\"[^\"]*(?:code|verbatim)", re.IGNORECASE)
_FIELD = re.compile(r"w:fldCharType=\"(begin|end)\"")
_LINKING = re.compile(r"<w:instrText[^>]*>\s*(?:HYPERLINK|REF)\b")
_BREAKS = ("w:tab", "w:br", "w:cr")
_NO_TEXT = ("w:lastrenderedpagebreak", "w:softhyphen")


@dataclass(frozen=True)
class Item:
    """What stands in a paragraph: a run, a holder of runs that opens or closes, something else."""

    kind: Literal["text", "break", "point", "drop", "open", "close"]
    raw: str
    text: str = ""
    look: str = ""  # of a text or break: the run's properties, as XML
    name: str = ""  # of "open" and "close": the element's
    markup: str = ""  # of a break: as a run of its own
    glued: bool = False  # from the middle of a run: its `raw` is with the run's first item


def run_items(tags: Sequence[Tag]) -> list[Item]:
    """The items of a run, given its tags from the first to the last."""
    raw = "".join(tag.raw for tag in tags)
    look, body = _look(tags[1:-1])
    if {tag.name for tag in body if tag.kind != "close"} - {"", "w:t", *_BREAKS, *_NO_TEXT}:
        names = {tag.name for tag in body}
        if names <= {"", "w:t", "w:nobreakhyphen", *_BREAKS, *_NO_TEXT}:
            text = "".join(
                tag.text if tag.kind == "text" else "-" * (tag.name == "w:nobreakhyphen")
                for tag in body
            )
            return [Item("text", raw, text, look)]
        return [Item("point", raw, look=look)]
    items: list[Item] = []
    for tag in body:
        if tag.kind == "text" and tag.raw:
            items.append(Item("text", "", tag.text, look, glued=True))
        elif tag.name in _BREAKS:
            own = f"<w:r>{look}{tag.raw}</w:r>"
            items.append(Item("break", "", "", look, markup=own, glued=True))
    if not items:
        return [Item("point", raw, look=look)]
    items[0] = replace(items[0], raw=raw)
    if len(items) == 1:
        items[0] = replace(items[0], glued=False)
    return items


def _look(inner: Sequence[Tag]) -> tuple[str, Sequence[Tag]]:
    """The run's properties as XML, and the tags after them."""
    if not inner or inner[0].name != "w:rpr":
        return "", inner
    if inner[0].kind == "empty":
        return inner[0].raw, inner[1:]
    end = next(
        (n for n, tag in enumerate(inner) if tag.name == "w:rpr" and tag.kind == "close"),
        len(inner),
    )
    return "".join(tag.raw for tag in inner[: end + 1]), inner[end + 1 :]


def pieces(items: Sequence[Item]) -> Iterator[Piece]:
    """The pieces of a paragraph, in order."""
    items = _with_fields(items)
    inner = [
        n for n, item in enumerate(items) if item.glued or item.kind in ("text", "open", "close")
    ]
    if not any(item.text.strip() for item in items):
        inner = []
    start, end = (inner[0], inner[-1] + 1) if inner else (len(items), len(items))
    yield from (Piece(Part.POINT, item.raw) for item in items[:start])
    if inner:
        yield from _Paragraph(items[start:end]).pieces()
    yield from (Piece(Part.POINT, item.raw) for item in items[end:])


class _Paragraph:
    """Items from the first text to the last."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        sizes: Counter[str] = Counter()
        depth = 0
        for item in items:
            depth += {"open": 1, "close": -1}.get(item.kind, 0)
            if item.kind == "text" and not depth:
                sizes[item.look] += len(item.text)
        self._base = sizes.most_common(1)[0][0] if sizes else ""
        self._current = self._base
        self._depth = 0

    def pieces(self) -> Iterator[Piece]:
        yield Piece(Part.OPEN, "", name="base", markup=_opening(self._base))
        for number, item in enumerate(self._items):
            yield from self._piece(item, number)
        yield from self._change(self._base)
        yield Piece(Part.CLOSE, "", name="base", markup=_CLOSING)

    def _piece(self, item: Item, number: int) -> Iterator[Piece]:
        if item.kind == "text":
            if _CODE.search(item.look) and not self._depth:
                yield from self._change(self._base)
                run = f"{_opening(item.look)}{escape(item.text, quote=False)}{_CLOSING}"
                yield Piece(Part.CODE, item.raw, item.text, markup=self._beside(run))
                return
            if not self._depth and item.text.strip():
                yield from self._change(item.look)
            yield Piece(Part.TEXT, item.raw, item.text)
        elif item.kind == "break":
            yield Piece(Part.POINT, item.raw, markup=self._beside(item.markup or item.raw))
            yield Piece(Part.TEXT, "", " ")
        elif item.kind == "point":
            yield Piece(Part.POINT, item.raw, markup=self._beside(item.raw))
        elif item.kind == "open" and not self._depth:
            yield from self._change(self._base)
            rest = self._items[number:]
            self._current = next((other.look for other in rest if other.kind == "text"), "")
            self._depth = 1
            kind = MarkKind.LINK if item.name == "w:hyperlink" else MarkKind.OTHER
            markup = f"{_CLOSING}{item.raw}{_opening(self._current)}"
            yield Piece(Part.OPEN, item.raw, name="holder", kind=kind, markup=markup)
        elif item.kind == "close" and self._depth == 1:
            self._depth, self._current = 0, self._base
            markup = f"{_CLOSING}{item.raw}{_opening(self._base)}"
            yield Piece(Part.CLOSE, item.raw, name="holder", markup=markup)
        else:
            self._depth += {"open": 1, "close": -1}.get(item.kind, 0)
            yield Piece(Part.POINT, item.raw, markup="")

    def _change(self, look: str) -> Iterator[Piece]:
        """Marks that end and begin where the look changes."""
        if look == self._current or self._depth:
            return
        if self._current != self._base:
            yield Piece(Part.CLOSE, "", name="run", markup=_CLOSING + _opening(self._base))
        if look != self._base:
            bold, italic = _BOLD.search(look), _ITALIC.search(look)
            kind = MarkKind.STRONG if bold else MarkKind.EMPHASIS if italic else MarkKind.OTHER
            yield Piece(Part.OPEN, "", name="run", kind=kind, markup=_CLOSING + _opening(look))
        self._current = look

    def _beside(self, run: str) -> str:
        """A run that interrupts the text."""
        return f"{_CLOSING}{run}{_opening(self._current)}"


def _opening(look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">'


def _with_fields(items: Sequence[Item]) -> list[Item]:
    """A field is one item, but the words of a link or reference are text in a holder."""
    result: list[Item] = []
    place = 0
    while place < len(items):
        end = _field_end(items, place)
        field = items[place:end]
        if len(field) == 1:
            result.append(field[0])
        else:
            raw = "".join(item.raw for item in field)
            words = [n for n, item in enumerate(field) if item.kind == "text"]
            if words and _LINKING.search(raw):
                before, after = field[: words[0]], field[words[-1] + 1 :]
                result.append(
                    Item("open", "".join(item.raw for item in before), name="w:hyperlink")
                )
                result += field[words[0] : words[-1] + 1]
                result.append(Item("close", "".join(item.raw for item in after)))
            else:
                result.append(Item("point", raw))
        place = end
    return result


def _field_end(items: Sequence[Item], start: int) -> int:
    """Where the field that begins at an item ends; the next item if none begins, or it is open."""
    depth = 0
    for place in range(start, len(items)):
        found = _FIELD.findall(items[place].raw) if items[place].kind == "point" else []
        depth += found.count("begin") - found.count("end")
        if depth <= 0:
            return place + 1
    return start + 1
