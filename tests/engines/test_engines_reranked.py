"""A second model chooses among the hypotheses of the first."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from tests.engines.conftest import Open
from translator.engines.base import MarianEngine
from translator.engines.echo import EchoEngine
from translator.engines.reranked import RerankedEngine
from translator.options import Decoding
from translator.result import Hypothesis, Signature

FOUND = {
    "satu": (Hypothesis("one", -0.5), Hypothesis("a one", -0.6)),
    "dua": (Hypothesis("two", -0.5), Hypothesis("", -9.0)),
    "tiga": (Hypothesis("", 0.0),),
}
LIKES = {("one", "satu"): -5.0, ("a one", "satu"): -1.0, ("two", "dua"): -1.0}


class First(EchoEngine):
    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        assert decoding.hypotheses == decoding.beam_size == 8
        return [FOUND[text] for text in texts]


class Second:
    signature = Signature("second", "sha256:" + "0" * 64, "fake", "float32", "beam1")

    def __init__(self) -> None:
        self.closed = False

    def scores(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        return [LIKES.get(pair, -math.inf) for pair in zip(sources, targets, strict=True)]

    def close(self) -> None:
        self.closed = True


def test_the_hypothesis_that_both_like_best_is_taken() -> None:
    second = Second()
    engine = RerankedEngine(First(), second, Decoding(8))
    found = engine.translate(["satu", "dua", "tiga", "satu"])
    assert [one.text for one in found] == ["a one", "two", "", "a one"]
    assert found[0].score == -0.6
    assert engine.signature.decoding == "beam8,reranked by second sha256:000000000000"
    assert engine.translate([]) == []
    engine.close()
    assert second.closed


@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
def test_scores_are_those_of_the_search(open_tiny: Open, sentences: list[str], name: str) -> None:
    engine = open_tiny(name)
    assert isinstance(engine, MarianEngine)
    found = engine.translate(sentences)
    scores = engine.scores(sentences, [one.text for one in found])
    assert len(scores) == len(sentences)
    assert all(score <= 0 for score in scores)
    shuffled = engine.scores(sentences, [one.text for one in (*found[1:], found[0])])
    assert sum(scores) > sum(shuffled)
    alone = [engine.scores([a], [b.text])[0] for a, b in zip(sentences, found, strict=True)]
    assert scores == pytest.approx(alone, abs=1e-4)


def test_both_engines_score_alike(open_tiny: Open, sentences: list[str]) -> None:
    one, other = (open_tiny(name) for name in ("ctranslate2", "transformers"))
    assert isinstance(one, MarianEngine) and isinstance(other, MarianEngine)
    targets = sentences[::-1]
    assert one.scores(sentences, targets) == pytest.approx(
        other.scores(sentences, targets), abs=1e-3
    )


def test_what_cannot_be_scored_is_never_chosen(open_tiny: Open) -> None:
    engine = open_tiny("ctranslate2")
    assert isinstance(engine, MarianEngine)
    long = "dan " * (engine.max_tokens + 1)
    scores = engine.scores(["", "dan", long, "dan"], ["dan", "", "dan", "dan"])
    assert scores[:3] == [-math.inf] * 3
    assert -math.inf < scores[3] < 0
