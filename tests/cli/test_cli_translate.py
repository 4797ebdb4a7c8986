"""The main job through its command, with an engine that gives each sentence back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import Translator

from translator.errors import ExitStatus

ECHO = ("--engine", "echo")
ARTICLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"
FRENCH = "Le président a annoncé hier une réforme importante de la fiscalité des entreprises.\n"
ENGLISH = "The president announced an important reform of the tax on companies yesterday.\n"
MALAY = "Presiden mengumumkan pembaharuan cukai syarikat yang penting kepada rakyat Malaysia.\n"
DIRECTIONS = [  # text, options, source, target, a part of what is said about it
    (ARTICLE.read_text("utf-8"), (), "id", "en", ""),
    (ENGLISH, (), "en", "id", ""),
    (ENGLISH, ("--from", "id"), "id", "en", ""),
    (ENGLISH, ("--to", "en"), "id", "en", ""),
    (ENGLISH, ("--from", "en", "--to", "id"), "en", "id", ""),
    (FRENCH, (), "id", "en", "neither Indonesian nor English"),
    (FRENCH, ("--to", "en"), "id", "en", ""),
    (MALAY, (), "id", "en", "Malay"),
    ("Halo.\n", (), "id", "en", "cannot be told"),
    ("12.345\n", (), "id", "en", ""),
    ("\n \n", (), "id", "en", "empty"),
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("arguments", [(), ("-",), ("translate",), ("translate", "-"), ("-q",)])
def test_standard_input_in_all_ways(translator: Translator, arguments: tuple[str, ...]) -> None:
    result = translator(*arguments, *ECHO, "--from", "id", stdin="Halo dunia.\n")
    assert (result.status, result.stdout, result.stderr) == (0, "Halo dunia.\n", "")


def test_a_file_in_a_pipe_gives_the_translation_alone(translator: Translator) -> None:
    result = translator(ARTICLE, *ECHO)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout == ARTICLE.read_text("utf-8")


@pytest.mark.parametrize(("text", "options", "source", "target", "said"), DIRECTIONS)
def test_the_direction(
    translator: Translator, text: str, options: tuple[str, ...], source: str, target: str, said: str
) -> None:
    result = translator(*ECHO, *options, "--format", "json", stdin=text)
    assert result.status == 0
    assert result.json["direction"] == {"source": source, "target": target}
    assert said in result.stderr
    assert bool(said) == bool(result.stderr)


def test_a_text_in_another_language_is_left_alone(translator: Translator) -> None:
    piped = translator(*ECHO, stdin=FRENCH)
    assert piped.stdout == FRENCH
    assert piped.stderr.startswith("translator: warning: ")
    assert translator(*ECHO, stdin=FRENCH, terminal=True).stdout == FRENCH
    assert "none" in translator(*ECHO, "-f", "json", stdin=FRENCH).json["signature"]["engine"]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_text_gives_an_empty_text(translator: Translator, text: str) -> None:
    result = translator(*ECHO, stdin=text)
    assert result.status == 0
    assert result.stdout == text.removeprefix("\ufeff")
    assert "empty" in result.stderr


def test_json_holds_the_whole_article(translator: Translator) -> None:
    value = translator(ARTICLE, *ECHO, "--format", "json").json
    assert len(value["blocks"]) == 8
    joined = "".join(block["before"] + block["source"] for block in value["blocks"])
    assert joined + value["after"] == ARTICLE.read_text("utf-8")
    for block in value["blocks"]:
        for sentence in block["sentences"]:
            assert block["source"][sentence["start"] : sentence["end"]] == sentence["source"]
    assert value["summary"]["language"] == "id"
    assert 1 <= len(value["summary"]["sentences"]) <= 3
    for sentence in value["summary"]["sentences"]:
        block = value["blocks"][sentence["block"] - 1]
        whole = block["sentences"][sentence["sentence"] - 1]["source"]
        assert sentence["text"] in whole  # a dateline may be left out


def test_the_summary_is_as_asked(translator: Translator) -> None:
    def sentences(*options: str) -> int:
        summary = translator(ARTICLE, *ECHO, "-f", "json", *options).json["summary"]
        return len(summary["sentences"]) if summary else 0

    assert sentences("--summary-sentences", "2") == 2
    assert sentences("--no-summary") == 0
    text = ARTICLE.read_text("utf-8")
    with_summary = translator(ARTICLE, *ECHO, "--summary").stdout
    assert with_summary.startswith(f"{text}\n\n----\n\n")


def test_a_format_is_guessed_from_the_ending(translator: Translator) -> None:
    for name, start in (("a.json", "{"), ("a.jsonl", '{"type": "header"'), ("a.txt", "Denpasar")):
        result = translator(ARTICLE, *ECHO, "-o", name)
        assert (result.status, result.stdout, result.stderr) == (0, "", "")
        assert Path(name).read_text("utf-8").startswith(start)
    assert json.loads(Path("a.json").read_text("utf-8"))["document"]["name"] == str(ARTICLE)


def test_what_comes_in_through_a_pipe_goes_out_as_the_same_kind(translator: Translator) -> None:
    markdown = "# Kabar\n\nIni **tebal** sekali.\n"
    options = (*ECHO, "--from", "id", "--input-format", "markdown")
    assert translator(*options, stdin=markdown).stdout == markdown
    assert translator(*options, "-o", "a.md", stdin=markdown).status == 0
    assert Path("a.md").read_text() == markdown
    assert (
        translator(*options, "-f", "text", stdin=markdown).stdout == "Kabar\n\nIni tebal sekali.\n"
    )


def test_an_ending_of_another_kind_is_refused(translator: Translator) -> None:
    result = translator(ARTICLE, *ECHO, "-o", "a.epub")
    assert result.status == 2
    assert ".epub" in result.stderr
    assert not Path("a.epub").exists()


def test_the_output_may_be_the_input(translator: Translator) -> None:
    Path("a.txt").write_bytes(b"Halo\r\n\r\n  dunia\r\n")
    Path("a.txt").chmod(0o640)
    assert translator("a.txt", *ECHO, "--from", "id", "-o", "a.txt").status == 0
    assert Path("a.txt").read_bytes() == b"Halo\r\n\r\n  dunia\r\n"
    assert Path("a.txt").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translator.engines.echo import EchoEngine

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    Path("b.json").write_text("old")
    monkeypatch.setattr(EchoEngine, "translate", stop)
    assert translator(ARTICLE, *ECHO, "-o", "b.json").status == 130
    assert Path("b.json").read_text() == "old"
    assert [path.name for path in Path().iterdir()] == ["b.json"]


def test_no_escape_sequence_reaches_the_screen(translator: Translator) -> None:
    text = "Halo \x1b[31mdunia\x1b[0m \x1b]0;judul\x07 \x9b1m semua orang di sini.\n"
    for options in ((), ("--format", "text"), ("--format", "markdown"), ("--format", "json")):
        result = translator(
            *ECHO, *options, "--color", "never", "--from", "id", stdin=text, terminal=True
        )
        assert result.status == 0
        assert not set(result.stdout) & {"\x1b", "\x07", "\x9b"}


def test_many_and_long_lines(translator: Translator) -> None:
    long = "kata " * 200_000 + "\n"
    result = translator(*ECHO, "--from", "id", "--paragraphs", "lines", stdin=long + "a\n" * 5000)
    assert result.status == 0
    assert result.stdout.count("\n") == 5001
    assert result.stdout.split("\n", 1)[0].split() == long.split()


def test_verbose_and_quiet(translator: Translator) -> None:
    verbose = translator(ARTICLE, *ECHO, "-v").stderr
    assert "model:echo" in verbose
    assert "sentences in" in verbose
    quiet = translator("-", *ECHO, "-q", stdin="\n")
    assert quiet.stderr == ""
    warned = translator("-", *ECHO, "-q", stdin=FRENCH)
    assert "warning" in warned.stderr


@pytest.mark.parametrize(
    ("options", "decoding"),
    [
        ((), "dec:beam4,shortlist|"),
        (("--fast",), "dec:beam1,shortlist|"),
        (("--best",), "dec:beam8,shortlist,reranked by starter-en-id sha256:"),
        (("--best", "--beam-size", "2"), "dec:beam2,shortlist,reranked by starter-en-id sha256:"),
    ],
)
def test_fast_and_best_are_ways_to_search(
    translator: Translator, options: tuple[str, ...], decoding: str
) -> None:
    model = ("--model", "starter-id-en", "--offline", "--no-memory", "-v")
    result = translator("-", *model, *options, "--from", "id", stdin="Halo dunia.")
    assert decoding in result.stderr


def test_fast_and_best_contradict_each_other(translator: Translator) -> None:
    result = translator(ARTICLE, *ECHO, "--fast", "--best")
    assert result.status is ExitStatus.USAGE
    assert "--fast and --best" in result.stderr
