from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.weights import random_marian
from translator.engines import open_engine
from translator.models.folder import ModelFolder
from translator.models.store import Store
from translator.options import Decoding, EngineOptions
from translator.protocols import Engine

Open = Callable[..., Engine]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that keeps its conversions for all tests."""
    folder = tmp_path_factory.mktemp("store")
    return Store(folder / "cache", folder / "hub")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, store: Store) -> ModelFolder:
    """A tiny model with random weights."""
    return store.at(random_marian(tmp_path_factory.mktemp("weights") / "tiny", seed=1), "id-en")


@pytest.fixture
def open_tiny(tiny: ModelFolder) -> Iterator[Open]:
    """Opens engines on the tiny model in float32, and closes them."""
    opened: list[Engine] = []

    def open_one(name: str, decoding: Decoding | None = None, **options: str) -> Engine:
        given = {"compute_type": "float32", **options}
        engine = open_engine(
            tiny,
            EngineOptions(engine=name, threads=1, decoding=decoding or Decoding(1), **given),
        )
        opened.append(engine)
        return engine

    yield open_one
    for engine in opened:
        engine.close()


@pytest.fixture
def sentences() -> list[str]:
    """Source sentences of many lengths."""
    text = (Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt").read_text("utf-8")
    words = text.split()
    return [" ".join(words[start : start + size]) for start, size in enumerate((9, 1, 14, 3, 6))]
