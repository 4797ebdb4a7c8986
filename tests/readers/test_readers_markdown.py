"""Markdown in: what is text, what is markup, and that nothing is lost between them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.document import Block, BlockKind, MarkKind
from translator.options import ReaderOptions
from translator.readers.markdown import read

# A file, and its blocks: kind, level and text.
FILES = {
    "headings": ("# Satu #\n\nDua\n---\n", [("heading", 1, "Satu"), ("heading", 2, "Dua")]),
    "a wrapped paragraph": ("Satu\n  dua\ntiga.\n", [("paragraph", 0, "Satu dua tiga.")]),
    "a quotation": ("> Satu\n> dua\nmalas\n", [("paragraph", 0, "Satu dua malas")]),
    "lists": (
        "- Satu\n  1. Dua\n     lagi\n\n  Tiga\n* Empat\n",
        [
            *(("list item", 1, "Satu"), ("list item", 2, "Dua lagi")),
            *(("list item", 1, "Tiga"), ("list item", 1, "Empat")),
        ],
    ),
    "a task list": ("- [ ] Satu\n- [x] Dua\n", [("list item", 1, "Satu"), ("list item", 1, "Dua")]),
    "an alert": ("> [!NOTE]\n> Satu.\n", [("paragraph", 0, "Satu.")]),
    "a table": (
        "| Satu \\| dua | `a` |\n|---|---|\n| tiga | 4 |\n",
        [("cell", 0, "Satu | dua"), ("verbatim", 0, "a"), ("cell", 0, "tiga"), ("cell", 0, "4")],
    ),
    "code": (
        "Satu\n\n```py\nx = 1\n```\n\n    y = 2\n",
        [("paragraph", 0, "Satu"), ("verbatim", 0, "x = 1"), ("verbatim", 0, "y = 2")],
    ),
    "a formula": ("$$\nE = mc^2\n$$\n", [("verbatim", 0, "E = mc^2")]),
    "front matter": ("---\ntitle: Satu\n---\n\nDua\n", [("paragraph", 0, "Dua")]),
    "html": ("<div>\n<p>Satu</p>\n</div>\n\nDua\n", [("paragraph", 0, "Dua")]),
    "a footnote": (
        "Satu.[^1]\n\n[^1]: Dua\n    tiga.\n",
        [("paragraph", 0, "Satu."), ("paragraph", 0, "Dua tiga.")],
    ),
    "an address by name": ("[Satu][x]\n\n[x]: https://x.id\n", [("paragraph", 0, "Satu")]),
    "money is no formula": ("Dari $5 ke $6 saja\n", [("paragraph", 0, "Dari $5 ke $6 saja")]),
    "lines of Windows": (
        "Satu\r\ndua\r\n\r\nTiga\r\n",
        [("paragraph", 0, "Satu dua"), ("paragraph", 0, "Tiga")],
    ),
    "nothing": ("", []),
}

# A paragraph, its text, and what its marks hold.
MARKS = {
    "bold and italics": (
        "a **b *c* d** e",
        "a b c d e",
        [(MarkKind.STRONG, "b c d", ""), (MarkKind.EMPHASIS, "c", "")],
    ),
    "a link": ('a [b c](</x y> "judul (1)") d', "a b c d", [(MarkKind.LINK, "b c", "/x%20y")]),
    "an address": (
        "a <https://x.id> b",
        "a https://x.id b",
        [(MarkKind.CODE, "https://x.id", "https://x.id")],
    ),
    "an image": ("a ![b [c]](x(1).png) d", "a d", [(MarkKind.POINT, "", "")]),
    "an image in a link": ("a [![b](x)](y) d", "a d", [(MarkKind.POINT, "", "")]),
    "code": ("a ``b ` c`` d", "a b ` c d", [(MarkKind.CODE, "b ` c", "")]),
    "a formula": ("a $x^2$ d", "a x^2 d", [(MarkKind.CODE, "x^2", "")]),
    "escapes": (r"a \* b &amp; c", "a * b & c", []),
    "a hard break": ("a  \nb\\\nc", "a b c", [(MarkKind.POINT, "", "")] * 2),
    "html": ("a <b>c</b> d<br>e", "a c de", [(MarkKind.STRONG, "c", ""), (MarkKind.POINT, "", "")]),
    "a template": ("a {{ b }} c {% d %} e", "a c e", [(MarkKind.POINT, "", "")] * 2),
    "struck out": ("a ~~b~~ c", "a b c", [(MarkKind.OTHER, "b", "")]),
}


def found(text: str) -> list[Block]:
    return list(read(io.BytesIO(text.encode()), ReaderOptions()))


def whole(blocks: Sequence[Block]) -> str:
    return "".join(block.markup.before + block.markup.text for block in blocks if block.markup)


@pytest.mark.parametrize("case", FILES)
def test_blocks(case: str) -> None:
    text, wanted = FILES[case]
    result = found(text)
    shown = [(block.kind.value, block.level, block.text) for block in result]
    assert shown[:-1] == wanted
    assert result[-1].kind is BlockKind.END
    assert whole(result) == text


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    text, wanted_text, wanted = MARKS[case]
    block = found(text)[0]
    assert block.text == wanted_text
    shown = [(mark.kind, block.text[mark.start : mark.end], mark.address) for mark in block.marks]
    assert shown == wanted


@pytest.mark.parametrize("rest", ["[", "[x", r"[ b\]", "[[b]", "(x y z) q", " [b]", "](", "[]["])
def test_what_follows_a_link_by_name_may_be_no_part_of_it(rest: str) -> None:
    text = f"[a]: /t\n\nKata [a]{rest}"
    result = found(text)
    assert whole(result) == text
    assert result[0].text == f"Kata a{rest.removeprefix('[]')}".replace(r"\]", "]")
    assert [mark.kind for mark in result[0].marks] == [MarkKind.LINK]


def test_as_plain_text_it_has_its_layout() -> None:
    blocks = found("# Satu\n\nDua\n\n- Tiga\n- Empat\n  1. Lima\n\n| a | b |\n|--|--|\n| c | d |\n")
    plain = "".join(block.before + block.text for block in blocks)
    assert plain == "Satu\n\nDua\n- Tiga\n- Empat\n  1. Lima\na\tb\nc\td\n"


PIECES = st.sampled_from(
    [
        *("**", "*", "_", "`", "``", "[", "](x)", "]", "![", "(", ")", "<b>", "</b>", "<", "&amp;"),
        *("\\", "a", " kata ", "\n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "| ", "|--|\n", "$"),
        *(
            "~~",
            "[^1]",
            "[^1]: ",
            "---\n",
            "```\n",
            "[a]: x\n",
            "[a]",
            "][",
            "\t",
            "\r\n",
            "{{",
            "}}",
            "<x@y.id>",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_is_lost_or_made_up(text: str) -> None:
    result = found(text)
    assert whole(result) == text
    for block in result:
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text)
