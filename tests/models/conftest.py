from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub import LARGE, LoopbackHub, loopback_hub
from tests.weights import random_marian
from translator.models import transfer
from translator.models.hub import Hub
from translator.models.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with nothing in it."""
    return Store(tmp_path / "cache", tmp_path / "hub")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of weights that no test changes."""
    return random_marian(tmp_path_factory.mktemp("weights") / "tiny")


@pytest.fixture
def weights(tmp_path: Path, pristine: Path) -> Path:
    """A folder of weights that a test may break."""
    return Path(shutil.copytree(pristine, tmp_path / "tiny"))


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """huggingface_hub reads its switches when it is imported."""
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)


@pytest.fixture
def server(online: None, weights: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackHub]:
    monkeypatch.setattr(transfer, "PAUSE", 0.001)
    for unwanted in ("tf_model.h5", "rust_model.ot", "pytorch_model.bin", "model.py"):
        (weights / unwanted).write_bytes(b"unwanted" * LARGE)
    with loopback_hub(owner__tiny=weights) as running:
        yield running


@pytest.fixture
def hub(server: LoopbackHub, store: Store) -> Hub:
    return Hub(store, server.url)
