"""The summary of a translated document, in one of its languages or in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from translator.document import Block
from translator.languages import Direction
from translator.options import SummaryOptions
from translator.pipeline import Pipeline
from translator.protocols import Summarizer
from translator.result import Summary, TranslatedBlock
from translator.summarize import SourceSentence, gather

SHOWN = ("both", "source", "target")


@dataclass(frozen=True)
class Summing:
    """How documents of one direction are summed up."""

    summarizer: Summarizer
    options: SummaryOptions = field(default_factory=SummaryOptions)
    language: str = ""  # ISO 639-1, of the side that the summarizer reads; empty: the source
    shown: str = SHOWN[0]  # which sides the summary is given in
    back: Pipeline | None = None  # out of that language, for sentences that stand on neither side


def sum_up(
    blocks: Sequence[TranslatedBlock], direction: Direction, summing: Summing
) -> Summary | None:
    """Sum a document up; None if it has no sentences.

    Sentences that are taken from the document come with the translation that stands beside them;
    those that the summarizer wrote itself are translated by `summing.back`. A summary that is
    shown in one language has no `other` sides.

    Args:
        blocks: the whole document.
        direction: of the translation.
        summing: by what, how long, and in which languages.
    """
    sentences = gather(blocks, direction.source)
    language = summing.language or direction.source
    if language != direction.source:
        sentences = _turned(sentences)
    if not sentences:
        return None
    summary = summing.summarizer.summarize(sentences, language, summing.options)
    wanted = {"source": direction.source, "target": direction.target}.get(summing.shown)
    if wanted != language and summing.back is not None:
        summary = with_translations(summary, summing.back)
    return summary if wanted is None else _alone(summary, wanted)


def with_translations(summary: Summary, pipeline: Pipeline) -> Summary:
    """The same summary, its sentences translated; what is flagged there is flagged here."""
    blocks = [Block(sentence.text) for sentence in summary.sentences]
    translated = list(pipeline.translate(blocks))
    return replace(
        summary,
        sentences=tuple(
            replace(sentence, other=block.target, flags=(*sentence.flags, *block.flags))
            for sentence, block in zip(summary.sentences, translated, strict=True)
        ),
    )


def _turned(sentences: Sequence[SourceSentence]) -> list[SourceSentence]:
    """The translations as the document; what has none is left out."""
    return [
        replace(one, text=one.other, other=one.text, heading="")
        for one in sentences
        if any(character.isalpha() for character in one.other)
    ]


def _alone(summary: Summary, language: str) -> Summary:
    """The same summary in one language only."""
    if language == summary.language:
        return replace(summary, sentences=tuple(replace(s, other="") for s in summary.sentences))
    sentences = tuple(replace(s, text=s.other or s.text, other="") for s in summary.sentences)
    return replace(summary, sentences=sentences, language=language)
