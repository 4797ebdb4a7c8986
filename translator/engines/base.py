"""The contract of `Engine`, kept in one place for both ways to run MarianMT weights."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from translator.engines.marian import Generation, MarianTokenizer
from translator.errors import EngineError
from translator.models.folder import ModelFolder
from translator.options import Decoding, EngineOptions
from translator.result import Hypothesis, Signature


@dataclass(frozen=True)
class Candidate:
    """What a search gives for one source, best first among its peers."""

    pieces: list[str]  # without the end mark
    score: float  # mean log-probability per target token, the end mark counted
    finished: bool  # it ends because the model ended it


class MarianEngine(ABC):
    """Texts in, hypotheses out; a subclass has only the search to give."""

    def __init__(self, folder: ModelFolder, options: EngineOptions) -> None:
        self._folder = folder
        self._options = options
        self._tokenizer = MarianTokenizer(folder.path)

    @cached_property
    def _generation(self) -> Generation:
        return Generation.load(self._folder.path)

    @abstractmethod
    def _search(
        self, sources: list[list[str]], decoding: Decoding, limit: int
    ) -> list[list[Candidate]]:
        """Search for the targets of sources that end with the end mark.

        Args:
            sources: the pieces of each source; never empty.
            decoding: beam size and number of hypotheses are at least 1.
            limit: target tokens at most, the end mark counted.
        """

    @abstractmethod
    def _score(self, pairs: list[tuple[list[str], list[str]]]) -> list[float]:
        """Mean log-probability per target token, the end mark counted, of (source, target) pieces.

        No side is empty, or has the end mark.
        """

    @property
    @abstractmethod
    def name(self) -> str:
        """The package that runs the weights, and its version."""

    @property
    @abstractmethod
    def compute_type(self) -> str:
        """The number format of the weights, known before they are loaded."""

    @abstractmethod
    def close(self) -> None:
        """Give the memory back; further calls are errors."""

    @cached_property
    def signature(self) -> Signature:
        """How its translations are made; loads no weights."""
        return Signature(
            model=self._folder.spec.name,
            revision=self._folder.revision,
            engine=self.name,
            compute_type=self.compute_type,
            decoding=str(self._settled(self._options.decoding)),
            direction=self._folder.spec.direction,
        )

    @property
    def max_tokens(self) -> int:
        """The longest source it takes, in tokens, the end token left out."""
        return self._generation.positions - 1

    @property
    def has_shortlist(self) -> bool:
        """Whether it knows which target tokens go with a source."""
        return False

    @property
    def workers(self) -> int:
        """Batches that it works on at once."""
        return 1

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Source tokens of each text, the end token left out."""
        return [len(pieces) for pieces in self._tokenizer.pieces(texts)]

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """The best hypothesis for each text: same order and length. Raises EngineError."""
        decoding = replace(self._options.decoding, hypotheses=1)
        return [best for best, *_ in self.alternatives(texts, decoding)]

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """As `translate`, with another decoding: best first, `decoding.hypotheses` of each.

        A blank text has one empty hypothesis.
        """
        sources = self._tokenizer.pieces(texts)
        longest = max((len(pieces) for pieces in sources), default=0)
        if longest > self.max_tokens:
            raise EngineError(
                f"a sentence has {longest} tokens; the model takes {self.max_tokens}",
                "split the sentence",
            )
        found: list[tuple[Hypothesis, ...]] = [(Hypothesis("", 0.0),)] * len(texts)
        asked = [number for number, text in enumerate(texts) if text.strip()]
        if not asked:
            return found
        limits = {number: self._limit(sources[number]) for number in asked}
        results = self._search(
            [sources[number] for number in asked], self._settled(decoding), max(limits.values())
        )
        for number, candidates in zip(asked, results, strict=True):
            found[number] = tuple(self._hypothesis(one, limits[number]) for one in candidates)
        return found

    def scores(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """See `protocols.Scorer`. Raises EngineError."""
        pairs = list(
            zip(
                self._tokenizer.pieces(sources), self._tokenizer.target_pieces(targets), strict=True
            )
        )
        fits = [
            number
            for number, pair in enumerate(pairs)
            if all(pair) and max(map(len, pair)) <= self.max_tokens
        ]
        found = [-math.inf] * len(pairs)
        if fits:
            for number, score in zip(fits, self._score([pairs[n] for n in fits]), strict=True):
                found[number] = min(score, 0.0)
        return found

    def _limit(self, pieces: Sequence[str]) -> int:
        """Target tokens at most; what runs on is a loop.

        Of the reference translations of FLORES dev, both directions, none needs more than
        1.4 times the source's tokens and 10.
        """
        return min(2 * len(pieces) + 10, self._generation.positions)

    def _hypothesis(self, candidate: Candidate, limit: int) -> Hypothesis:
        # The search's limit is that of the longest text in the batch. A shorter one is held to
        # its own, so that its result does not depend on its neighbours.
        finished = candidate.finished and len(candidate.pieces) < limit
        return Hypothesis(
            self._tokenizer.text(candidate.pieces[: limit - 1]), candidate.score, finished
        )

    def _settled(self, decoding: Decoding) -> Decoding:
        """A decoding with nothing left to the model."""
        beam = decoding.beam_size or self._generation.beam_size
        return replace(
            decoding,
            beam_size=max(beam, decoding.hypotheses),
            shortlist=decoding.shortlist and self.has_shortlist,
        )
