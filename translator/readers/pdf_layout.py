"""Lines on pages to paragraphs and headings, by their places and sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from translator.document import Block, BlockKind

_EDGE = 0.1  # share of a page's height in which running heads and page numbers stand
_GAP = 1.3  # distance between two paragraphs, in line heights, at least
_HEADING = 1.15  # size of a heading, in sizes of the text, at least
_SHORT = 0.6  # share of a full line under which a line may be a paragraph's last
_LONGEST_HEADING = 200  # characters
_BULLET = re.compile(r"(?:[•◦‣▪●○■·–-]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?:…][\"”’)\]]*\d*$")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


@dataclass(frozen=True)
class Line:
    """A line of text; places and sizes in points, from the lower left corner."""

    text: str
    x: float
    y: float  # of its base line
    size: float


@dataclass(frozen=True)
class Page:
    """A page and its lines, in reading order."""

    lines: tuple[Line, ...]
    bottom: float
    top: float


@dataclass(frozen=True)
class _Paragraph:
    lines: tuple[Line, ...]
    page: int  # on which it begins, from 1

    @property
    def size(self) -> float:
        return self.lines[0].size


def blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """Paragraphs, list items and headings, in order, and an END block.

    Running heads and page numbers are left out; a paragraph goes on over a column or page.
    """
    pages = _without_edges(pages)
    sizes: Counter[float] = Counter()
    words: set[str] = set()
    for line in (line for page in pages for line in page.lines):
        sizes[round(line.size)] += len(line.text)
        words.update(re.findall(r"\w+(?:-\w+)*", line.text.lower()))
    body = sizes.most_common(1)[0][0] if sizes else 0
    larger = sorted((size for size in sizes if size >= body * _HEADING), reverse=True)
    started = False
    for paragraph in _paragraphs(pages):
        text = _joined((line.text for line in paragraph.lines), words)
        kind, level, before = BlockKind.PARAGRAPH, 0, "\n\n"
        bullet = _BULLET.match(text)
        size = round(paragraph.size)
        if size in larger and len(text) <= _LONGEST_HEADING:
            kind, level = BlockKind.HEADING, min(larger.index(size) + 1, 6)
        elif bullet and bullet.end() < len(text):
            kind, level, before = BlockKind.LIST_ITEM, 1, f"\n{bullet[0].strip()} "
            text = text[bullet.end() :]
        before = before if started else before.lstrip("\n")
        yield Block(text, kind, level, f"page {paragraph.page}", before)
        started = True
    yield Block("", BlockKind.END, before="\n" if started else "")


def _without_edges(pages: Sequence[Page]) -> list[Page]:
    """The pages without what stands on most of them, at the same place near an edge."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    running = {key for key, count in seen.items() if count >= max(3, len(pages) / 2)}
    result: list[Page] = []
    for page in pages:
        edges = _edges(page)
        lines = tuple(
            line
            for line in page.lines
            if line not in edges or (_key(line) not in running and not line.text.isdigit())
        )
        result.append(Page(lines, page.bottom, page.top))
    return result


def _edges(page: Page) -> list[Line]:
    margin = (page.top - page.bottom) * _EDGE
    return [
        line for line in page.lines if line.y < page.bottom + margin or line.y > page.top - margin
    ]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y / 3)


def _paragraphs(pages: Sequence[Page]) -> Iterator[_Paragraph]:
    pitches = _pitches(pages)
    lines: list[Line] = []
    begun = 1
    for number, page in enumerate(pages, 1):
        longest: dict[int, int] = {}
        for line in page.lines:
            size = round(line.size)
            longest[size] = max(longest.get(size, 0), len(line.text))
        for place, line in enumerate(page.lines):
            full = longest[round(line.size)]
            if lines and _begins(line, lines, place == 0, pitches, full):
                yield _Paragraph(tuple(lines), begun)
                lines = []
            if not lines:
                begun = number
            lines.append(line)
    if lines:
        yield _Paragraph(tuple(lines), begun)


def _pitches(pages: Sequence[Page]) -> dict[int, float]:
    """The usual distance between two lines of a size."""
    found: dict[int, list[float]] = {}
    for page in pages:
        for one, other in zip(page.lines, page.lines[1:], strict=False):
            distance = one.y - other.y
            if round(one.size) == round(other.size) and 0 < distance < 3 * one.size:
                found.setdefault(round(one.size), []).append(distance)
    return {size: median(distances) for size, distances in found.items()}


def _begins(
    line: Line, lines: Sequence[Line], new_page: bool, pitches: dict[int, float], full: int
) -> bool:
    """Whether a line begins a paragraph, after the lines of the one before.

    Args:
        line: the line.
        lines: of the paragraph before.
        new_page: it is the first of its page.
        pitches: distances between lines, by their size.
        full: characters of the longest line of its size on its page.
    """
    before = lines[-1]
    if round(line.size) != round(before.size) or _BULLET.match(line.text):
        return True
    ended = bool(_ENDED.search(before.text))
    distance = before.y - line.y
    if new_page or distance < -line.size:  # the next column
        return ended or not line.text[:1].islower()
    if abs(distance) <= line.size / 2:  # beside it: a table
        return True
    if distance > _GAP * pitches.get(round(line.size), 1.2 * line.size):
        return True
    if len(before.text) < _SHORT * full and not line.text[:1].islower():
        return True
    indented = line.x - min(each.x for each in lines) > line.size / 2
    return ended and indented and len(lines) > 1


def _joined(lines: Iterable[str], words: set[str]) -> str:
    """The lines as one text; a word that was cut at the end of a line is whole again."""
    text = ""
    for line in lines:
        line = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], line)
        cut = re.search(r"(\w+)[-\u00ad\u2010]$", text)
        rest = re.match(r"\w+", line)
        if cut and rest and rest[0][0].islower():
            first, second = cut[1].lower(), rest[0].lower()
            doubled = second.startswith(first)  # "anak-anak", "buku-bukunya"
            hyphen = "-" if doubled or f"{first}-{second}" in words else ""
            text = text[:-1] + ("" if first + second in words else hyphen) + line
        else:
            text = f"{text} {line}" if text else line
    return text
