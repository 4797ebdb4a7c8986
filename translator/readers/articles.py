"""Reading JSON Lines in which each line is a whole article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from translator.document import Block
from translator.errors import InputError


@dataclass(frozen=True)
class Article:
    """One line."""

    name: str  # its `id`, or "line 12"
    title: str  # empty: it has none
    blocks: tuple[Block, ...]  # its paragraphs, the title left out


def read(stream: BinaryIO) -> Iterator[Article]:
    """The articles, one by one; blank lines are skipped.

    A line is an object with `paragraphs`, a list of texts, or `text`, of which every line is a
    paragraph. `id` and `title` are taken too. Raises InputError with the number of a line that
    has none of this.
    """
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _article(line, number)


def _article(line: bytes, number: int) -> Article:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"line {number} is no JSON: {error}", "one object a line") from error
    paragraphs = _paragraphs(entry)
    if paragraphs is None:
        raise InputError(
            f"line {number} has neither a list of texts `paragraphs` nor a `text`",
            'a line is {"text": "…"} or {"paragraphs": ["…", "…"]}',
        )
    blocks = tuple(
        Block(text, locator=f"paragraph {place}") for place, text in enumerate(paragraphs, 1)
    )
    return Article(str(entry.get("id") or f"line {number}"), _text(entry, "title"), blocks)


def _paragraphs(entry: Any) -> list[str] | None:
    if not isinstance(entry, dict):
        return None
    listed = entry.get("paragraphs")
    if isinstance(listed, list) and all(isinstance(text, str) for text in listed):
        return listed
    text = entry.get("text")
    return text.splitlines() if isinstance(text, str) else None


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
