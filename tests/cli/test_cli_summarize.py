"""`translator summarize`, run as a command."""

from __future__ import annotations

import json
from pathlib import Path

import command
import pytest

from translator.errors import ExitStatus

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "bali-alibaba.id.txt"
ENGLISH = (
    "The city council approved a new budget on Monday. It raises spending on schools. "
    "The mayor said the plan would cost 12 million dollars. Critics called it too expensive. "
    "A vote on taxes follows next month."
)


def run(*arguments: str | Path, stdin: str = "") -> command.Result:
    return command.translator("summarize", *arguments, stdin=stdin)


def test_the_summary_stands_alone_one_sentence_a_line() -> None:
    result = run(EXAMPLE)
    assert result.status is ExitStatus.SUCCESS
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    text = EXAMPLE.read_text("utf-8")
    assert all(line in text for line in lines)
    assert result.stderr == ""


def test_standard_input_is_the_same() -> None:
    assert (
        run(stdin=EXAMPLE.read_text("utf-8")).stdout
        == run("-", stdin=EXAMPLE.read_text("utf-8")).stdout
    )
    assert run(stdin=EXAMPLE.read_text("utf-8")).stdout == run(EXAMPLE).stdout


def test_json_tells_text_place_and_score() -> None:
    document = run(EXAMPLE, "--format", "json").json
    assert document["language"] == "id"
    assert document["method"].startswith("extractive")
    assert len(document["sentences"]) == 3
    for sentence in document["sentences"]:
        assert {"text", "paragraph", "sentence", "score"} <= set(sentence)
        paragraph = EXAMPLE.read_text("utf-8").splitlines()[sentence["paragraph"] - 1]
        assert sentence["text"] in paragraph


def test_many_files_are_named(tmp_path: Path) -> None:
    other = tmp_path / "en.txt"
    other.write_text(ENGLISH, "utf-8")
    assert run(EXAMPLE, other).stdout.count("== ") == 2
    listed = run(EXAMPLE, other, "-f", "json").json
    assert [document["language"] for document in listed] == ["id", "en"]
    lines = run(EXAMPLE, other, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == listed
    assert f"## {other}" in run(EXAMPLE, other, "-f", "markdown").stdout


def test_a_file_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt", EXAMPLE, "-f", "jsonl")
    assert result.status is ExitStatus.SOME_FILES_FAILED
    assert len(result.stdout.splitlines()) == 1
    assert "none.txt" in result.stderr
    assert run(tmp_path / "none.txt").status is ExitStatus.INPUT


@pytest.mark.parametrize(
    ("arguments", "bound"),
    [
        (["--summary-sentences", "2"], 2),
        (["--summary-ratio", "0.25"], 4),
        (["--summary-ratio", "0.9", "--summary-sentences", "1"], 1),
    ],
)
def test_the_length_is_kept(arguments: list[str], bound: int) -> None:
    assert len(run(EXAMPLE, *arguments).stdout.splitlines()) == bound


def test_words_are_bounded_by_whole_sentences() -> None:
    text = run(EXAMPLE, "--summary-words", "45").stdout
    assert 0 < len(text.split()) <= 45
    assert all(line.endswith((".", "”", ".”")) for line in text.splitlines())


@pytest.mark.parametrize("value", ["0", "1.5", "-1", "x"])
def test_a_ratio_out_of_range_is_a_usage_error(value: str) -> None:
    assert run(EXAMPLE, "--summary-ratio", value).status is ExitStatus.USAGE


def test_json_lines_hold_a_document_a_line(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    entries = [
        {"id": "a", "title": "Budget approved", "paragraphs": ENGLISH.split(". ")},
        {"text": ENGLISH},
    ]
    path.write_text("\n\n".join(json.dumps(entry) for entry in entries), "utf-8")
    documents = [json.loads(line) for line in run(path, "-f", "jsonl").stdout.splitlines()]
    assert [document["name"] for document in documents] == ["a", "line 3"]
    for sentence in documents[0]["sentences"]:
        assert sentence["text"] in entries[0]["paragraphs"][sentence["paragraph"] - 1]
    piped = run("-f", "jsonl", stdin=path.read_text("utf-8")).stdout.splitlines()
    assert [json.loads(line) for line in piped] == documents


@pytest.mark.parametrize("line", ["{", "[1]", '{"paragraphs": [1]}', '{"body": "x"}'])
def test_a_line_that_is_no_document_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(f'{{"text": "Harga beras naik."}}\n{line}\n', "utf-8")
    result = run(path)
    assert result.status is ExitStatus.INPUT
    assert "articles.jsonl: line 2" in result.stderr


def test_to_adds_the_translation_of_just_those_sentences() -> None:
    document = run(EXAMPLE, "--to", "en", "--engine", "echo", "-f", "json").json
    assert document["translated_to"] == "en"
    assert all(sentence["translation"] for sentence in document["sentences"])
    same = run(EXAMPLE, "--to", "id", "-f", "json").json
    assert "translation" not in same["sentences"][0]
    lines = run(EXAMPLE, "--to", "en", "--engine", "echo").stdout.splitlines()
    assert len(lines) == 7
    assert lines[3] == ""


def test_an_empty_document_is_no_error() -> None:
    result = run(stdin="")
    assert result.status is ExitStatus.SUCCESS
    assert result.stdout == ""
    assert "nothing to sum up" in result.stderr
    assert run("-f", "json", stdin="").json["sentences"] == []


def test_the_output_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    assert run(EXAMPLE, "-f", "markdown", "-o", path).stdout == ""
    assert path.read_text("utf-8").startswith("- Penjabat")
    broken = run(tmp_path / "none.txt", "-o", tmp_path / "other.txt")
    assert broken.status is ExitStatus.INPUT
    assert not (tmp_path / "other.txt").exists()


def test_escape_sequences_do_not_reach_the_screen() -> None:
    assert "\x1b" not in run(stdin="Harga \x1b[31mberas naik di pasar kota hari ini.").stdout


def test_a_model_writes_the_summary(tmp_path: Path) -> None:
    from summarizers import random_t5

    folder = random_t5(tmp_path / "t5", 1, max_length=16, num_beams=1).path
    document = run(EXAMPLE, "--summarizer", folder, "--summary-length", "short", "-f", "json").json
    assert document["method"].startswith("seq2seq")
    assert all(
        {"sources", "flags", "paragraph"} <= set(sentence) for sentence in document["sentences"]
    )


def test_a_summarizer_that_is_not_here_is_a_model_error() -> None:
    result = run(EXAMPLE, "--summarizer", "t5-base-indonesian", "--offline")
    assert result.status is ExitStatus.MODEL
    assert "t5-base-indonesian" in result.stderr
    assert run(EXAMPLE, "--summarizer", "seq2seq", "--offline").status is ExitStatus.MODEL
    assert run(EXAMPLE, "--summary-length", "huge").status is ExitStatus.USAGE
