"""Plain text: exactly the translation, laid out as the source is."""

from __future__ import annotations

import pytest
from article_example import BLOCKS, FOOTER, block, written
from hypothesis import given
from hypothesis import strategies as st

from translator.document import Block, BlockKind, Sentence
from translator.options import WriterOptions
from translator.result import (
    Footer,
    Summary,
    SummarySentence,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.writers.reflow import cells, reflow

NO_SUMMARY = WriterOptions(summary=False)
WRAPPED = [  # source, what stands before it, width, target, what comes out
    ("satu dua\ntiga empat", "", 10, "one two three four", "one two\nthree four"),
    ("satu dua\r\ntiga empat", "", 10, "one two three four", "one two\r\nthree four"),
    ("satu dua\n  tiga empat", "", 12, "one two three four", "one two\n  three four"),
    ("satu dua\n  tiga", "\n- ", 9, "one two three", "one two\n  three"),
    ("satu dua\n  tiga", "\n----- ", 12, "one two three", "one\n  two three"),
    ("satu\ndua", "", 4, "incomprehensible to me", "incomprehensible\nto\nme"),
    ("satu dua\ntiga", "", 10, "会議は東京で 開かれた", "会議は東京で\n開かれた"),
    ("satu dua", "", 10, "one two three four", "one two three four"),
    ("satu dua\ntiga", "", 0, "one two three four", "one two three four"),
]


def test_text_is_the_translation_and_nothing_else() -> None:
    text = written("text", (*BLOCKS[:2], BLOCKS[4], BLOCKS[5], *BLOCKS[7:]), options=NO_SUMMARY)
    assert text == (
        "Meeting in Bali\n\n"
        "The acting governor of Bali, S.M. Mahendra Jaya, met Alibaba Cloud at the office. "
        "The meeting was on Monday (3/12).\n\n"
        "- House\n- Car\n\n"
        "x = 1\nif x:\n    y = 2\n"
    )


def test_a_summary_stands_under_dashes() -> None:
    text = written("text", BLOCKS[:1], FOOTER)
    assert text == "Meeting in Bali\n\n----\n\nThe meeting was on Monday (3/12).\nHouse.\n"


def test_a_summary_in_the_language_of_the_translation_is_taken_as_it_is() -> None:
    summary = Summary((SummarySentence("House.", "Rumah."),), "en", "seq2seq")
    assert written("text", BLOCKS[:1], Footer(summary)).endswith("\n----\n\nHouse.\n")


def test_escape_sequences_are_gone() -> None:
    assert written("text", BLOCKS[3:4], options=NO_SUMMARY) == "\n\nRed red ."


@pytest.mark.parametrize(("source", "before", "width", "target", "expected"), WRAPPED)
def test_a_wrapped_paragraph_is_wrapped_again(
    source: str, before: str, width: int, target: str, expected: str
) -> None:
    assert reflow(Block(source, before=before, wrap=width), target) == expected


@given(st.text("ab é会🎉 ", max_size=80), st.integers(1, 40))
def test_wrapping_keeps_every_word_within_the_width(target: str, width: int) -> None:
    lines = reflow(Block("satu\ndua", wrap=width), target).split("\n")
    assert " ".join(lines).split() == target.split()
    assert all(cells(line) <= width or " " not in line for line in lines)


layout = st.text(" \n\t\r", max_size=4)
word = st.text("abc", min_size=1, max_size=8)


@given(st.lists(st.tuples(layout, word)), layout)
def test_an_echo_gives_the_document_back(parts: list[tuple[str, str]], after: str) -> None:
    blocks = [
        TranslatedBlock(
            Block(text, before=before), (TranslatedSentence(Sentence(text, 0, len(text)), text),)
        )
        for before, text in parts
    ]
    end = TranslatedBlock(Block("", BlockKind.END, before=after))
    whole = "".join(before + text for before, text in parts) + after
    assert written("text", (*blocks, end), Footer(), NO_SUMMARY) == whole


def test_what_stands_before_is_kept_exactly() -> None:
    assert written("text", (block(("a", "b"), before="\r\n\t \n"),), Footer()) == "\r\n\t \nb"
