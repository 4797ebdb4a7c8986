"""HTML in: what is text, what is markup, and that nothing is lost between them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import readers
from translator.document import Block, BlockKind, Document, MarkKind
from translator.readers.html import blocks
from translator.readers.tags import tags

# A page, and its blocks: kind, level and text.
PAGES = {
    "headings and paragraphs": (
        "<h2>Judul</h2><p>Satu\n  baris.</p>dua",
        [("heading", 2, "Judul"), ("paragraph", 0, "Satu baris."), ("paragraph", 0, "dua")],
    ),
    "lists in lists": (
        "<ul><li>Satu<ul><li>Dua</ul><li>Tiga</ul>Empat",
        [
            *(("list item", 1, "Satu"), ("list item", 2, "Dua"), ("list item", 1, "Tiga")),
            ("paragraph", 0, "Empat"),
        ],
    ),
    "a table without end tags": (
        "<table><tr><td>Satu<td>Dua<tr><td>Tiga</table>",
        [("cell", 0, "Satu"), ("cell", 0, "Dua"), ("cell", 0, "Tiga")],
    ),
    "references": ("<p>a &amp; b&nbsp;c &#8211; &lt;d&gt;", [("paragraph", 0, "a & b\xa0c – <d>")]),
    "a line break ends a line": (
        "Satu<br>dua",
        [("paragraph", 0, "Satu"), ("paragraph", 0, "dua")],
    ),
    "script, style, comments": (
        "<script>if (a < b) '<p>x</p>'</script><style>p {}</style><!-- <p>x</p> --><p>Satu",
        [("paragraph", 0, "Satu")],
    ),
    "code is kept": (
        "<pre>x = 1\n</pre><p>Satu",
        [("verbatim", 0, "x = 1"), ("paragraph", 0, "Satu")],
    ),
    "what asks not to be translated": (
        "<p translate=no>Satu</p><div class='a notranslate'>Dua</div>Tiga",
        [("verbatim", 0, "Satu"), ("verbatim", 0, "Dua"), ("paragraph", 0, "Tiga")],
    ),
    "no text": ("<p> &nbsp; </p><hr><img src=a.png alt=b>", []),
    "less than": ("<p>5 < 6 dan a<b", [("paragraph", 0, "5 < 6 dan a")]),
    "a tag without end": ('<p>Satu</p><a href="x', [("paragraph", 0, "Satu")]),
}

# A paragraph, its text, and what its marks hold.
MARKS = {
    "bold in a link": (
        "Ini <a href='/x?a=1&amp;b'>tautan <b>tebal</b></a>.",
        "Ini tautan tebal.",
        [(MarkKind.LINK, "tautan tebal", "/x?a=1&b"), (MarkKind.STRONG, "tebal", "")],
    ),
    "marks around all of it": ("<b><i>Satu dua</i></b>", "Satu dua", []),
    "a space at the edge": ("a <b>tebal </b>c", "a tebal c", [(MarkKind.STRONG, "tebal ", "")]),
    "an image is a point": ("a <img src=x> b", "a b", [(MarkKind.POINT, "", "")]),
    "code": ("a <code>x</code> b", "a x b", [(MarkKind.CODE, "x", "")]),
    "nothing inside": ("a <a id=x></a>b", "a b", [(MarkKind.POINT, "", "")]),
    "the number of a note": (
        "Satu<sup><a href='#n1'>[1]</a></sup> dua<a href='#n2'>2</a>, m<sup>2</sup>.",
        "Satu dua, m.",
        [(MarkKind.POINT, "", "")] * 3,
    ),
    "marks that cross": (
        "a <b>b <i>c</b> d</i> e",
        "a b c d e",
        [(MarkKind.STRONG, "b c", ""), (MarkKind.POINT, "", ""), (MarkKind.POINT, "", "")],
    ),
}


def found(blocks: Sequence[Block]) -> list[tuple[str, int, str]]:
    return [
        (block.kind.value, block.level, block.text)
        for block in blocks
        if block.kind is not BlockKind.END
    ]


def whole(blocks: Sequence[Block]) -> str:
    return "".join(block.markup.before + block.markup.text for block in blocks if block.markup)


@pytest.mark.parametrize("case", PAGES)
def test_blocks(case: str) -> None:
    page, wanted = PAGES[case]
    result = list(blocks(page))
    assert found(result) == wanted
    assert whole(result) == page


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    page, text, wanted = MARKS[case]
    block = next(blocks(f"<p>{page}</p>"))
    assert block.text == text
    shown = [(mark.kind, text[mark.start : mark.end], mark.address) for mark in block.marks]
    assert shown == wanted


PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<p>", "</p>", "<i x='>'>", "</i>", "a ", " b", "&amp;", "&x", "<", ">"),
        *('"', "'", "<!--", "-->", "<script>", "</script>", "<br/>", "<code>", "</code>", "="),
        *("<li", "\n", "</"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_is_lost_or_made_up(page: str) -> None:
    assert "".join(tag.raw for tag in tags(page)) == page
    result = list(blocks(page))
    assert whole(result) == page
    for block in result:
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text)


@pytest.mark.parametrize(
    "piece", ['<a "', "<a href='", "<!--", "<b><i>", "</b>", "<", "&", "a<br>"]
)
def test_time_is_linear(piece: str) -> None:
    # A quadratic reader takes minutes here.
    page = piece * 30_000
    assert whole(list(blocks(page))) == page


def read(data: bytes, **options: bool) -> Document:
    return readers.read(io.BytesIO(data), **options)  # type: ignore[arg-type]


NAVIGATION = "<nav><ul>" + "<li><a href=/x>Menu lain</a>" * 12 + "</ul></nav>"
SENTENCE = (
    "<p>Gubernur Bali menerima kunjungan Direktur Alibaba Cloud di kantornya pada hari Senin.</p>"
)
ARTICLE = f"<html><body>{NAVIGATION}<article><h1>Judul</h1>{SENTENCE * 6}</article></body></html>"


def test_the_article_is_read_unless_the_whole_page_is_wanted() -> None:
    pytest.importorskip("trafilatura")
    article = found(list(read(ARTICLE.encode()).blocks))
    page = found(list(read(ARTICLE.encode(), whole_page=True).blocks))
    assert not any(text == "Menu lain" for _, _, text in article)
    assert sum(text == "Menu lain" for _, _, text in page) == 12
    assert any("Gubernur Bali" in text for _, _, text in article)


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\n <HTML>", "<!-- x --><html>", "\ufeff<html>"]
)
def test_a_page_is_known_by_its_beginning(start: str) -> None:
    assert read(f"{start}<p>Halo dunia</p>".encode(), whole_page=True).format == "html"
