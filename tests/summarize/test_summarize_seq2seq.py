"""The summarizer that writes: cutting, summing up again, whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.errors import UsageError
from translator.options import SummaryOptions
from translator.result import Summary
from translator.summarize import SourceSentence, open_summarizer
from translator.summarize.seq2seq import Seq2SeqSummarizer, whole_sentences
from translator.summarize.seq2seq_model import Draft

NAMES = "Ani Budi Cici Dedi Eka Fani Gita Hadi Ika Joko".split()  # noqa: SIM905


class Words:
    """A model whose tokens are words, and whose summary is the first sentences of a text."""

    name = "words"

    def __init__(self, max_tokens: int = 24, sentences: int = 1, finished: bool = True) -> None:
        self.max_tokens = max_tokens
        self.read: list[list[str]] = []
        self.scales: list[float] = []
        self._sentences = sentences
        self._finished = finished

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def write(self, texts: Sequence[str], scale: float = 1.0) -> list[Draft]:
        assert all(self.count_tokens(text) <= self.max_tokens for text in texts)
        self.read.append(list(texts))
        self.scales.append(scale)
        return [Draft(self._summary(text), self._finished) for text in texts]

    def _summary(self, text: str) -> str:
        return " ".join(f"{one.rstrip('.')}." for one in text.split(". ")[: self._sentences])


def document(count: int, words: int = 6) -> list[SourceSentence]:
    return [
        SourceSentence(
            f"{NAMES[number % 10]} membeli rumah nomor {number} di"
            + " kota" * (words - 6)
            + " Solo.",
            number + 1,
            1,
        )
        for number in range(count)
    ]


def summarize(
    model: Any, sentences: Sequence[SourceSentence], options: SummaryOptions | None = None
) -> Summary:
    return Seq2SeqSummarizer(model).summarize(sentences, "id", options or SummaryOptions())


def test_a_short_text_is_read_once_and_whole() -> None:
    model = Words(100, sentences=2)
    sentences = document(3)
    summary = summarize(model, sentences)
    assert model.read == [[" ".join(one.text for one in sentences)]]
    assert [one.text for one in summary.sentences] == [one.text for one in sentences[:2]]
    assert [one.sources for one in summary.sentences] == [((1, 1),), ((2, 1),)]
    assert summary.method == "seq2seq words"


def test_a_long_text_is_cut_between_sentences_and_summed_up_again() -> None:
    model = Words()
    sentences = document(20)
    summary = summarize(model, sentences)
    assert " ".join(model.read[0]) == " ".join(one.text for one in sentences)
    assert all(piece.endswith("Solo.") for pieces in model.read for piece in pieces)
    assert [len(pieces) for pieces in model.read] == [10, 5, 3, 2, 1][: len(model.read)] or (
        len(model.read[0]) > len(model.read[1]) >= len(model.read[-1]) == 1
    )
    assert len(summary.sentences) == 1


def test_a_sentence_that_is_too_long_is_split_and_all_of_it_is_read() -> None:
    model = Words(16)
    sentences = [SourceSentence("Ani dan" + " Budi" * 60 + " pergi.", 1, 1)]
    summarize(model, sentences)
    assert " ".join(model.read[0]).split() == sentences[0].text.split()


def test_a_model_that_does_not_shorten_ends_all_the_same() -> None:
    model = Words(24, sentences=99)
    summary = summarize(model, document(12), SummaryOptions(0))
    assert len(model.read) == 1
    assert len(summary.sentences) == 12


@given(st.integers(1, 40), st.integers(6, 30), st.integers(12, 60))
def test_every_word_is_read_whatever_the_limit(count: int, words: int, limit: int) -> None:
    model = Words(limit)
    sentences = document(count, words)
    summarize(model, sentences)
    read = " ".join(model.read[0]).split()
    assert read == " ".join(one.text for one in sentences).split()


@pytest.mark.parametrize(("length", "scale"), [("short", 0.5), ("medium", 1.0), ("long", 2.0)])
def test_the_length_is_the_last_drafts_alone(length: str, scale: float) -> None:
    model = Words()
    summarize(model, document(20), SummaryOptions(length=length))
    assert model.scales[-1] == scale
    assert set(model.scales[:-1]) == {1.0}


def test_an_unknown_length_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        summarize(Words(), document(2), SummaryOptions(length="huge"))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (Draft("Satu dua. Tiga empat.", True), [("Satu dua.", True), ("Tiga empat.", True)]),
        (Draft("Satu dua. Tiga emp", False), [("Satu dua.", True)]),
        (Draft("Satu dua. Tiga empat.", False), [("Satu dua.", True), ("Tiga empat.", True)]),
        (Draft("Satu dua", True), [("Satu dua", True)]),
        (Draft("Satu du", False), [("Satu du", False)]),
        (Draft("", True), []),
    ],
)
def test_only_whole_sentences_are_kept(draft: Draft, expected: list[tuple[str, bool]]) -> None:
    assert whole_sentences(draft, "id") == expected


def test_half_a_sentence_that_is_all_there_is_is_flagged() -> None:
    class Cut(Words):
        def _summary(self, text: str) -> str:
            return "Ani membeli rumah"

    [sentence] = summarize(Cut(100, finished=False), document(2)).sentences
    assert [flag.kind for flag in sentence.flags] == ["unfinished"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (SummaryOptions(2), 2),
        (SummaryOptions(0, words=15), 2),
        (SummaryOptions(0, words=3), 0),
        (SummaryOptions(0, ratio=0.25), 2),
    ],
)
def test_the_bounds_take_whole_sentences_from_the_end(
    options: SummaryOptions, expected: int
) -> None:
    assert len(summarize(Words(100, sentences=5), document(8), options).sentences) == expected


def test_a_text_without_words_gives_an_empty_summary() -> None:
    model = Words()
    assert summarize(model, []).sentences == ()
    assert summarize(model, [SourceSentence("—", 1, 1)]).sentences == ()
    assert model.read == []


def test_weights_must_be_named() -> None:
    with pytest.raises(UsageError, match="weights"):
        open_summarizer("seq2seq")
