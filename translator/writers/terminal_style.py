"""What the texts of a row look like: headings, flagged sentences, scores, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from translator.result import Flag, Severity, TranslatedBlock, TranslatedSentence
from translator.text.controls import visible


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


def target_text(block: TranslatedBlock, *, scores: bool = False) -> Text:
    """The block's translation, flagged sentences coloured."""
    if not block.source.translatable or not block.sentences:
        return Text(visible(block.target))
    text = Text()
    whole, position = block.target, 0
    for sentence in block.sentences:
        start = whole.find(sentence.shown, position)
        text.append(visible(whole[position:start]))
        text.append_text(_sentence(sentence))
        if scores and sentence.score is not None:
            text.append(f" [{sentence.score:.2f}]", "score")
        position = start + len(sentence.shown)
    text.append(visible(whole[position:]))
    return text


def _sentence(sentence: TranslatedSentence) -> Text:
    severities = {flag.severity for flag in sentence.flags}
    style = "severe" if Severity.SEVERE in severities else "notice" if severities else ""
    return Text(visible(sentence.shown), style)


def flag_lines(flags: Iterable[Flag], signs: Signs) -> list[Text]:
    """One note a flag, the same note once."""
    notes = {f"{flag.kind}: {flag.message}": flag for flag in flags}
    return [
        Text(f"{signs.flag} {visible(note)}", flag.severity.value) for note, flag in notes.items()
    ]
