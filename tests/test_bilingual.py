"""Which side of a document is summed up, and in which languages the summary is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from translator.bilingual import Summing, sum_up
from translator.document import Block, BlockKind, Sentence
from translator.engines.echo import EchoEngine
from translator.languages import ID_EN
from translator.options import SummaryOptions
from translator.pipeline import Pipeline
from translator.protocols import TextSentence
from translator.result import Summary, SummarySentence, TranslatedBlock, TranslatedSentence
from translator.summarize import open_summarizer

ROWS = [
    ("Presiden tiba di Bali.", "The president arrived in Bali."),
    ("Ia membuka pasar baru.", "He opened a new market."),
    ("Pedagang senang sekali.", ""),  # could not be translated
    ("Pasar itu dibuka pada Senin.", "The market was opened on Monday."),
]


class Writes:
    """Writes one sentence of its own, whatever it reads."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.language = ""

    def summarize(
        self, sentences: Sequence[TextSentence], language: str, options: SummaryOptions
    ) -> Summary:
        self.read = [sentence.text for sentence in sentences]
        self.language = language
        return Summary((SummarySentence("A market opened.", block=2),), language, "writes")


def blocks() -> list[TranslatedBlock]:
    heading = TranslatedBlock(Block("Kabar Pasar", BlockKind.HEADING, 1))
    prose = [
        TranslatedBlock(
            Block(source), (TranslatedSentence(Sentence(source, 0, len(source)), target, -0.2),)
        )
        for source, target in ROWS
    ]
    return [heading, *prose]


def test_sentences_of_the_document_come_with_their_translation() -> None:
    summary = sum_up(blocks(), ID_EN, Summing(open_summarizer("extractive")))
    assert summary is not None and summary.language == "id"
    assert {(one.text, one.other) for one in summary.sentences} <= set(ROWS)


@pytest.mark.parametrize(("shown", "side", "language"), [("source", 0, "id"), ("target", 1, "en")])
def test_one_side_alone_is_shown(shown: str, side: int, language: str) -> None:
    summing = Summing(open_summarizer("extractive"), SummaryOptions(2), shown=shown)
    summary = sum_up(blocks(), ID_EN, summing)
    assert summary is not None and summary.language == language
    assert {one.text for one in summary.sentences} <= {row[side] or row[0] for row in ROWS}
    assert not any(one.other for one in summary.sentences)


def test_the_other_side_is_read_without_what_has_no_translation() -> None:
    summarizer = Writes()
    summary = sum_up(blocks(), ID_EN, Summing(summarizer, language="en", shown="target"))
    assert summarizer.language == "en"
    assert summarizer.read == [target for _, target in ROWS if target]
    assert summary == Summary((SummarySentence("A market opened.", block=2),), "en", "writes")


def test_what_was_written_is_translated_back_when_it_is_shown() -> None:
    back = Pipeline(EchoEngine(), ID_EN.reverse)
    both = sum_up(blocks(), ID_EN, Summing(Writes(), language="en", back=back))
    assert both is not None
    (sentence,) = both.sentences
    assert (both.language, sentence.text, sentence.other) == ("en", *["A market opened."] * 2)
    summing = Summing(Writes(), language="en", shown="source", back=back)
    source = sum_up(blocks(), ID_EN, summing)
    assert source is not None and source.language == "id"
    assert not source.sentences[0].other


def test_a_document_without_a_sentence_has_no_summary() -> None:
    assert sum_up([], ID_EN, Summing(Writes())) is None
    nothing = [TranslatedBlock(Block("12"), (TranslatedSentence(Sentence("12", 0, 2), "12", 0.0),))]
    assert sum_up(nothing, ID_EN, Summing(Writes(), language="en")) is None
