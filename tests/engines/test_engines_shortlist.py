"""A vocabulary map beside a conversion: what it forbids, and when it is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.weights import STARTER
from translator.engines import open_engine
from translator.models.convert import convert
from translator.models.folder import ModelFolder
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import Decoding, EngineOptions

GREEDY = Decoding(1, shortlist=True)
EMBEDDED = [spec.name for spec in Registry.load().models if spec.kind == "package"]


def options(name: str, decoding: Decoding = GREEDY) -> EngineOptions:
    return EngineOptions(name, threads=1, compute_type="float32", decoding=decoding)


@pytest.fixture
def mapped(tiny: ModelFolder, tmp_path: Path) -> ModelFolder:
    """The tiny model with a map that leaves it four pieces and the end."""
    folder = Store(tmp_path / "cache", tmp_path / "hub").at(tiny.path, "id-en")
    made = convert(folder, "float32")
    (made / "vmap.txt").write_text("\t</s> ▁the ▁of\n▁dan\t▁and\n▁di\t▁in\n", "utf-8")
    return folder


def test_only_what_the_map_allows_is_generated(mapped: ModelFolder) -> None:
    engine = open_engine(mapped, options("ctranslate2"))
    assert engine.signature.decoding == "beam1,shortlist"
    (short,) = engine.translate(["dan dan"])
    assert short.text and set(short.text.split()) <= {"the", "of", "and"}
    (full,) = engine.alternatives(["dan dan"], Decoding(1))[0]
    assert not set(full.text.split()) <= {"the", "of", "and", "in"}


def test_without_a_map_the_whole_vocabulary_is_used(tiny: ModelFolder) -> None:
    short, full = (
        open_engine(tiny, options("ctranslate2", decoding)) for decoding in (GREEDY, Decoding(1))
    )
    assert short.signature == full.signature
    assert short.translate(["dan di"]) == full.translate(["dan di"])


def test_the_other_engine_knows_no_map(mapped: ModelFolder) -> None:
    assert open_engine(mapped, options("transformers")).signature.decoding == "beam1"


@pytest.mark.parametrize("name", EMBEDDED)
def test_the_embedded_maps_have_a_rule_for_each_piece(name: str) -> None:
    conversion = STARTER.parent / name / "ctranslate2"
    lines = (conversion / "vmap.txt").read_text("utf-8").removesuffix("\n").split("\n")
    rules = dict(line.split("\t") for line in lines)
    pieces = set(json.loads((conversion / "shared_vocabulary.json").read_text("utf-8")))
    special = {"<unk>", "<s>", "</s>", "<pad>"}
    assert set(rules) - {""} == pieces - special
    always = set(rules[""].split(" "))
    assert "</s>" in always and {"0", "9", ",", "."} <= always
    assert all(set(targets.split(" ")) <= pieces for targets in rules.values())
    assert all(piece in targets.split(" ") for piece, targets in rules.items() if piece)


def test_a_conversion_in_another_number_format_has_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", tmp_path / "hub")
    folder = store.find(Registry.load().get("starter-id-en"))
    assert folder is not None
    assert open_engine(folder, options("ctranslate2")).signature.decoding == "beam1"
