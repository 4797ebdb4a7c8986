"""The summarizer that writes sentences of its own, by a pretrained model.

A text that is longer than the model reads is cut on the bounds of sentences; the summaries of
the pieces are summed up again until one piece is left. Nothing is cut silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from translator.errors import UsageError
from translator.models.folder import ModelFolder
from translator.options import SUMMARY_LENGTHS, EngineOptions, SummaryOptions
from translator.protocols import TextSentence
from translator.result import Flag, Severity, Summary, SummarySentence
from translator.summarize.bag import tokens
from translator.summarize.extractive import candidates
from translator.summarize.grounding import Grounding
from translator.summarize.seq2seq_model import Draft, Seq2SeqModel, open_model
from translator.text import sentences as splitter
from translator.text.clauses import split_long

_SPARE = 4  # tokens kept free, because a joined text may have some more than its sentences
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"')


class Seq2SeqSummarizer:
    """Sums up in sentences of its own, each with the sentences that it leans on.

    Args:
        model: writes the drafts.
    """

    def __init__(self, model: Seq2SeqModel) -> None:
        self._model = model

    def summarize(
        self, sentences: Sequence[TextSentence], language: str, options: SummaryOptions
    ) -> Summary:
        """See `protocols.Summarizer`; whole sentences only."""
        if options.length not in SUMMARY_LENGTHS:
            known = ", ".join(SUMMARY_LENGTHS)
            raise UsageError(f"unknown length {options.length!r}", f"one of {known}")
        scale = SUMMARY_LENGTHS[options.length]
        found = candidates(sentences)
        method = f"seq2seq {self._model.name}"
        if not any(character.isalnum() for one in found for character in one.text):
            return Summary((), language, method)
        written = self._reduce([one.text for one in found], language, scale)
        grounding = Grounding(sentences, language)
        kept = [
            (grounding.find(text), finished)
            for text, finished in _within(written, options, len(found))
        ]
        return Summary(
            tuple(one if finished else _flagged(one) for one, finished in kept), language, method
        )

    def _reduce(self, texts: Sequence[str], language: str, scale: float) -> list[_Written]:
        """The sentences of the summary."""
        pieces = list(self._pieces(texts))
        while len(pieces) > 1:
            drafts = self._model.write(pieces)
            shorter = [text for draft in drafts for text, _ in whole_sentences(draft, language)]
            fewer = list(self._pieces(shorter))
            if len(fewer) >= len(pieces):  # a model that does not shorten would go on for ever
                return [written for draft in drafts for written in whole_sentences(draft, language)]
            pieces = fewer
        return [
            written
            for draft in self._model.write(pieces, scale)
            for written in whole_sentences(draft, language)
        ]

    def _pieces(self, texts: Sequence[str]) -> Iterator[str]:
        """The texts joined to pieces that the model can read; a text that is too long is split."""
        limit = self._model.max_tokens - _SPARE
        piece: list[str] = []
        size = 0
        for text in self._short_enough(texts, limit):
            length = self._model.count_tokens(f" {text}")
            if piece and size + length > limit:
                yield " ".join(piece)
                piece, size = [], 0
            piece.append(text)
            size += length
        if piece:
            yield " ".join(piece)

    def _short_enough(self, texts: Sequence[str], limit: int) -> Iterator[str]:
        for text in texts:
            if self._fits(text, limit):
                yield text
            else:
                parts = split_long(text, lambda part: self._fits(part, limit))
                yield from (part.strip() for part in parts if part.strip())

    def _fits(self, text: str, limit: int) -> bool:
        return self._model.count_tokens(f" {text}") <= limit


_Written = tuple[str, bool]  # a sentence, and whether it is whole


def whole_sentences(draft: Draft, language: str) -> list[_Written]:
    """The sentences of a draft without one that the length limit cut.

    A draft that is nothing else gives that one, marked as not whole.
    """
    written = [(one.text, True) for one in splitter.split(draft.text, language)]
    if draft.finished or not written or written[-1][0].endswith(_ENDS):
        return written
    return written[:-1] or [(written[-1][0], False)]


def _within(written: Sequence[_Written], options: SummaryOptions, size: int) -> Iterator[_Written]:
    """The first sentences, as many as the bounds allow; `size` is that of the document."""
    bounds = [options.sentences or len(written)]
    if options.ratio:
        bounds.append(max(1, round(options.ratio * size)))
    words = 0
    for text, finished in written[: min(bounds)]:
        words += len(tokens(text))
        if options.words and words > options.words:
            return
        yield text, finished


def _flagged(sentence: SummarySentence) -> SummarySentence:
    flag = Flag("unfinished", "the summarizer stopped in the middle", Severity.SEVERE)
    return replace(sentence, flags=(*sentence.flags, flag))


def open_seq2seq(folder: ModelFolder | None, options: EngineOptions) -> Seq2SeqSummarizer:
    """A summarizer with these weights, which are loaded at the first text."""
    if folder is None:
        raise UsageError("the seq2seq summarizer needs weights", "name a model of `models list`")
    return Seq2SeqSummarizer(open_model(folder, options))
