from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.weights import STARTER, edit_json
from translator.errors import ExitStatus, ModelBroken
from translator.models.folder import verify_marian


def drop(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def cut(name: str, share: float) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: int(len(content) * share)])

    return change


def write(name: str, content: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return change


def fewer_entries(folder: Path) -> None:
    entries = json.loads((folder / "vocab.json").read_text("utf-8"))
    last = list(entries)[-1]
    edit_json(folder / "vocab.json", **{last: None})


def other_entries(folder: Path) -> None:
    entries = json.loads((folder / "vocab.json").read_text("utf-8"))
    other = {name if number < 2 else f"x{number}": number for number, name in enumerate(entries)}
    (folder / "vocab.json").write_text(json.dumps(other), "utf-8")


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "no configuration": (drop("config.json"), r"config\.json is missing"),
    "no vocabulary": (drop("vocab.json"), r"vocab\.json is missing"),
    "no source tokenizer": (drop("source.spm"), r"source\.spm is missing"),
    "no target tokenizer": (drop("target.spm"), r"target\.spm is missing"),
    "no weights": (drop("model.safetensors"), "it has no weights"),
    "bad JSON": (cut("config.json", 0.5), r"config\.json cannot be read"),
    "JSON that is no object": (write("vocab.json", b"[]"), "holds no object"),
    "JSON that is no text": (write("config.json", b"\xff\xfe\x00"), "cannot be read"),
    "cut weights": (cut("model.safetensors", 0.9), "is cut"),
    "hardly any weights": (write("model.safetensors", b"1234"), "is cut or altered"),
    "weights with a damaged head": (
        write("model.safetensors", (5).to_bytes(8, "little") + b"{abc}"),
        "damaged head",
    ),
    "weights that are a web page": (
        write("model.safetensors", b"<!DOCTYPE html><html>not found</html>"),
        "is cut or altered",
    ),
    "a tokenizer that is none": (write("source.spm", b"nothing"), "no SentencePiece model"),
    "a cut tokenizer": (cut("target.spm", 0.5), "no SentencePiece model"),
    "tokenizer and vocabulary of two models": (other_entries, "do not belong together"),
    "vocabulary of another size": (fewer_entries, "config.json says 12001"),
    "another kind of model": (
        lambda folder: edit_json(folder / "config.json", model_type="bart"),
        "'bart' model",
    ),
}


def test_a_whole_folder_passes(weights: Path) -> None:
    verify_marian(weights)
    verify_marian(STARTER)


@pytest.mark.parametrize(("change", "reason"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_a_cure(
    weights: Path, change: Callable[[Path], None], reason: str
) -> None:
    change(weights)
    with pytest.raises(ModelBroken, match=reason) as caught:
        verify_marian(weights)
    assert str(weights) in caught.value.message
    assert "translator models pull" in caught.value.hint
    assert caught.value.status is ExitStatus.MODEL


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelBroken, match="no such folder"):
        verify_marian(tmp_path / "nowhere")


def test_older_weights_are_a_zip_archive_or_a_pickle(weights: Path) -> None:
    (weights / "model.safetensors").rename(weights / "model.old")
    for start in (b"PK\x03\x04", b"\x80\x02"):
        (weights / "pytorch_model.bin").write_bytes(start + bytes(100))
        verify_marian(weights)
    (weights / "pytorch_model.bin").write_bytes(b"<html>")
    with pytest.raises(ModelBroken, match="no file of torch weights"):
        verify_marian(weights)
