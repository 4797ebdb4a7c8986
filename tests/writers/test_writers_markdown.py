"""Bilingual Markdown: what a renderer makes of it is what was meant."""

from __future__ import annotations

import pytest
from article_example import BLOCKS, FOOTER, block, written
from command import Golden
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translator.document import Block, BlockKind, Mark, MarkKind, Sentence
from translator.result import Footer, TranslatedBlock, TranslatedSentence

MARKED = [  # kind of a mark on "kata", what Markdown has for it
    (Mark(3, 8, MarkKind.STRONG), "itu **kata** ini"),
    (Mark(4, 8, MarkKind.EMPHASIS), "itu *kata* ini"),
    (Mark(4, 8, MarkKind.CODE), "itu `kata` ini"),
    (Mark(4, 8, MarkKind.LINK, address="https://a.id/b c"), "itu [kata](<https://a.id/b c>) ini"),
    (Mark(4, 8, MarkKind.OTHER), "itu kata ini"),
    (Mark(4, 4, MarkKind.POINT), "itu kata ini"),
]


def rendered(text: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(text)


@pytest.mark.parametrize("format", ["markdown", "markdown-table"])
def test_the_page(format: str, golden: Golden) -> None:
    golden(f"{format}.md", written(format))


def test_a_table_has_a_row_for_each_block() -> None:
    html = rendered(written("markdown-table"))
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 1 + len(BLOCKS) - 2
    assert "<pre><code>x = 1\nif x:\n    y = 2\n</code></pre>" in html


@pytest.mark.parametrize(("mark", "expected"), MARKED)
def test_marks_are_kept(mark: Mark, expected: str) -> None:
    text = "itu kata ini"
    sentence = TranslatedSentence(Sentence(text, 0, len(text)), text, marks=(mark,))
    page = written(
        "markdown", (TranslatedBlock(Block(text, marks=(mark,)), (sentence,)),), Footer()
    )
    assert page.count(expected) == 2


def test_code_with_backticks_is_fenced_by_more() -> None:
    page = written("markdown", (TranslatedBlock(Block("a\n```\nb", BlockKind.VERBATIM)),), Footer())
    assert "\n````\na\n```\nb\n````\n" in page


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1))
def test_no_character_of_the_text_is_taken_for_a_mark(text: str) -> None:
    html = rendered(written("markdown", (block((text, text)),), Footer()))
    quoted = html.split("<blockquote>\n<p>")[1].split("</p>\n</blockquote>")[0]
    plain = quoted.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert plain.replace("&amp;", "&") == text


def test_flags_are_footnotes() -> None:
    page = written("markdown", BLOCKS, FOOTER)
    assert "(3/12).[^1][^2]\n" in page
    assert "\n[^1]: numbers: 2/12 became 3/12\n" in page
