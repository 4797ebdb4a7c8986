"""Protected spans come back exactly, whatever the model does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.changing import ChangingEngine
from translator.document import Block, Mark, MarkKind
from translator.languages import ID_EN
from translator.pipeline import Pipeline
from translator.result import Origin

CHANGES: dict[str, Callable[[str], str]] = {
    "copies": lambda text: text,
    "shouts": str.upper,
    "whispers": str.lower,
    "drops all": lambda text: "",
    "says all twice": lambda text: f"{text} {text}",
    "keeps letters": lambda text: "".join(filter(str.isalpha, text)),
    "turns around": lambda text: text[::-1],
    "drops the first word": lambda text: text.partition(" ")[2],
}
SPANS = [
    "https://kompas.com/a?b=1&c=(x)",
    "budi.s@kominfo.go.id",
    "@jokowi",
    "#IndonesiaMaju",
    "`pip install x. Y`",
    "config.yaml",
    "{name}",
    "%(n)s",
    "😀👍🏽",
    "👨‍👩‍👧",
    "<br/>",
]
WORDS = ["Mereka", "pergi", "ke", "pasar", "dan", "Jakarta", "buku", "itu."]


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@given(st.lists(st.sampled_from(WORDS + SPANS), min_size=1, max_size=12))
def test_a_span_comes_back_exactly(change: Callable[[str], str], words: list[str]) -> None:
    text = " ".join(words)
    (block,) = Pipeline(ChangingEngine(change), ID_EN).translate([Block(text)])
    for span in SPANS:
        assert block.target.count(span) == text.count(span)


def test_a_stand_in_keeps_the_sentence_whole() -> None:
    engine = ChangingEngine(lambda text: text.replace("Kunjungi", "Visit"))
    text = "Kunjungi https://x.id untuk info."
    (block,) = Pipeline(engine, ID_EN).translate([Block(text)])
    assert block.target == "Visit https://x.id untuk info."
    assert engine.asked == ["Kunjungi Zq1 untuk info."]


def test_a_lost_stand_in_is_paid_with_a_second_call() -> None:
    engine = ChangingEngine(lambda text: f"{text.replace('Zq1', 'it').capitalize()}.")
    (block,) = Pipeline(engine, ID_EN).translate([Block("Kunjungi https://x.id untuk info")])
    assert block.target == "Kunjungi https://x.id untuk info"
    assert engine.asked[0] == "Kunjungi Zq1 untuk info"
    assert sorted(engine.asked[1:]) == ["Kunjungi", "untuk info"]


def test_code_that_is_marked_is_protected() -> None:
    block = Block("Ketik apt update di sana.", marks=(Mark(6, 16, MarkKind.CODE),))
    (done,) = Pipeline(ChangingEngine(str.upper), ID_EN).translate([block])
    assert "apt update" in done.target


@pytest.mark.parametrize("text", ["😀", "https://x.id", "@a_b #kami 😀", "`ls`, `cd`"])
def test_what_is_protected_throughout_costs_no_call(text: str) -> None:
    engine = ChangingEngine(str.upper)
    (block,) = Pipeline(engine, ID_EN).translate([Block(text)])
    assert (block.target, engine.asked) == (text, [])
    assert {sentence.origin for sentence in block.sentences} == {Origin.COPY}


def test_a_text_with_something_like_a_stand_in_is_cut() -> None:
    engine = ChangingEngine(lambda text: text)
    (block,) = Pipeline(engine, ID_EN).translate([Block("Obat Zq1 di https://x.id sini.")])
    assert block.target == "Obat Zq1 di https://x.id sini."
    assert sorted(engine.asked) == ["Obat Zq1 di", "sini."]
