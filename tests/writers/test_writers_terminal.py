"""The screen, at the widths that people have."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from article_example import BLOCKS, FOOTER, HEADER, block, written
from command import Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from translator.document import Block, Mark, MarkKind, Sentence
from translator.options import WriterOptions
from translator.result import Footer, TranslatedBlock, TranslatedSentence
from translator.writers.terminal import TerminalWriter

WIDTHS = (60, 80, 120, 200, 300)


def shown(width: int, *, color: bool = False, scores: bool = False) -> str:
    options = WriterOptions(width=width, color=color, scores=scores)
    return written("side-by-side", options=options)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_screen(width: int, golden: Golden) -> None:
    golden(f"screen-{width}.txt", shown(width))


def test_the_screen_in_colour(golden: Golden) -> None:
    golden("screen-80-colour.txt", shown(80, color=True, scores=True).replace("\x1b", "␛"))


@pytest.mark.parametrize("width", [20, 33, *WIDTHS])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(map(cell_len, shown(width).split("\n"))) <= width


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_columns_stand_in_one_line(width: int) -> None:
    rows = [line for line in shown(width).split("\n") if "│" in line.strip("│ ")]
    places = {cell_len(line[: re.search("(?<=.)│", line).end()]) for line in rows}  # type: ignore[union-attr]
    assert len(places) == 1


@pytest.mark.parametrize("width", [40, 80])
def test_there_is_room_for_many_numbers(width: int) -> None:
    stream = io.StringIO()
    writer = TerminalWriter(stream, WriterOptions(width=width))
    writer.begin(HEADER)
    writer._blocks = 99_998
    for _ in range(2):
        writer.block(block(("Satu kalimat yang panjang sekali. " * 9, "A sentence. " * 20)))
    lines = stream.getvalue().split("\n")
    assert max(map(cell_len, lines)) <= width
    assert any(line.startswith("99999 ") for line in lines)


def test_colour_changes_no_character() -> None:
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown(100, color=True)) == shown(100)


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in shown(100)
    assert (
        "\x1b[31m" not in shown(100, color=True).replace("\x1b[31mThe", "").split("Merah")[1][:20]
    )


MARKS = [
    (MarkKind.STRONG, "\x1b[1m"),
    (MarkKind.EMPHASIS, "\x1b[3m"),
    (MarkKind.LINK, "\x1b[4m"),
    (MarkKind.CODE, "\x1b[36m"),
    (MarkKind.OTHER, ""),
]


@pytest.mark.parametrize(("kind", "code"), MARKS)
def test_marks_are_shown(kind: MarkKind, code: str) -> None:
    mark = Mark(4, 8, kind)
    sentence = TranslatedSentence(Sentence("itu kata ini", 0, 12), "its word here")
    one = TranslatedBlock(Block("itu kata ini", marks=(mark,)), (replace(sentence, marks=(mark,)),))
    text = written("side-by-side", (one,), Footer(), WriterOptions(color=True))
    assert (f"itu {code}kata" in text) and (f"its {code}word" in text)


def test_a_row_is_written_when_it_is_there() -> None:
    whole = written("side-by-side", BLOCKS, Footer())
    part = written("side-by-side", BLOCKS[:2], Footer())
    rows = part.split("\n\n")[0]
    assert whole.startswith(rows)


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60), st.integers(20, 120))
def test_any_text_can_be_shown(source: str, target: str, width: int) -> None:
    options = WriterOptions(width=width, color=False)
    text = written("side-by-side", (block((source, target)),), FOOTER, options)
    assert max(map(cell_len, text.split("\n"))) <= width
