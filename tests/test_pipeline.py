"""The pipeline with engines that are easy to predict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.changing import ChangingEngine
from translator.document import Block, BlockKind
from translator.errors import EngineError
from translator.languages import ID_EN
from translator.options import PipelineOptions
from translator.pipeline import Pipeline
from translator.result import Hypothesis, Origin, Severity, Signature


class UpperEngine(ChangingEngine):
    """Upper-cases; refuses what contains `poison`."""

    def __init__(self, max_tokens: int = 512, poison: str = "\0") -> None:
        super().__init__(str.upper, max_tokens)
        self.poison = poison

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        hypotheses = super().translate(texts)
        if any(self.poison in text for text in texts):
            raise EngineError("poisoned")
        return hypotheses


class DictMemory:
    def __init__(self) -> None:
        self.known: dict[str, Hypothesis] = {}

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        return {text: self.known[text] for text in sources if text in self.known}

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        self.known.update(pairs)


def paragraphs(*texts: str) -> list[Block]:
    return [Block(text, before="\n" if number else "") for number, text in enumerate(texts)]


def test_blocks_come_back_in_order_with_their_translation() -> None:
    engine = UpperEngine()
    blocks = paragraphs("Ini satu. Ini dua.", "Ini tiga.")
    result = list(Pipeline(engine, ID_EN).translate(blocks))
    assert [block.source for block in result] == blocks
    assert [block.target for block in result] == ["INI SATU. INI DUA.", "INI TIGA."]


def test_equal_sentences_are_translated_once() -> None:
    engine = UpperEngine()
    pipeline = Pipeline(engine, ID_EN, options=PipelineOptions(first_window=1))
    result = list(pipeline.translate(paragraphs("Halo semua.", "Halo semua.", "Halo semua.")))
    assert engine.asked == ["Halo semua."]
    assert [block.target for block in result] == ["HALO SEMUA."] * 3


def test_a_block_without_an_end_is_translated_in_shares() -> None:
    asked: list[int] = []

    class CountingMemory(DictMemory):
        def get_many(
            self, sources: Sequence[str], signature: Signature
        ) -> Mapping[str, Hypothesis]:
            asked.append(sum(map(len, sources)))
            return super().get_many(sources, signature)

    text = " ".join(f"Kalimat nomor {number}." for number in range(200))
    options = PipelineOptions(first_window=1, window=400)
    pipeline = Pipeline(UpperEngine(), ID_EN, memory=CountingMemory(), options=options)
    (block,) = pipeline.translate([Block(text)])
    assert block.target == text.upper()
    assert len(block.sentences) == pipeline.counts.engine == 200
    assert max(asked) < 800


def test_the_first_window_is_given_out_before_the_rest_is_read() -> None:
    read: list[int] = []

    def blocks() -> Iterator[Block]:
        for number in range(100):
            read.append(number)
            yield Block(f"Kalimat nomor {number}.")

    stream = Pipeline(
        UpperEngine(), ID_EN, options=PipelineOptions(first_window=10, window=40)
    ).translate(blocks())
    next(stream)
    assert read == [0]
    assert len(list(stream)) == 99


@pytest.mark.parametrize("text", ["12.500", "***", "—", "2/12", "100%"])
def test_what_has_no_words_is_copied(text: str) -> None:
    engine = UpperEngine()
    (block,) = Pipeline(engine, ID_EN).translate([Block(text)])
    assert (block.target, engine.asked) == (text, [])
    assert all(sentence.origin is Origin.COPY for sentence in block.sentences)


def test_verbatim_blocks_are_not_touched() -> None:
    engine = UpperEngine()
    (block,) = Pipeline(engine, ID_EN).translate([Block("x = 1", BlockKind.VERBATIM)])
    assert (block.target, block.sentences, engine.asked) == ("x = 1", (), [])


def test_a_sentence_that_fails_does_not_lose_the_others() -> None:
    engine = UpperEngine(poison="racun")
    pipeline = Pipeline(engine, ID_EN)
    (block,) = pipeline.translate([Block("Ini baik. Ini racun. Ini juga baik.")])
    assert [sentence.origin for sentence in block.sentences] == [
        Origin.ENGINE,
        Origin.FAILED,
        Origin.ENGINE,
    ]
    assert [sentence.target for sentence in block.sentences] == ["INI BAIK.", "", "INI JUGA BAIK."]
    assert [flag.severity for flag in block.flags] == [Severity.SEVERE]
    assert (pipeline.counts.engine, pipeline.counts.failed) == (2, 1)


def test_an_engine_that_loses_a_sentence_is_an_error() -> None:
    class Losing(UpperEngine):
        def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
            return super().translate(texts)[1:]

    with pytest.raises(EngineError, match="0 translations for 1"):
        list(Pipeline(Losing(), ID_EN).translate([Block("Ini satu.")]))


def test_a_long_sentence_is_split_and_nothing_is_cut() -> None:
    engine = UpperEngine(max_tokens=8)
    text = "Satu dua tiga empat lima, enam tujuh delapan sembilan; sepuluh sebelas dua belas."
    (block,) = Pipeline(engine, ID_EN).translate([Block(text)])
    assert block.target == text.upper()
    assert max(engine.count_tokens(engine.asked)) <= 8


def test_what_the_memory_knows_costs_no_call() -> None:
    memory = DictMemory()
    text = "Ini satu. Ini dua."
    list(Pipeline(UpperEngine(), ID_EN, memory=memory).translate([Block(text)]))
    engine = UpperEngine()
    pipeline = Pipeline(engine, ID_EN, memory=memory)
    (block,) = pipeline.translate([Block(text)])
    assert block.target == text.upper()
    assert (pipeline.engine_calls, pipeline.counts.memory) == (0, 2)
    assert engine.calls == []


def _sentences(block_texts: Iterable[str]) -> int:
    pipeline = Pipeline(UpperEngine(), ID_EN)
    result = list(pipeline.translate([Block(text) for text in block_texts]))
    counts = pipeline.counts
    total = counts.engine + counts.memory + counts.copy + counts.repair + counts.failed
    assert total == sum(len(block.sentences) for block in result)
    return len(result)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_count_in_is_count_out(texts: list[str]) -> None:
    assert _sentences(texts) == len(texts)


@given(st.text(max_size=200))
def test_every_word_of_the_source_is_in_some_sentence(text: str) -> None:
    (block,) = Pipeline(UpperEngine(), ID_EN).translate([Block(text)])
    position = 0
    for sentence in block.sentences:
        assert not text[position : sentence.source.start].strip()
        assert text[sentence.source.start : sentence.source.end] == sentence.source.text
        position = sentence.source.end
    assert not text[position:].strip()


def test_a_sentence_in_another_language_is_left_as_it_is() -> None:
    engine = UpperEngine()
    foreign = "Der Hund schläft heute auf dem Sofa."
    text = f"Ia berkata demikian. {foreign} Lalu ia pergi ke pasar."
    (block,) = Pipeline(engine, ID_EN, check=lambda *_: ()).translate([Block(text)])
    assert [sentence.origin for sentence in block.sentences] == [
        Origin.ENGINE,
        Origin.COPY,
        Origin.ENGINE,
    ]
    assert block.target == f"IA BERKATA DEMIKIAN. {foreign} LALU IA PERGI KE PASAR."
    assert foreign not in engine.asked
    assert [flag.kind for flag in block.flags] == ["language"]
    assert block.flags[0].severity is Severity.NOTICE
