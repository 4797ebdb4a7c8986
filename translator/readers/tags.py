"""Tags and text of HTML or XML, each with its place.

A tokenizer, not a parser: it builds no tree, mends nothing, expands no entity and fetches nothing,
so a hostile file can do nothing here, and every character comes out where it stood. Its time is
linear in the length of the text: what no tag closes is one token up to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

Kind = Literal["open", "close", "empty", "text", "other"]

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_END = re.compile(r""">|=\s*["']""")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")


@dataclass(frozen=True)
class Tag:
    """A tag, a stretch of text, or something else (a comment, a declaration)."""

    kind: Kind
    raw: str  # as it stands
    name: str = ""  # of the element, in small letters

    @property
    def text(self) -> str:
        """Of a text, with its character references resolved."""
        return unescape(self.raw)

    def attribute(self, name: str) -> str:
        """The value of an attribute, with its references resolved; empty if there is none."""
        for match in _ATTRIBUTE.finditer(self.raw):
            if match[1].lower() == name:
                return unescape(match[2] or match[3] or match[4] or "")
        return ""


def tags(text: str, xml: bool = False) -> Iterator[Tag]:
    """The text in pieces; the concatenation of their `raw` is the text.

    Args:
        text: of a file.
        xml: no element has raw text, as `script` has in HTML.
    """
    place = 0
    while place < len(text):
        tag = _next(text, place)
        place += len(tag.raw)
        yield tag
        if not xml and tag.kind == "open" and tag.name in _RAW:
            end = re.compile(f"</{tag.name}", re.IGNORECASE).search(text, place)
            stop = end.start() if end else len(text)
            if stop > place:
                yield Tag("text", text[place:stop])
            place = stop


def _next(text: str, place: int) -> Tag:
    if text[place] != "<":
        return Tag("text", text[place : _find(text, "<", place, 0)])
    if text.startswith("<!--", place):
        return Tag("other", text[place : _find(text, "-->", place + 4, 3)])
    if text.startswith("<![CDATA[", place):
        return Tag("other", text[place : _find(text, "]]>", place, 3)])
    if text.startswith(("<!", "<?"), place):
        return Tag("other", text[place : _find(text, ">", place, 1)])
    name = _NAME.match(text, place)
    if name is None:
        return Tag("text", text[place : _find(text, "<", place + 1, 0)])
    raw = text[place : _tag_end(text, name.end())]
    if raw.startswith("</"):
        return Tag("close", raw, name[1].lower())
    return Tag("empty" if raw.endswith("/>") else "open", raw, name[1].lower())


def _find(text: str, what: str, start: int, length: int) -> int:
    found = text.find(what, start)
    return len(text) if found < 0 else found + length


def _tag_end(text: str, place: int) -> int:
    """Where a tag ends: at a `>` outside quotes."""
    while match := _END.search(text, place):
        if match[0] == ">":
            return match.end()
        place = text.find(match[0][-1], match.end()) + 1
        if not place:
            break
    return len(text)
