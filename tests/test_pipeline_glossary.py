"""Terms of a glossary: left to the model, then put to it, then reported."""

from __future__ import annotations

import pytest

from tests.changing import ChangingEngine
from translator.document import Block
from translator.languages import ID_EN
from translator.pipeline import Pipeline
from translator.result import TranslatedSentence
from translator.text.glossary import Glossary, Term

GLOSSARY = Glossary(
    (
        Term("Gubernur", "Governor"),
        Term("Pj. Gubernur", "Acting Governor"),
        Term("Pulau Dewata", "Pulau Dewata"),
        Term("AS", "US", match_case=True),
    )
)


def translate(text: str, engine: ChangingEngine) -> TranslatedSentence:
    pipeline = Pipeline(engine, ID_EN, glossary=GLOSSARY)
    (block,) = pipeline.translate([Block(text)])
    (sentence,) = block.sentences
    return sentence


def kinds(sentence: TranslatedSentence) -> list[str]:
    return [flag.kind for flag in sentence.flags]


def test_a_model_that_knows_the_term_is_asked_once() -> None:
    engine = ChangingEngine(lambda text: "The acting governor comes along with him.")
    sentence = translate("Pj. Gubernur ikut datang bersama dia.", engine)
    assert (kinds(sentence), len(engine.asked)) == ([], 1)


def test_else_the_term_is_put_into_the_source() -> None:
    engine = ChangingEngine(lambda text: text.replace("Pj. Gubernur", "The Pj. of the governor"))
    sentence = translate("Itu Pj. Gubernur yang datang.", engine)
    assert sentence.target == "Itu Acting Governor yang datang."
    assert engine.asked == ["Itu Pj. Gubernur yang datang.", "Itu Acting Governor yang datang."]


def test_then_a_stand_in_is_tried() -> None:
    engine = ChangingEngine(
        lambda text: text.replace("Governor", "King").replace("Gubernur", "King")
    )
    sentence = translate("Itu Pj. Gubernur yang datang.", engine)
    assert sentence.target == "Itu Acting Governor yang datang."
    assert engine.asked[-1] == "Itu Zq1 yang datang."


def test_what_could_not_be_honoured_is_reported() -> None:
    sentence = translate(
        "Itu Pj. Gubernur yang datang.", ChangingEngine(lambda text: "That is a king.")
    )
    assert sentence.target == "That is a king."
    (flag,) = (flag for flag in sentence.flags if flag.kind == "glossary")
    assert flag.message == "“Pj. Gubernur” should be “Acting Governor”"


def test_a_term_that_is_not_translated() -> None:
    engine = ChangingEngine(lambda text: text.replace("Pulau Dewata", "the island of gods"))
    sentence = translate("Mereka pergi ke Pulau Dewata.", engine)
    assert sentence.target == "Mereka pergi ke Pulau Dewata."
    flag = translate("Ke Pulau Dewata.", ChangingEngine(lambda text: "To the island.")).flags[-1]
    assert flag.message == "“Pulau Dewata” should stay as it is"


def test_a_term_that_begins_the_sentence_has_a_capital() -> None:
    engine = ChangingEngine(lambda text: text.replace("Gubernur", "King"))
    glossary = Glossary((Term("gubernur", "governor"),))
    (block,) = Pipeline(engine, ID_EN, glossary=glossary).translate([Block("Gubernur datang.")])
    assert block.target == "Governor datang."


def test_protected_spans_stay_protected_beside_terms() -> None:
    engine = ChangingEngine(lambda text: text.replace("Gubernur", "King"))
    sentence = translate("Lihat https://x.id milik Gubernur itu.", engine)
    assert sentence.target == "Lihat https://x.id milik Governor itu."


# text, what is found in it
FOUND = [
    ("Pj.  Gubernur Bali", ["Pj. Gubernur"]),
    ("pj. gubernur dan GUBERNUR", ["Pj. Gubernur", "Gubernur"]),
    ("Gubernuran Pulau\nDewata", ["Pulau Dewata"]),
    ("AS as As.", ["AS"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "sources"), FOUND)
def test_where_terms_are_found(text: str, sources: list[str]) -> None:
    assert [term.source for _, term in GLOSSARY.find(text)] == sources


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary(()).find("Gubernur") == []
