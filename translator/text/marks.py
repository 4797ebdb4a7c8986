"""Marks inside a sentence: bold, links, code, images. How they are written into a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from translator.document import Mark, MarkKind, Sentence


@dataclass(frozen=True)
class Marked:
    """A target text and its marks, nested or apart, by start, the outer one first."""

    text: str
    marks: tuple[Mark, ...]


def weave(
    text: str,
    marks: Sequence[Mark],
    escape: Callable[[str], str],
    wrap: Callable[[Mark, str], str],
) -> str:
    """A text with its marks written into it.

    Args:
        text: of a sentence or block.
        marks: nested or apart, by start, the outer one first.
        escape: of the text between the marks.
        wrap: a mark and its words, which are escaped and have the inner marks; a POINT has none.

    A POINT at the end of a mark stands after it, unless the mark holds the whole text.
    """
    done: list[list[str]] = [[]]  # one list for the text, and one for each mark that is open
    unclosed: list[Mark] = []
    position = 0

    def close() -> None:
        inner = "".join(done.pop())
        done[-1].append(wrap(unclosed.pop(), inner))

    def write_to(place: int, point: bool = False) -> None:
        nonlocal position
        while unclosed and unclosed[-1].end <= place:
            if point and (unclosed[-1].start, unclosed[-1].end) == (0, len(text)):
                break
            done[-1].append(escape(text[position : unclosed[-1].end]))
            position = unclosed[-1].end
            close()
        done[-1].append(escape(text[position:place]))
        position = place

    for mark in marks:
        write_to(mark.start, mark.kind is MarkKind.POINT)
        unclosed.append(mark)
        done.append([])
        if mark.kind is MarkKind.POINT:
            close()
    write_to(len(text))
    return "".join(done[0])


def share(marks: Sequence[Mark], sentences: Sequence[Sentence]) -> list[tuple[Mark, ...]]:
    """Each sentence's own marks, cut to it, offsets from its start; no POINT is lost."""
    shares: list[list[Mark]] = [[] for _ in sentences]
    ends = [sentence.end for sentence in sentences]
    for mark in marks if sentences else ():
        if mark.kind is MarkKind.POINT:
            number = min(bisect_left(ends, mark.end), len(ends) - 1)
            start = _inside(mark.start, sentences[number])
            shares[number].append(replace(mark, start=start, end=start))
            continue
        number = bisect_right(ends, mark.start)
        while number < len(ends) and sentences[number].start < mark.end:
            start, end = (_inside(place, sentences[number]) for place in (mark.start, mark.end))
            shares[number].append(replace(mark, start=start, end=end))
            number += 1
    return [tuple(own) for own in shares]


def _inside(place: int, sentence: Sentence) -> int:
    return min(max(place - sentence.start, 0), len(sentence.text))


def with_code(target: str, marks: Sequence[Mark], words: Mapping[str, str]) -> Marked:
    """A target in which each CODE mark holds the source's words again.

    Args:
        target: with what a model made of the code.
        marks: by start; a CODE mark of no length is put in as a word of its own.
        words: of each CODE mark, by its `opening`.
    """
    done = list(marks)
    for number in reversed(range(len(done))):
        mark = done[number]
        if mark.kind is not MarkKind.CODE:
            continue
        before, after = target[: mark.start], target[mark.end :]
        text = words[mark.opening]
        lost = mark.start == mark.end  # then it comes back as a word of its own
        lead = " " if lost and before[-1:].strip() else ""
        tail = " " if lost and after[:1].isalnum() else ""
        target = before + lead + text + tail + after
        grown = len(target) - len(before) - len(after) - (mark.end - mark.start)
        start = mark.start + len(lead)
        for place, other in enumerate(done):
            if place > number and other.start >= mark.end:
                done[place] = replace(other, start=other.start + grown, end=other.end + grown)
            elif place < number and other.end > mark.start:
                done[place] = replace(other, end=other.end + grown)
        done[number] = replace(mark, start=start, end=start + len(text))
    return Marked(target, tuple(done))
