"""Both engines are one: same tokens and scores on the same float32 weights."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.engines.conftest import Open
from tests.weights import OPUS_MT, STARTER, random_marian
from translator.engines import open_engine
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import Decoding, EngineOptions
from translator.result import Hypothesis

MARIAN = ("ctranslate2", "transformers")
DECODINGS = {
    "greedy": Decoding(1),
    "beam 4": Decoding(4),
    "the model's own beam": Decoding(0),
    "no repeats": Decoding(1, no_repeat_ngram=2),
    "length penalty": Decoding(4, length_penalty=0.5),
}


def same(one: list[Hypothesis], other: list[Hypothesis]) -> bool:
    return len(one) == len(other) and all(
        (a.text, a.finished) == (b.text, b.finished) and a.score == pytest.approx(b.score, abs=1e-3)
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("decoding", DECODINGS.values(), ids=DECODINGS.keys())
def test_engines_agree(open_tiny: Open, sentences: list[str], decoding: Decoding) -> None:
    results = [open_tiny(name, decoding).translate(sentences) for name in MARIAN]
    assert len({hypothesis.text for hypothesis in results[0]}) > 2  # it says something
    assert same(*results)


def test_alternatives_agree(open_tiny: Open, sentences: list[str]) -> None:
    decoding = Decoding(4, hypotheses=3)
    one, other = (open_tiny(name).alternatives(sentences, decoding) for name in MARIAN)
    for first, second in zip(one, other, strict=True):
        assert len(first) == 3
        assert same(list(first), list(second))
        scores = [hypothesis.score for hypothesis in first]
        assert scores == sorted(scores, reverse=True)


def test_the_limit_cuts_both_engines_alike(open_tiny: Open, sentences: list[str]) -> None:
    results = [open_tiny(name).translate(sentences) for name in MARIAN]
    assert {hypothesis.finished for hypothesis in results[0]} == {True, False}
    assert same(*results)


def test_engines_agree_on_a_folder_of_the_older_layout(
    tmp_path: Path, store: Store, sentences: list[str]
) -> None:
    path = random_marian(tmp_path / "older", seed=1, older=True)
    assert not (path / "generation_config.json").exists()
    assert not (path / "model.safetensors").exists()
    results = []
    for name in MARIAN:
        options = EngineOptions(name, threads=1, compute_type="float32", decoding=Decoding(0))
        engine = open_engine(store.at(path), options)
        assert engine.signature.decoding == "beam6"
        results.append(engine.translate(sentences))
    assert same(*results)


def test_the_embedded_conversion_is_of_the_embedded_weights(
    store: Store, sentences: list[str]
) -> None:
    embedded = store.find(Registry.load().get("starter-id-en"))
    assert embedded is not None
    store.verify(embedded)
    options = EngineOptions("ctranslate2", threads=1, decoding=Decoding(1))
    anew = store.at(STARTER)  # by its path it is a folder as any other, and converted here
    results = [open_engine(folder, options).translate(sentences) for folder in (embedded, anew)]
    assert results[0] == results[1]


@pytest.mark.slow
@pytest.mark.parametrize("beam", [1, 4])
def test_engines_agree_on_the_embedded_model(store: Store, sentences: list[str], beam: int) -> None:
    folder = store.at(STARTER, "id-en")
    one, other = (
        open_engine(folder, EngineOptions(name, threads=1, compute_type="float32")).alternatives(
            sentences, Decoding(beam)
        )
        for name in MARIAN
    )
    assert same([best for (best,) in one], [best for (best,) in other])


@pytest.mark.slow
def test_engines_agree_on_the_full_shape_of_opus_mt(
    tmp_path: Path, store: Store, sentences: list[str]
) -> None:
    path = random_marian(tmp_path / "full", shape=OPUS_MT, vocabulary=54_796)
    folder = store.at(path, "id-en")
    engines = [
        open_engine(folder, EngineOptions(name, threads=1, compute_type="float32"))
        for name in MARIAN
    ]
    assert [engine.max_tokens for engine in engines] == [511, 511]
    for decoding, text in product((Decoding(1), Decoding(4)), (sentences, sentences[:1])):
        one, other = (engine.alternatives(text, decoding) for engine in engines)
        assert same([best for (best,) in one], [best for (best,) in other])
        assert len(text) == 1 or {best.finished for (best,) in one} == {True, False}
