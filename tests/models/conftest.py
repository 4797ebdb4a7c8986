from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.weights import random_marian
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
