"""The summarizer that takes whole sentences of the document itself.

Two small networks and a search. The first says how likely each sentence is to belong in a
summary, the second how likely each word is to be kept by one, and the search takes the sentences
that hold most of these words in few others. docs/summaries.md has the measurements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from translator.models.folder import ModelFolder
from translator.options import EngineOptions, SummaryOptions
from translator.protocols import TextSentence
from translator.result import Summary, SummarySentence
from translator.summarize.bag import Floats
from translator.summarize.choose import Budget, choose
from translator.summarize.features import Text, look_at, sentence_features, stack
from translator.summarize.model import Model, load
from translator.summarize.openings import dangling
from translator.summarize.prose import is_clutter, is_headline, without_dateline
from translator.summarize.wordfeatures import word_features

METHOD = "extractive 2"


@dataclass(frozen=True)
class Candidate:
    """A sentence that a summary may take."""

    source: TextSentence
    text: str  # without a dateline


class ExtractiveSummarizer:
    """Takes the sentences that say most; each stands in the document word for word.

    Args:
        model: the weights; None: those of the package, read on the first use.
    """

    def __init__(self, model: Model | None = None) -> None:
        if model is not None:
            self.model = model

    @cached_property
    def model(self) -> Model:
        """The weights of the package."""
        return load()

    def summarize(
        self, sentences: Sequence[TextSentence], language: str, options: SummaryOptions
    ) -> Summary:
        """See `protocols.Summarizer`; a document without a word gives an empty summary."""
        found = candidates(sentences)
        if not any(character.isalnum() for candidate in found for character in candidate.text):
            return Summary((), language, METHOD)
        text = self.look_at(found, language)
        worth = self.worth(text)
        budget = Budget.of(options, text.bag.lengths)
        needy = np.array(dangling(text.texts, text.blocks.tolist(), language), float)
        keep = self.keep(text, worth)
        chosen = choose(text.bag, keep, worth, needy, budget)
        return Summary(
            tuple(_sentence(found[index], float(worth[index])) for index in sorted(chosen)),
            language,
            METHOD,
        )

    def look_at(self, found: Sequence[Candidate], language: str) -> Text:
        """The words of the candidates, counted."""
        return look_at(
            [candidate.text for candidate in found],
            [candidate.source.block for candidate in found],
            [candidate.source.heading for candidate in found],
            language,
            self.model.lexicons[language],
        )

    def worth(self, text: Text) -> Floats:
        """How likely each sentence is to belong in a summary, 0–1."""
        return self.model.sentences(stack(sentence_features(text)))

    def keep(self, text: Text, worth: Floats) -> Floats:
        """How likely each distinct word is to be kept by a summary, 0–1."""
        lexicon = self.model.lexicons[text.language]
        return self.model.words(stack(word_features(text, worth, lexicon)))


def open_extractive(folder: ModelFolder | None, options: EngineOptions) -> ExtractiveSummarizer:
    """The summarizer with the weights of the package; it needs no others."""
    return ExtractiveSummarizer()


def candidates(sentences: Sequence[TextSentence]) -> list[Candidate]:
    """The sentences without datelines, pointers, credits, bylines and headlines.

    A text that seems to consist of such things for the greater part (a list, a poem) is taken
    as it is.
    """
    found = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.block):
        block = list(group)
        if is_headline(" ".join(sentence.text for sentence in block)):
            continue
        for sentence in block:
            text = without_dateline(sentence.text) if sentence.sentence == 1 else sentence.text
            if not is_clutter(text):
                found.append(Candidate(sentence, text))
    if 2 * len(found) < len(sentences):
        return [Candidate(sentence, sentence.text) for sentence in sentences]
    return found


def _sentence(candidate: Candidate, worth: float) -> SummarySentence:
    source = candidate.source
    cut = candidate.text != source.text
    return SummarySentence(
        text=candidate.text,
        other=without_dateline(source.other) if cut else source.other,
        block=source.block,
        sentence=source.sentence,
        score=worth,
        sources=((source.block, source.sentence),),
    )
