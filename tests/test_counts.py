"""What the engine is asked for, counted: work that depends on no machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from translator import readers
from translator.document import Block
from translator.engines.echo import EchoEngine
from translator.languages import ID_EN
from translator.options import PipelineOptions
from translator.pipeline import Pipeline
from translator.result import Hypothesis

ARTICLE = Path(__file__).parents[1] / "examples" / "bali-alibaba.id.txt"
BUDGET = PipelineOptions().batch_tokens


class Counting(EchoEngine):
    """An echo that keeps what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: list[str] = []
        self.batches: list[list[str]] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        self.counted += texts
        return super().count_tokens(texts)

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        self.batches.append(list(texts))
        return [Hypothesis(text, 0.0) for text in texts]

    @property
    def asked(self) -> list[str]:
        return list(chain.from_iterable(self.batches))

    @property
    def real(self) -> int:
        """Tokens of all texts."""
        return sum(super().count_tokens(self.asked))

    @property
    def padded(self) -> int:
        """What a model computes: each text as long as the longest of its batch."""
        lengths = [super(Counting, self).count_tokens(batch) for batch in self.batches]
        return sum(len(batch) * max(batch) for batch in lengths)


def translated(blocks: Sequence[Block]) -> Counting:
    """The engine after a document went through."""
    engine = Counting()
    pipeline = Pipeline(engine, ID_EN)
    done = list(pipeline.translate(blocks))
    assert len(done) == len(blocks)
    assert pipeline.engine_calls == len(engine.batches)
    return engine


def sentences(count: int, seed: int = 0) -> list[str]:
    """Sentences that differ, as long as those of FLORES dev in tokens: mean 34, deviation 13."""
    draw = random.Random(seed)
    texts = []
    for number in range(count):
        length = max(5, round(draw.gauss(34, 13)))
        middle = " ".join(draw.choice(("satu", "dua", "tiga")) for _ in range(length - 3))
        texts.append(f"Kata {number} {middle} ini.")
    return texts


def test_the_example_article_takes_few_calls_and_no_sentence_twice() -> None:
    blocks = list(readers.read(ARTICLE).blocks)
    engine = translated(blocks)
    assert len(engine.asked) == len(set(engine.asked)) == 17
    # Two windows, as the first paragraph is not to wait for the others; a few batches in each.
    assert 2 <= len(engine.batches) <= 8
    assert len(engine.batches[0]) == 2  # the first paragraph's sentences alone


def test_many_sentences_fill_their_batches() -> None:
    engine = translated([Block(text) for text in sentences(2_000)])
    assert len(engine.asked) == len(set(engine.asked)) == 2_000
    fewest = engine.real / BUDGET
    assert fewest <= len(engine.batches) <= 1.1 * fewest + 16  # of the last, short windows


def test_little_is_padded() -> None:
    engine = translated([Block(text) for text in sentences(2_000)])
    assert engine.padded <= 1.05 * engine.real


def test_little_is_padded_in_a_short_document() -> None:
    engine = translated([Block(text) for text in sentences(40)])
    assert engine.padded <= 1.3 * engine.real


def test_a_text_is_counted_once() -> None:
    engine = translated([Block(text) for text in sentences(200)])
    assert len(engine.counted) == 200


def test_sentences_that_come_again_are_asked_for_once() -> None:
    texts = sentences(50)
    engine = translated([Block(text) for text in texts * 40])
    assert sorted(engine.asked) == sorted(texts)


def test_copies_are_not_asked_for() -> None:
    engine = translated([Block(text) for text in ("12.500", "https://example.com/a", "—", "2024")])
    assert engine.batches == []
