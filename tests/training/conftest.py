"""Where the recipe lies, and a corpus for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # training/ is not installed with the package

from made_up import made_up_pairs


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus folder of two files, 200 pairs in all."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    pairs = made_up_pairs()
    for name, part in (("news", pairs[:150]), ("docs", pairs[150:])):
        text = "".join(f"{a}\t{b}\n" for a, b in part)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder
