"""A sentence with a severe flag is decoded again, and never comes out worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.checks import check
from translator.checks.repair import Candidate
from translator.document import Block
from translator.errors import EngineError
from translator.languages import ID_EN
from translator.options import Decoding, PipelineOptions
from translator.pipeline import Pipeline
from translator.result import Hypothesis, Origin, Severity, Signature

LOOP = "I'm sorry I'm sorry I'm sorry I'm sorry."
GOOD = "They went home from the old market."
SOURCE = "Mereka pulang dari pasar yang lama."


class Engine:
    """Says one thing at first, and other things when asked again."""

    signature = Signature("fake", "0", "fake 1", "float32", "beam4")
    max_tokens = 512
    workers = 1

    def __init__(self, first: str, *again: str, pieces: Mapping[str, str] | None = None) -> None:
        self.first, self.again, self.pieces = first, again, pieces or {}
        self.decodings: list[Decoding] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(self.first, -0.4) for _ in texts]

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        self.decodings.append(decoding)
        if not self.again and not self.pieces:
            raise EngineError("no")
        return [
            tuple(Hypothesis(one, -0.6) for one in (*self.again, self.pieces.get(text, self.first)))
            for text in texts
        ]

    def close(self) -> None:
        pass


class DictMemory:
    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Hypothesis] = {}

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        key = str(signature)
        return {text: self.known[key, text] for text in sources if (key, text) in self.known}

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        self.known.update({(str(signature), text): one for text, one in pairs.items()})


def test_a_loop_is_decoded_again() -> None:
    engine = Engine(LOOP, LOOP, GOOD)
    pipeline = Pipeline(engine, ID_EN, check=check)
    (block,) = pipeline.translate([Block(SOURCE)])
    (sentence,) = block.sentences
    assert (sentence.target, sentence.origin, sentence.flags) == (GOOD, Origin.REPAIR, ())
    assert sentence.score == -0.6
    assert sentence.note.startswith("repaired (beam6,ngram3,shortlist), because: “i m sorry”")
    assert (pipeline.counts.repair, pipeline.counts.engine) == (1, 0)
    assert len(engine.decodings) == 1


def test_a_good_sentence_is_left_alone() -> None:
    engine = Engine(GOOD, "They went home.")
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(SOURCE)])
    assert block.target == GOOD
    assert engine.decodings == []


def test_what_cannot_be_repaired_stays_and_is_flagged() -> None:
    for engine in (Engine(LOOP, LOOP), Engine(LOOP)):
        (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(SOURCE)])
        (sentence,) = block.sentences
        assert (sentence.target, sentence.origin, sentence.note) == (LOOP, Origin.ENGINE, "")
        assert {flag.severity for flag in sentence.flags} == {Severity.SEVERE}
        assert len(engine.decodings) == 2  # the sentence, and smaller pieces


def test_smaller_pieces_are_the_last_resort() -> None:
    source = "Mereka pulang dari pasar yang lama, lalu mereka tidur di rumah yang besar sekali."
    engine = Engine(
        LOOP,
        pieces={
            "Mereka pulang dari pasar yang lama,": "They went home from the old market,",
            "lalu mereka tidur di rumah yang besar sekali.": "Then they slept in the big house.",
        },
    )
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(source)])
    assert block.target == "They went home from the old market, then they slept in the big house."
    assert "in pieces" in block.sentences[0].note


def test_a_number_is_not_mended_by_leaving_it_out() -> None:
    engine = Engine("It costs 2,600 now there.", "It costs a lot there.")
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block("Harganya 2.500 di sana.")])
    assert block.target == "It costs 2,600 now there."


def test_a_name_is_not_mended_by_leaving_it_out() -> None:
    source = "Dia bekerja untuk Mossack Fonseca di sana."
    first = "He works for Mosssack Fonseca over there."
    engine = Engine(first, "He works for Passack Fonseca over there.")
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(source)])
    assert block.target == first
    engine = Engine(first, "He works for Mossack Fonseca over there.")
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(source)])
    assert block.target == "He works for Mossack Fonseca over there."


def test_marks_of_numbers_are_set_right_without_the_model() -> None:
    engine = Engine("They paid 12.500 and 2,5 million for it.", "They paid.")
    source = "Mereka membayar 12.500 dan 2,5 juta untuk itu."
    (block,) = Pipeline(engine, ID_EN, check=check).translate([Block(source)])
    assert block.target == "They paid 12,500 and 2.5 million for it."
    assert block.sentences[0].note.startswith("repaired (decimal and thousands marks)")
    assert engine.decodings == []


def test_repair_can_be_switched_off() -> None:
    engine = Engine(LOOP, GOOD)
    options = PipelineOptions(repair=False)
    (block,) = Pipeline(engine, ID_EN, check=check, options=options).translate([Block(SOURCE)])
    assert (block.target, engine.decodings) == (LOOP, [])


def test_a_repair_is_remembered() -> None:
    memory = DictMemory()
    list(Pipeline(Engine(LOOP, GOOD), ID_EN, check=check, memory=memory).translate([Block(SOURCE)]))
    again = Pipeline(Engine("no"), ID_EN, check=check, memory=memory)
    (block,) = again.translate([Block(SOURCE)])
    assert (block.target, again.engine_calls) == (GOOD, 0)


REPAIRS = [  # source, first, what the model says when asked again
    (SOURCE, LOOP, GOOD),
    ("Mereka tiba pukul 9.30 di sana.", "They arrived at 9,30 over there.", "They arrived."),
    ("Mereka membayar 12.500 untuk itu.", "They paid 12.500 for it.", "They paid."),
    ("Kata Siriporn di sana.", "Said Siporn over there.", "Said Siriporn over there."),
]


@pytest.mark.parametrize(("source", "first", "again"), REPAIRS)
def test_a_second_run_gives_the_same(source: str, first: str, again: str) -> None:
    memory = DictMemory()
    targets = []
    for engine in (Engine(first, again), Engine("no")):
        pipeline = Pipeline(engine, ID_EN, check=check, memory=memory)
        (block,) = pipeline.translate([Block(source)])
        assert block.sentences[0].origin is Origin.REPAIR
        targets.append(block.target)
    assert targets[0] == targets[1] != first


def test_that_there_is_no_repair_is_remembered_too() -> None:
    memory = DictMemory()
    list(Pipeline(Engine(LOOP, LOOP), ID_EN, check=check, memory=memory).translate([Block(SOURCE)]))
    again = Pipeline(Engine("no"), ID_EN, check=check, memory=memory)
    (block,) = again.translate([Block(SOURCE)])
    assert (block.target, again.engine_calls) == (LOOP, 0)
    assert block.sentences[0].origin is Origin.MEMORY


TEXTS = st.sampled_from(
    [LOOP, GOOD, "", "It costs 5.", "Halo halo halo halo", "Who? (Me.)", SOURCE]
)


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_never_worse_by_the_checks(first: str, again: list[str]) -> None:
    (block,) = Pipeline(Engine(first, *again), ID_EN, check=check).translate([Block(SOURCE)])
    (sentence,) = block.sentences
    hypothesis = Hypothesis(first, -0.4)
    before = Candidate(first, hypothesis, check(SOURCE, first, ID_EN, hypothesis))
    after = Candidate(sentence.target, hypothesis, sentence.flags)
    assert after.rank <= before.rank
    assert severe(after) <= severe(before)


def severe(candidate: Candidate) -> int:
    return sum(flag.severity is Severity.SEVERE for flag in candidate.flags)
