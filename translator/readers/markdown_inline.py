"""The text of one Markdown block in pieces: words, marks, code, images."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from translator.document import MarkKind
from translator.readers.html import MARKS
from translator.readers.runs import Part, Piece
from translator.readers.tags import tags

_KINDS = {"strong": MarkKind.STRONG, "em": MarkKind.EMPHASIS, "s": MarkKind.OTHER}
# What page generators put in: {{ name }}, {% tag %}, and a fence of a container.
_TEMPLATE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|^:{3,}.*$)")


def pieces(
    text: str, content: str, places: Sequence[int], children: Sequence[Token]
) -> Iterator[Piece]:
    """The pieces of a block, one after the other.

    Args:
        text: the whole file.
        content: of the block, without what quotations and lists put before its lines.
        places: where each character of `content` stands in `text`, and at last where it ends.
        children: the parser's tokens of `content`; what they leave is text as it stands.
    """
    place = 0
    joined = _joined(children)
    links: list[int] = []  # where the words of each open link begin
    for number, token in enumerate(joined):
        end = _end(content, place, token)
        raw = text[places[place] : places[end]]
        if token.type == "link_open":
            links.append(place + 1)
        if token.type == "link_close" and token.markup != "autolink":
            # A link by the name of its words must keep that name when they are translated.
            name = content[links.pop() : place]
            markup = f"][{name}]" if content[place:end] in ("]", "][]") else None
            yield Piece(Part.CLOSE, raw, name="link", markup=markup)
        else:
            yield from _pieces(token, joined, number, raw)
        place = end
    if place < len(content):
        rest = text[places[place] : places[-1]]
        yield Piece(Part.TEXT, rest, rest)


def _joined(children: Sequence[Token]) -> list[Token]:
    """The tokens with neighbouring texts made one."""
    result: list[Token] = []
    for token in children:
        if token.type == "text" and result and result[-1].type == "text":
            result[-1] = replace(result[-1], content=result[-1].content + token.content)
        else:
            result.append(token)
    return result


def _pieces(token: Token, children: Sequence[Token], number: int, raw: str) -> Iterator[Piece]:
    kind = token.type.rpartition("_")[0]
    before = children[number - 1] if number else None
    if token.markup == "autolink":
        # Its three tokens are one piece; the words are an address.
        if token.type == "link_open":
            words, address = children[number + 1].content, str(token.attrs.get("href", ""))
            yield Piece(Part.CODE, f"<{words}>", words, address=address)
    elif before and before.type == "link_open" and before.markup == "autolink":
        return
    elif token.type in ("text", "text_special"):
        yield from _text(token, raw)
    elif token.type == "softbreak":
        yield Piece(Part.TEXT, raw, " ")
    elif token.type == "hardbreak":
        yield Piece(Part.POINT, raw)
        yield Piece(Part.TEXT, "", " ")
    elif token.type in ("code_inline", "math_inline", "math_inline_double"):
        yield Piece(Part.CODE, raw, token.content)
    elif token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        yield Piece(Part.OPEN, raw, name="link", kind=MarkKind.LINK, address=address)
    elif token.type == "html_inline":
        yield _html(raw)
    elif token.nesting:
        part = Part.OPEN if token.nesting > 0 else Part.CLOSE
        yield Piece(part, raw, name=kind, kind=_KINDS.get(kind, MarkKind.OTHER))
    else:
        yield Piece(Part.POINT, raw)


def _text(token: Token, raw: str) -> Iterator[Piece]:
    if token.type == "text_special" or raw != token.content:
        yield Piece(Part.TEXT, raw, token.content)
        return
    for odd, part in enumerate(_TEMPLATE.split(raw)):
        if part:
            yield Piece(Part.POINT, part) if odd % 2 else Piece(Part.TEXT, part, part)


def _html(raw: str) -> Piece:
    tag = next(iter(tags(raw)))
    if tag.name not in MARKS or tag.kind not in ("open", "close"):
        return Piece(Part.POINT, raw)
    part = Part.OPEN if tag.kind == "open" else Part.CLOSE
    return Piece(part, raw, name=tag.name, kind=MARKS[tag.name], address=tag.attribute("href"))


def _end(content: str, place: int, token: Token) -> int:
    """Where a token that begins at `place` ends."""
    length = len(content)
    if token.type == "softbreak" or token.type == "hardbreak":
        end = content.index("\n", place) + 1
        while end < length and content[end] in " \t":
            end += 1
        return end
    if token.type == "text_special":
        return place + len(token.markup)
    if token.type in ("text", "html_inline"):
        return place + len(token.content)
    if token.type == "code_inline":
        opening = len(token.markup)
        closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(content, place + opening)
        return closing.end() if closing else length
    if token.type in ("math_inline", "math_inline_double"):
        return place + len(token.content) + 2 * len(token.markup)
    if token.type == "footnote_ref":
        return _bracket(content, place + 1) or length
    if token.type == "image":
        return _link_end(content, _bracket(content, place + 1) or length)
    if token.type == "link_open":
        return place + 1
    if token.type == "link_close":
        return place + 1 if token.markup == "autolink" else _link_end(content, place + 1)
    return place + len(token.markup)


def _bracket(content: str, place: int) -> int:
    """The end of a bracket that opens at or after `place`; 0: it is not closed."""
    place = content.index("[", place - 1)
    depth = 0
    while place < len(content):
        if content[place] == "\\":
            place += 1
        elif content[place] == "[":
            depth += 1
        elif content[place] == "]":
            depth -= 1
            if not depth:
                return place + 1
        place += 1
    return 0


def _link_end(content: str, place: int) -> int:
    """The end of what follows the words of a link: an address, a name, or nothing."""
    if content.startswith("[", place):
        return _bracket(content, place + 1) or place
    if not content.startswith("(", place):
        return place
    inner = _skip_space(content, place + 1)
    target = parseLinkDestination(content, inner, len(content))
    inner = _skip_space(content, target.pos if target.ok else inner)
    title = parseLinkTitle(content, inner, len(content))
    inner = _skip_space(content, title.pos if title.ok else inner)
    return inner + 1 if content.startswith(")", inner) else place


def _skip_space(content: str, place: int) -> int:
    while place < len(content) and content[place] in " \t\n":
        place += 1
    return place
