"""`translator check`: a translation by anyone, judged without a model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import Translator

SOURCE = "Ia pulang dengan 2.500 buku.\nApakah Anda sudah makan?\nIni baik.\n"
TARGET = "He went home with 2,600 books.\nYou have eaten.\nThis is good.\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.id").write_text(SOURCE)
    Path("a.en").write_text(TARGET)


def test_a_table_of_what_is_wrong(translator: Translator) -> None:
    result = translator("check", "a.id", "a.en", "--from", "id")
    assert result.status == 0
    assert "line 1: severe numbers: “2.500” became “2,600”" in result.stdout
    assert "line 2: severe question: the question mark is lost" in result.stdout
    assert "  id  Apakah Anda sudah makan?\n  en  You have eaten.\n" in result.stdout
    assert "Ini baik" not in result.stdout
    assert result.stdout.endswith("3 sentences, 2 to check, 2 severe\n")


def test_an_object_a_pair(translator: Translator) -> None:
    result = translator("check", "a.id", "a.en", "--from", "id", "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert [(line["source"], line["target"]) for line in lines] == list(
        zip(SOURCE.splitlines(), TARGET.splitlines(), strict=True)
    )
    assert lines[1]["flags"] == [
        {"kind": "question", "severity": "severe", "message": "the question mark is lost"}
    ]
    assert lines[2]["flags"] == []


def test_a_page(translator: Translator) -> None:
    result = translator("check", "a.id", "a.en", "--from", "id", "-f", "html", "-o", "a.html")
    page = Path("a.html").read_text(encoding="utf-8")
    assert (result.status, result.stdout) == (0, "")
    assert page.count("<mark") == 2
    assert "a machine translation" not in page


STRICT = [
    (["--strict"], 8),
    (["--strict", "severe"], 8),
    (["--strict=any"], 8),
    ([], 0),
]


@pytest.mark.parametrize(("arguments", "status"), STRICT)
def test_strict(translator: Translator, arguments: list[str], status: int) -> None:
    result = translator("check", *arguments, "a.id", "a.en", "--from", "id")
    assert result.status == status
    assert "3 sentences" in result.stdout
    assert ("2 of 3 sentences" in result.stderr) == (status == 8)


def test_strict_lets_a_notice_pass_unless_any_is_asked(translator: Translator) -> None:
    Path("b.tsv").write_text("di sana (2/12)\tover there\n")
    assert translator("check", "b.tsv", "--from", "id", "--strict").status == 0
    assert translator("check", "b.tsv", "--from", "id", "--strict", "any").status == 8


def test_the_direction_can_be_given_by_either_language(translator: Translator) -> None:
    for arguments in (["--from", "en"], ["--to", "id"], ["--from", "en", "--to", "id"]):
        result = translator("check", "a.en", "a.id", *arguments)
        assert "“2,600” became “2.500”" in result.stdout
    assert translator("check", "a.en", "a.id", "--from", "en", "--to", "en").status == 2


def test_files_that_are_not_aligned(translator: Translator) -> None:
    Path("a.en").write_text("One.\n")
    result = translator("check", "a.id", "a.en", "--from", "id")
    assert result.status == 3
    assert "not aligned" in result.stderr


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from translator.__main__ import main\n"
        "sys.argv = ['translator', 'check', 'a.id', 'a.en', '--from', 'id']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'numpy', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
