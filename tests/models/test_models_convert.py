from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from tests.weights import STARTER, edit_json, random_bart, random_t5
from translator.errors import ModelBroken, ModelError
from translator.models import convert as convert_module
from translator.models.convert import (
    conversion_path,
    convert,
    is_converted,
    round_weights,
    row_scales,
    stored_type,
    write_conversion,
)
from translator.models.folder import ModelFolder
from translator.models.store import Store


def test_a_conversion_is_made_once(
    store: Store, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = store.at(weights, "id-en")
    assert not is_converted(folder, "int8")
    path = convert(folder, "int8")
    assert is_converted(folder, "int8")
    assert {file.name for file in path.iterdir()} >= {"model.bin", "config.json"}
    monkeypatch.setattr(convert_module, "_convert", lambda *_: pytest.fail("made again"))
    assert convert(folder, "int8") == path
    assert not list(path.parent.glob(".converting-*"))


def test_its_place_tells_revision_and_numbers(store: Store, weights: Path) -> None:
    before = store.at(weights, "id-en")
    places = {conversion_path(before, kind) for kind in ("int8", "float32")}
    content = bytearray((weights / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (weights / "model.safetensors").write_bytes(content)
    places.add(conversion_path(store.at(weights, "id-en"), "int8"))
    assert len(places) == 3


def test_a_conversion_of_a_former_rounding_does_not_count(store: Store, weights: Path) -> None:
    folder = store.at(weights, "id-en")
    now = conversion_path(folder, "int8")
    former = now.with_name(now.name.removesuffix("v2"))
    assert former != now
    former.mkdir(parents=True)
    (former / "model.bin").touch()
    assert not is_converted(folder, "int8")


@pytest.mark.parametrize(
    ("asked", "stored"),
    [("int8", "int8"), ("int8_float32", "int8"), ("float16", "float16"), ("float32", "float32")],
)
def test_what_is_stored_for_a_compute_type(asked: str, stored: str) -> None:
    assert stored_type(asked) == stored


def test_the_embedded_model_brings_its_own(store: Store) -> None:
    from translator.models.registry import Registry

    folder = store.find(Registry.load().get("starter-id-en"))
    assert folder is not None
    assert convert(folder, "int8") == STARTER / "ctranslate2"
    assert conversion_path(folder, "float32").parent == store.cache / "ctranslate2"


def test_int8_weights_stay_where_no_cpu_saturates(weights: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    theirs, ours = (TransformersConverter(str(weights))._load() for _ in range(2))
    for spec in (theirs, ours):
        spec.validate()
    exact = {name: value.to("float32").numpy().copy() for name, value in ours.variables().items()}
    theirs.optimize("int8")
    round_weights(ours)
    matrices = {
        name: value.numpy()
        for name, value in ours.variables().items()
        if f"{name}_scale" in ours.variables() and not isinstance(value, str)
    }
    assert len(matrices) > 10
    assert theirs.variables().keys() == ours.variables().keys()
    for name, rounded in matrices.items():
        assert rounded.dtype == np.int8
        pairs = rounded.astype(int).reshape(len(rounded), -1, 2)
        sums = np.max([np.maximum(sign * pairs, 0).sum(axis=2) for sign in (1, -1)], axis=0)
        assert sums.max(axis=1).min() >= 126 and sums.max() * 255 < 2**15
        scale = ours.variables()[f"{name}_scale"].numpy()[:, None]
        assert np.abs(rounded / scale - exact[name]).max() <= 0.51 / scale.min()


@given(
    arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, max_side=7),
        elements=st.floats(-8, 8, width=32),
    )
)
def test_no_two_neighbours_saturate(rows: NDArray[np.float32]) -> None:
    rounded = np.rint(rows * row_scales(rows)[:, None]).astype(int)
    alone = np.abs(rounded).max(axis=1)
    even = np.pad(rounded, ((0, 0), (0, rows.shape[1] % 2))).reshape(len(rows), -1, 2)
    together = np.abs(even.sum(axis=2)).max(axis=1)
    assert alone.max() <= 127 and 255 * together.max() < 2**15
    used = np.maximum(alone, together)[np.abs(rows).max(axis=1) > 1e-36]
    assert (used >= 126).all()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["starter-id-en", "starter-en-id"])
def test_the_embedded_conversion_is_of_the_embedded_weights(name: str, tmp_path: Path) -> None:
    folder = STARTER.with_name(name)
    with convert_module.quiet():
        write_conversion(folder, tmp_path / "made", "int8")
    made, kept = (f / "model.bin" for f in (tmp_path / "made", folder / "ctranslate2"))
    assert made.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize("make", [random_bart, random_t5])
def test_summarizers_are_converted_too(
    store: Store, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = store.at(make(tmp_path / "summarizer"), "en", "summarize")
    assert (convert(folder, "int8") / "model.bin").is_file()


def test_a_pickle_that_runs_code_is_not_loaded(store: Store, tmp_path: Path) -> None:
    import torch

    class Evil:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return Path.touch, (tmp_path / "ran",)  # type: ignore[return-value]

    path = random_bart(tmp_path / "evil")
    torch.save({"weights": Evil()}, path / "pytorch_model.bin")
    with pytest.raises(ModelError):
        convert(store.at(path, "en", "summarize"), "int8")
    assert not (tmp_path / "ran").exists()


def test_code_in_the_folder_is_not_run(store: Store, weights: Path, tmp_path: Path) -> None:
    (weights / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Model: pass\n")
    edit_json(
        weights / "config.json",
        auto_map={"AutoModelForSeq2SeqLM": "evil.Model", "AutoConfig": "evil.Model"},
    )
    convert(store.at(weights, "id-en"), "int8")
    assert not (tmp_path / "ran").exists()


def damaged(folder: Path) -> None:
    content = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(content[:-1000])


def unknown(folder: Path) -> None:
    edit_json(folder / "config.json", model_type="led", architectures=["LEDModel"])


@pytest.mark.parametrize(("change", "error"), [(damaged, ModelBroken), (unknown, ModelError)])
def test_a_conversion_that_fails_leaves_nothing(
    store: Store, weights: Path, change: Callable[[Path], None], error: type[ModelError]
) -> None:
    change(weights)
    folder = store.at(weights, "id-en")
    with pytest.raises(error) as caught:
        convert(folder, "int8")
    assert str(weights) in caught.value.message
    assert [path.suffix for path in (store.cache / "ctranslate2").iterdir()] == [".lock"]


def test_a_cache_that_cannot_be_written(store: Store, weights: Path) -> None:
    store.cache.write_text("a file where a folder should be")
    folder = ModelFolder(weights, store.at(weights).spec, "0" * 40, store.cache / "ctranslate2")
    with pytest.raises(ModelError, match="cannot be written") as caught:
        convert(folder, "int8")
    assert "TRANSLATOR_CACHE" in caught.value.hint


def _count(folder: ModelFolder, log: Path) -> None:
    """In a process of its own: convert, and leave a line when it was done here."""
    original = convert_module._convert

    def noted(*arguments: Path) -> None:
        original(*arguments)  # type: ignore[arg-type]
        with log.open("a") as file:
            file.write("made\n")

    convert_module._convert = noted  # type: ignore[assignment]
    convert(folder, "int8")


@pytest.mark.slow
def test_two_processes_convert_once(store: Store, weights: Path, tmp_path: Path) -> None:
    folder, log = store.at(weights, "id-en"), tmp_path / "log"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_count, args=(folder, log)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    assert log.read_text() == "made\n"
    assert is_converted(folder, "int8")
