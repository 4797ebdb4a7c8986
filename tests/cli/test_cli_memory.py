"""The memory as a user meets it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from command import Result, Translator, translator

from translator.cli import remember
from translator.cli.environment import Environment
from translator.cli.remember import MemoryOptions
from translator.engines.echo import EchoEngine
from translator.errors import ExitStatus

TEXT = "Presiden tiba pada Senin. Ia bertemu gubernur.\n\nHarga beras naik.\n"
ENGINE = ("--engine", "echo", "--from", "id")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that an echo was asked for."""
    texts: list[str] = []
    original = EchoEngine.translate

    def translate(self: EchoEngine, given: list[str]) -> object:
        texts.extend(given)
        return original(self, given)

    monkeypatch.setattr(EchoEngine, "translate", translate)
    return texts


def run(article: Path, *more: str | Path) -> Result:
    memory = article.parent / "memory.sqlite3"
    return translator(article, *ENGINE, "--memory", memory, "--format", "json", *more)


def test_a_second_run_asks_no_engine_and_gives_the_same(article: Path, asked: list[str]) -> None:
    first = run(article).json
    assert len(asked) == 3 and first["counts"]["engine"] == 3
    asked.clear()
    second = run(article).json
    assert asked == [] and second["counts"] == {**first["counts"], "engine": 0, "memory": 3}
    assert [block["target"] for block in second["blocks"]] == [
        block["target"] for block in first["blocks"]
    ]


def test_a_changed_paragraph_costs_that_paragraph_alone(article: Path, asked: list[str]) -> None:
    run(article)
    asked.clear()
    article.write_text(TEXT.replace("beras", "gula"))
    assert run(article).json["counts"]["memory"] == 2
    assert asked == ["Harga gula naik."]


def test_without_a_memory_all_is_asked_again(article: Path, asked: list[str]) -> None:
    for _ in range(2):
        translator(article, *ENGINE, "--no-memory")
    assert len(asked) == 6


def test_both_options_contradict(article: Path) -> None:
    result = run(article, "--no-memory")
    assert result.status is ExitStatus.USAGE and "contradict" in result.stderr


def test_a_damaged_memory_is_told_and_stops_nothing(article: Path) -> None:
    memory = article.parent / "memory.sqlite3"
    memory.write_bytes(b"no database" * 1000)
    result = run(article)
    assert result.status is ExitStatus.SUCCESS and "moved to" in result.stderr
    assert run(article).json["counts"]["memory"] == 3


def test_a_named_memory_that_cannot_be_used_is_an_error(article: Path) -> None:
    result = translator(article, *ENGINE, "--memory", article / "memory.sqlite3")
    assert result.status is ExitStatus.MEMORY
    assert "--no-memory" in result.stderr


def test_the_default_memory_is_a_convenience(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remember, "default_path", lambda: article / "memory.sqlite3")
    with remember.open_memory(MemoryOptions(), Environment(None, None, said := StringIO())) as it:
        assert it is not None and it.get_many(["Halo."], EchoEngine().signature) == {}
    assert "goes on without it" in said.getvalue()


@pytest.mark.parametrize("ending", ["jsonl", "tmx", "tsv"])
def test_out_of_one_memory_into_another(article: Path, asked: list[str], ending: str) -> None:
    file, other = article.parent / f"memory.{ending}", article.parent / "other.sqlite3"
    first = article.parent / "memory.sqlite3"
    back = ("--engine", "echo", "--from", "en", "--format", "json")
    run(article)
    translator(article, *back, "--memory", first)
    assert translator("memory", "export", "--memory", first, "-o", file).status == 0
    done = translator("memory", "import", file, "--memory", other)
    assert done.status == 0 and "6 translations" in done.stderr
    asked.clear()
    for options in ((*ENGINE, "--format", "json"), back):
        again = translator(article, *options, "--memory", other)
        assert again.json["counts"]["memory"] == 3 and not asked


def test_json_lines_keep_everything(article: Path) -> None:
    run(article)
    first, other = article.parent / "memory.sqlite3", article.parent / "other.db"
    exported = translator("memory", "export", "--memory", first).stdout
    (article.parent / "all.jsonl").write_text(exported)
    translator("memory", "import", article.parent / "all.jsonl", "--memory", other)
    assert translator("memory", "export", "--memory", other).stdout == exported
    assert {"source", "target", "score", "signature"} <= set(json.loads(exported.split("\n")[0]))


@pytest.mark.parametrize(
    "line", ["[]", "{}", "no json", '{"source": 1}', '{"direction": "id-fr", "signature": ""}']
)
def test_a_line_that_is_no_translation(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line)
    result = translator("memory", "import", tmp_path / "a.jsonl", "--memory", tmp_path / "m")
    assert result.status is ExitStatus.INPUT and "line 1" in result.stderr


def test_stats_prune_clear_path(article: Path, translator: Translator) -> None:
    run(article)
    memory = article.parent / "memory.sqlite3"
    shown = translator("memory", "stats", "--memory", memory).stdout
    assert "3 sentences  id-en" in shown and str(memory) in shown
    kept = translator("memory", "prune", "--unused-days", "1", "--memory", memory)
    assert "0 translations forgotten" in kept.stderr
    assert translator("memory", "clear", "--memory", memory).status is ExitStatus.USAGE
    cleared = translator("memory", "clear", "--yes", "--memory", memory)
    assert "3 translations forgotten" in cleared.stderr
    assert translator("memory", "path", "--memory", memory).stdout == f"{memory}\n"
    assert "not there yet" in translator("memory", "stats").stderr
