"""The Word table, as python-docx reads it again."""

from __future__ import annotations

import io
from typing import Any

import page_example as example
import pytest

from translator.options import WriterOptions
from translator.result import Flag, Footer, Severity, Summary, SummarySentence
from translator.text.controls import visible

docx = pytest.importorskip("docx")


def written(options: WriterOptions | None = None, footer: Footer = example.FOOTER) -> Any:
    from translator.writers.docx import DocxWriter

    stream = io.BytesIO()
    writer = DocxWriter(stream, options or WriterOptions())
    writer.begin(example.HEADER)
    for block in example.blocks():
        writer.block(block)
    writer.end(footer)
    return docx.Document(io.BytesIO(stream.getvalue()))


@pytest.fixture(scope="module")
def document() -> Any:
    return written()


def rows(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_the_table_has_a_row_for_each_sentence(document: Any) -> None:
    head, *body = rows(document.tables[1])
    assert head == ("Indonesian", "English")
    wanted = [
        (visible(sentence.source.text), visible(sentence.target) or "(not translated)")
        for block in example.blocks()
        for sentence in block.sentences
    ]
    code = (visible(example.CODE.text),) * 2  # one cell over both columns
    assert [row for row in body if row != code] == wanted
    assert code in body


def test_the_summary_comes_first_and_can_be_left_out(document: Any) -> None:
    assert rows(document.tables[0])[0] == (
        "Mereka membahas kerja sama.",
        "They discussed cooperation.",
    )
    assert len(written(WriterOptions(summary=False)).tables) == 1


def test_flags_are_comments(document: Any) -> None:
    comments = [comment.text for comment in document.comments]
    assert comments == [example.NUMBERS.message, example.QUOTES.message, example.FAILED.message]


def test_what_is_wrong_in_a_summary_is_a_comment_too() -> None:
    flag = Flag("unsupported number", "17 stands nowhere in the document", Severity.SEVERE)
    sentence = SummarySentence("They met 17 times.", "Mereka bertemu 17 kali.", flags=(flag,))
    document = written(footer=Footer(Summary((sentence,), "en", "test")))
    assert flag.message in [comment.text for comment in document.comments]


def test_it_says_how_it_was_made(document: Any) -> None:
    assert str(example.SIGNATURE) in document.paragraphs[-1].text
