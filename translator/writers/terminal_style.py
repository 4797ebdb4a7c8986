"""What the texts of a row look like: marks, flagged sentences, scores, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from translator.document import Mark, MarkKind
from translator.result import Flag, Severity, TranslatedBlock, TranslatedSentence
from translator.text.controls import visible

_MARKS = {
    MarkKind.STRONG: "bold",
    MarkKind.EMPHASIS: "italic",
    MarkKind.LINK: "underline",
    MarkKind.CODE: "code",
}
Span = tuple[int, int, str]  # start and end in the text, and a style


@dataclass(frozen=True)
class Signs:
    """Characters that are drawn."""

    bar: str = "│"
    rule: str = "─"
    cross: str = "┼"
    arrow: str = "→"
    flag: str = "⚠"
    paragraph: str = "¶"


ASCII = Signs("|", "-", "+", ">", "!", "#")


def marked(text: str, marks: Iterable[Mark]) -> Text:
    """A text with its bold words, links and code."""
    return _styled(text, _of_marks(marks))


def target_text(block: TranslatedBlock, *, scores: bool = False) -> Text:
    """The block's translation, with its marks; flagged sentences are coloured.

    Args:
        block: what is shown.
        scores: put the model's score after each sentence that has one.
    """
    whole = block.target
    spans: list[Span] = _of_marks(block.target_marks)
    after: dict[int, str] = {}
    position = 0
    for sentence in block.sentences:
        start = whole.find(sentence.shown, position)
        position = start + len(sentence.shown)
        spans.append((start, position, _of_sentence(sentence)))
        if scores and sentence.score is not None:
            after[position] = f" [{sentence.score:.2f}]"
    return _styled(whole, spans, after)


def flag_lines(flags: Iterable[Flag], signs: Signs) -> list[Text]:
    """One note a flag, the same note once."""
    notes = {f"{flag.kind}: {flag.message}": flag for flag in flags}
    return [
        Text(f"{signs.flag} {visible(note)}", flag.severity.value) for note, flag in notes.items()
    ]


def _styled(text: str, spans: Sequence[Span], after: dict[int, str] | None = None) -> Text:
    """A text in styles, safe to show; `after` has what is put in at some places."""
    after = after or {}
    spans = [span for span in spans if span[2]]
    edges = sorted({0, len(text), *after, *(edge for span in spans for edge in span[:2])})
    result = Text()
    starts, ends = {0: 0}, {0: 0}  # places in the text to places in what is shown
    for start, end in pairwise(edges):
        starts[start] = len(result)
        result.append(visible(text[start:end]))
        ends[end] = len(result)
        result.append(after.get(end, ""), "score")
    for start, end, style in spans:
        if start < end:
            result.stylize(style, starts[start], ends[end])
    return result


def _of_marks(marks: Iterable[Mark]) -> list[Span]:
    return [(mark.start, mark.end, _MARKS[mark.kind]) for mark in marks if mark.kind in _MARKS]


def _of_sentence(sentence: TranslatedSentence) -> str:
    severities = {flag.severity for flag in sentence.flags}
    worst = next((each for each in Severity if each in severities), None)
    return worst.value if worst else ""
