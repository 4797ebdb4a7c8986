"""An engine that asks a second model, of the other direction, which hypothesis is best.

The hypothesis is taken from which the second model would most likely make the source again: what
was left out or invented is missed there. Yee, Dauphin and Auli 2019, "Simple and effective noisy
channel modeling for neural machine translation", without a language model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.options import Decoding
from translator.protocols import Engine, Scorer
from translator.result import Hypothesis, Signature

# Weight of the second model's score; on FLORES dev 0.3 to 0.5 are best in both directions.
_WEIGHT = 0.4


class RerankedEngine:
    """Translates with one model and chooses with another.

    Args:
        engine: makes the hypotheses.
        scorer: of the other direction.
        decoding: how many hypotheses there are to choose from.
    """

    def __init__(self, engine: Engine, scorer: Scorer, decoding: Decoding) -> None:
        self._engine = engine
        self._scorer = scorer
        self._decoding = replace(decoding, hypotheses=decoding.beam_size)

    @property
    def signature(self) -> Signature:
        """The engine's; the second model is a part of the search."""
        signature, second = self._engine.signature, self._scorer.signature
        way = f"{self._decoding},reranked by {second.model} {second.revision[:19]}"
        return replace(signature, decoding=way)

    @property
    def max_tokens(self) -> int:
        """The engine's."""
        return self._engine.max_tokens

    @property
    def workers(self) -> int:
        """The engine's."""
        return self._engine.workers

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The engine's."""
        return self._engine.count_tokens(texts)

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """The hypothesis that both models like best, with the first model's score."""
        found = self._engine.alternatives(texts, self._decoding)
        sources = [text for text, some in zip(texts, found, strict=True) for _ in some]
        scores = self._scorer.scores([one.text for some in found for one in some], sources)
        best: list[Hypothesis] = []
        for some in found:
            own, scores = scores[: len(some)], scores[len(some) :]
            best.append(max(zip(some, own, strict=True), key=lambda pair: _joint(*pair))[0])
        return best

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """The engine's own, in its own order."""
        return self._engine.alternatives(texts, decoding)

    def close(self) -> None:
        """Give both models back."""
        self._engine.close()
        self._scorer.close()


def _joint(hypothesis: Hypothesis, score: float) -> float:
    return hypothesis.score + _WEIGHT * score
