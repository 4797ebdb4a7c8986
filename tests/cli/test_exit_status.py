"""Every exit status, with the message and the cure that go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from command import Translator

from translator import pipeline
from translator.engines.echo import EchoEngine
from translator.errors import (
    EngineError,
    EngineStartError,
    ExitStatus,
    FlagsFound,
    HubError,
    InputError,
    MemoryFileError,
    MissingExtra,
    ModelBroken,
    ModelError,
    ModelNotFound,
    OutputError,
    SomeFilesFailed,
    TranslatorError,
    UsageError,
)
from translator.result import Hypothesis

STATUSES = [
    (TranslatorError("no"), 1),
    (UsageError("no"), 2),
    (InputError("no"), 3),
    (OutputError("no"), 1),
    (ModelError("no"), 4),
    (ModelNotFound("no"), 4),
    (ModelBroken("no"), 4),
    (HubError("no"), 4),
    (EngineStartError("no"), 4),
    (EngineError("no"), 4),
    (MissingExtra("docx input", "formats"), 5),
    (MemoryFileError("no"), 6),
    (SomeFilesFailed("no"), 7),
    (FlagsFound("no"), 8),
    (KeyboardInterrupt(), 130),
]
REAL = [  # arguments, status, a part of the message
    (["missing.txt", "--from", "id"], 3, "missing.txt: no such file"),
    (["."], 3, "."),
    (["chekc"], 2, "'chekc'"),
    (["Presiden berkunjung ke Bali kemarin."], 2, "'Presiden berkunjung ke Bali kemarin.'"),
    (["Ini panjang sekali. " * 50], 2, "'Ini panjang sekali."),
    (["a.txt", "--format", "klingon"], 2, "klingon"),
    (["a.txt", "--nonsense"], 2, "--nonsense"),
    (["a.txt", "b.txt"], 2, "b.txt"),
    (["a.txt", "--beam-size", "0"], 2, "0"),
    (["a.txt", "--from", "id", "--to", "id"], 2, "both Indonesian"),
    (["a.txt", "--from", "id", "--model", "no-such-model"], 4, "no-such-model"),
    (["a.txt", "--from", "id", "--model", "opus-mt-id-en"], 4, "opus-mt-id-en"),
    (["a.txt", "--from", "id", "--models", "missing-models.txt"], 4, "missing-models.txt"),
    (["a.txt", "--from", "id", "--engine", "echo", "-o", "no/such/folder/b.txt"], 1, "no/such"),
    (["a.txt", "--from", "id", "--engine", "echo", "-o", "."], 1, "folder"),
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Halo dunia.\n")


@pytest.mark.parametrize(("error", "status"), STATUSES, ids=lambda value: type(value).__name__)
def test_each_error_has_its_status(
    translator: Translator,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline.Pipeline, "translate", fail)
    result = translator("a.txt", "--from", "id", "--engine", "echo")
    assert result.status == status
    assert result.stdout == ""
    expected = "interrupted" if status == 130 else f"translator: error: {error}"
    assert expected in result.stderr
    if hint := getattr(error, "hint", ""):
        assert f"hint: {hint}" in result.stderr


@pytest.mark.parametrize(("arguments", "status", "part"), REAL, ids=lambda value: str(value))
def test_a_mistake_is_told_in_a_line_or_two(
    translator: Translator, arguments: list[str], status: int, part: str
) -> None:
    result = translator(*arguments)
    assert result.status == status
    assert result.stdout == ""
    first, *hints = result.stderr.splitlines()
    assert first.startswith("translator: error: ")
    assert part in first
    assert len(hints) <= 1
    assert all(hint.startswith("hint: ") for hint in hints)


def fail_on(part: str, error: Exception) -> Callable[[EchoEngine, Sequence[str]], list[Hypothesis]]:
    def translate(_: EchoEngine, texts: Sequence[str]) -> list[Hypothesis]:
        if any(part in text for text in texts):
            raise error
        return [Hypothesis(text.upper(), -0.5) for text in texts]

    return translate


def test_sentences_that_failed_stand_there_and_the_run_fails(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EchoEngine, "translate", fail_on("dua", EngineError("no")))
    result = translator("--from", "id", "--engine", "echo", stdin="Ini satu.\nIni dua.\n")
    assert (result.status, result.stdout) == (4, "INI SATU.\nIni dua.\n")
    assert "1 of 2 sentences" in result.stderr


def test_an_engine_that_cannot_start_translates_nothing(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EchoEngine, "translate", fail_on("", EngineStartError("no GPU")))
    result = translator("--from", "id", "--engine", "echo", stdin="Ini satu.\nIni dua.\n")
    assert (result.status, result.stdout) == (4, "")
    assert result.stderr == "translator: error: no GPU\n"


def test_statuses_are_listed() -> None:
    assert {status for _, status in STATUSES} | {0} == set(ExitStatus)


def test_an_unknown_error_stays_loud(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline.Pipeline, "translate", fail)
    with pytest.raises(ZeroDivisionError):
        translator("a.txt", "--from", "id", "--engine", "echo")


def test_all_done(translator: Translator) -> None:
    result = translator("a.txt", "--from", "id", "--engine", "echo")
    assert (result.status, result.stdout, result.stderr) == (0, "Halo dunia.\n", "")
