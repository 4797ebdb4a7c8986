"""The summary of a translated document: its length, its languages, its maker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import translator
from summarizers import random_bart

from translator.errors import ExitStatus

ECHO = ("--engine", "echo")
ARTICLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"


def summary(*options: str | Path) -> Any:
    result = translator(ARTICLE, *ECHO, "-f", "json", *options)
    assert result.status is ExitStatus.SUCCESS, result.stderr
    return result.json["summary"]


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "bart"
    return random_bart(folder, 3, num_beams=1, max_length=24, positions=256).path


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 3),
        (("--summary-length", "short"), 2),
        (("--summary-length", "long"), 6),
        (("--summary-length", "long", "--summary-sentences", "1"), 1),
        (("--summary-ratio", "0.1"), 2),
    ],
)
def test_its_length_is_as_asked(options: tuple[str, ...], count: int) -> None:
    assert len(summary(*options)["sentences"]) == count


@pytest.mark.parametrize(("side", "language"), [("source", "id"), ("target", "en"), ("both", "id")])
def test_its_languages_are_as_asked(side: str, language: str) -> None:
    found = summary("--summary-language", side)
    assert found["language"] == language
    assert all(bool(sentence["other"]) == (side == "both") for sentence in found["sentences"])


@pytest.mark.parametrize(
    ("side", "language", "back"), [("both", "en", True), ("target", "en", False)]
)
def test_a_model_sums_the_english_side_up(bart: Path, side: str, language: str, back: bool) -> None:
    found = summary("--summarizer", bart, "--summary-language", side)
    assert found["method"].startswith("seq2seq bart")
    assert found["language"] == language
    for sentence in found["sentences"]:
        assert sentence["text"] and bool(sentence["other"]) is back


def test_a_model_of_the_other_language_sums_that_side_up(bart: Path, tmp_path: Path) -> None:
    models = tmp_path / "models.txt"
    models.write_text(f"mine  summarize  id  path:{bart}  -  -\n")
    found = summary("--models", models, "--summarizer", "mine")
    assert found["method"].startswith("seq2seq mine")
    assert found["language"] == "id"


def test_a_summarizer_that_is_not_here_is_a_model_error(tmp_path: Path) -> None:
    options = (*ECHO, "--summarizer", "bart-large-cnn", "--offline")
    result = translator(ARTICLE, *options, "--summary")
    assert result.status is ExitStatus.MODEL
    assert "bart-large-cnn" in result.stderr
    assert translator(ARTICLE, *options, "--no-summary").status is ExitStatus.SUCCESS


def test_many_files_have_the_same_summaries(bart: Path, tmp_path: Path) -> None:
    options = (*ECHO, "--summarizer", bart, "--summary-language", "target", "-f", "json")
    alone = translator(ARTICLE, *options).json["summary"]
    result = translator("batch", ARTICLE, "-o", tmp_path, *options)
    assert result.status is ExitStatus.SUCCESS, result.stderr
    (written,) = tmp_path.glob("*.json")
    assert json.loads(written.read_text("utf-8"))["summary"] == alone
    again = translator("batch", ARTICLE, "-o", tmp_path, *options)
    assert "0 files translated" in again.stderr
    shorter = translator("batch", ARTICLE, "-o", tmp_path, *options, "--summary-length", "short")
    assert "1 file translated" in shorter.stderr
