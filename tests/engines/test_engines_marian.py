from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.weights import STARTER, edit_json
from translator.engines.marian import Generation, MarianTokenizer
from translator.errors import ModelBroken

TEXTS = [
    "Pertandingan itu dimenangkan 3–1.",
    "  spasi  ganda \t dan tab ",
    "Harganya Rp1.500.000,00 (naik 2,5%).",
    "emoji 🙂 dan 漢字",  # not among the pieces: bytes
    "café ﬁ ½ …",  # normalised by SentencePiece
    "baris\nbaru",
    "",
    "a\u200bb\u00a0c",
]
MARKS = [
    ">> kutipan << di awal",
    "</s>",
    "<pad>",
    "<unk>",
    ">>id<<",
    "akhir </s> tengah",
    ">>fr<< halo",
]


@pytest.fixture(scope="module")
def ours() -> MarianTokenizer:
    return MarianTokenizer(STARTER)


@pytest.fixture(scope="module")
def theirs() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers import MarianTokenizer as Reference

        return Reference.from_pretrained(str(STARTER))


@pytest.mark.parametrize("text", TEXTS)
def test_ids_are_those_of_transformers(ours: MarianTokenizer, theirs: Any, text: str) -> None:
    (pieces,) = ours.pieces([text])
    assert [*ours.ids(pieces), 0] == theirs(text).input_ids


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="<>"), max_size=40))
def test_any_text_has_the_ids_of_transformers(
    ours: MarianTokenizer, theirs: Any, text: str
) -> None:
    (pieces,) = ours.pieces([text])
    assert [*ours.ids(pieces), 0] == theirs(text).input_ids


@pytest.mark.parametrize("text", TEXTS)
def test_targets_are_decoded_as_transformers_does(
    ours: MarianTokenizer, theirs: Any, text: str
) -> None:
    ids = theirs(text).input_ids
    assert ours.text(ours.from_ids(ids)) == theirs.decode(ids, skip_special_tokens=True)


# pieces of a target, its text
BYTES = [
    (["▁a", "<0xE2>", "<0x82>", "<0xAC>", "5"], "a€5"),
    (["▁a", "<0xE2>", "<0x82>", "5"], "a5"),
    (["▁a", "<0x82>", "<0xAC>", "▁5"], "a 5"),
    (["▁a", "<0xC3>"], "a"),
    (["<0xC3>", "▁a"], "a"),
    (["▁a", "<0xC3>", "<0xC3>", "<0xA9>", "<0xFF>", "b"], "aéb"),
    (["▁a", "<0xC3>", "</s>", "<0xA9>"], "aé"),  # marks are no part of the text
    (["▁a", "<0xED>", "<0xA0>", "<0x80>"], "a"),  # a surrogate
    (["▁a", "<0xEF>", "<0xBF>", "<0xBD>"], "a\ufffd"),  # the sign itself
    (["<0xE2>"], ""),
]


@pytest.mark.parametrize(("pieces", "text"), BYTES)
def test_bytes_that_are_no_character_are_left_out(
    ours: MarianTokenizer, pieces: list[str], text: str
) -> None:
    assert ours.text(pieces) == text


@given(st.lists(st.sampled_from([f"<0x{byte:02X}>" for byte in range(256)] + ["▁a", "</s>"])))
def test_no_pieces_make_a_character_that_is_none(ours: MarianTokenizer, pieces: list[str]) -> None:
    assume("<0xBF>" not in pieces)  # U+FFFD itself may be meant
    assert "\ufffd" not in ours.text(pieces)


@pytest.mark.parametrize("text", MARKS)
def test_marks_in_a_text_are_plain_characters(ours: MarianTokenizer, text: str) -> None:
    (pieces,) = ours.pieces([text])
    assert not {"</s>", "<pad>", "<unk>", ">>id<<", ">>fr<<"} & set(pieces)
    assert ours.text(pieces) == text


def test_an_unknown_piece_has_the_id_of_unknown(ours: MarianTokenizer) -> None:
    assert ours.ids(["▁dan", "no such piece"]) == [ours.vocabulary["▁dan"], 1]


def test_a_broken_tokenizer_is_named(tmp_path: Path) -> None:
    (tmp_path / "source.spm").write_bytes(b"no model")
    with pytest.raises(ModelBroken, match=r"source\.spm"):
        MarianTokenizer(tmp_path).pieces(["a"])


def test_settings_come_from_the_generation_config() -> None:
    found = Generation.load(STARTER)
    assert (found.start, found.pad, found.end) == (12_000, 12_000, 0)
    assert (found.beam_size, found.positions, found.forced_end) == (4, 512, True)
    assert found.forbidden == ((12_000,),)


def old_folder(folder: Path, **changes: Any) -> Path:
    """A folder as opus-mt was first published: all settings in config.json."""
    (folder / "config.json").write_text((STARTER / "config.json").read_text("utf-8"), "utf-8")
    edit_json(folder / "config.json", num_beams=6, bad_words_ids=[[7], [12_000]], **changes)
    return folder


def test_an_older_folder_has_its_settings_in_the_configuration(tmp_path: Path) -> None:
    found = Generation.load(old_folder(tmp_path, forced_eos_token_id=None))
    assert (found.beam_size, found.forced_end) == (6, False)
    assert found.forbidden == ((7,), (12_000,))


@pytest.mark.parametrize("key", ["pad_token_id", "eos_token_id", "max_position_embeddings"])
def test_a_setting_that_is_missing_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(ModelBroken, match=key):
        Generation.load(old_folder(tmp_path, **{key: None}))
