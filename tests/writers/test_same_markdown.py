"""Markdown in, Markdown out: only the prose changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import blocks_of, in_capitals, translated
from hypothesis import given
from hypothesis import strategies as st

from translator import writers

FILE = """\
---
title: Judul
---
# Judul *utama* #

Para **kata tebal** `c d` [tautan](u "t") ![i](s) <https://x.id> dan $x^2$ lagi[^1]
baris dua  
baris tiga <b>miring</b> [rujukan] selesai.

> - kutip
>   lanjut
>
> | a \\| b | c |
> |---|---|
> | d | e |

[^1]: catatan kaki
    lanjut

[rujukan]: http://x.id

1. satu
   - [ ] tugas

<div>
jangan
</div>

```py
kode
```
**Tebal semua**
"""
CAPITALS = """\
---
title: Judul
---
# JUDUL *UTAMA* #

PARA **KATA TEBAL** `c d` [TAUTAN](u "t") ![i](s) <https://x.id> DAN $x^2$ LAGI[^1] BARIS DUA  
 BARIS TIGA <b>MIRING</b> [RUJUKAN][rujukan] SELESAI.

> - KUTIP LANJUT
>
> | A \\| B | C |
> |---|---|
> | D | E |

[^1]: CATATAN KAKI LANJUT

[rujukan]: http://x.id

1. SATU
   - [ ] TUGAS

<div>
jangan
</div>

```py
kode
```
**TEBAL SEMUA**
"""

# What a translation says that Markdown would take for marks, and how it is written.
ESCAPES = {
    "2024. kata": "2024\\. KATA",
    "# kata": "\\# KATA",
    "- kata": "\\- KATA",
    "a * b _ c": "A * B _ C",
    "*kata* snake_case": "\\*KATA\\* SNAKE_CASE",
    "<b>kata": "\\<B>KATA",
    "&amp; kata": "\\&AMP; KATA",
    "[kata](x)": "\\[KATA](X)",
    "kata [sic]": "KATA [SIC]",
    "`kata": "\\`KATA",
}


def test_an_echo_changes_nothing() -> None:
    assert translated(FILE.encode(), "markdown").decode() == FILE


def test_only_prose_is_translated() -> None:
    assert in_capitals(FILE.encode(), "markdown").decode() == CAPITALS


@pytest.mark.parametrize("text", ESCAPES)
def test_a_translation_is_never_markup(text: str) -> None:
    from translator.document import Block, Markup, Sentence
    from translator.result import TranslatedBlock, TranslatedSentence
    from translator.writers import fill

    block = TranslatedBlock(
        Block("kata", markup=Markup("", "kata")),
        (TranslatedSentence(Sentence("kata", 0, 4), text.upper()),),
    )
    assert fill.finish_markdown(block, fill.escape_markdown(block.target)) == ESCAPES[text]


WORDS = [
    "kata",
    " ",
    "**tebal**",
    "*miring*",
    "[satu dua](x)",
    ". ",
    "2.",
    "#",
    "-",
    "|",
    "_",
    "[a]",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_the_structure_stays(text: str) -> None:
    text = f"Awal {text}\n"
    assert translated(text.encode(), "markdown").decode() == text
    before = blocks_of(text.encode(), "markdown")
    after = blocks_of(in_capitals(text.encode(), "markdown"), "markdown")
    assert [block.kind for block in after] == [block.kind for block in before]
    assert [" ".join(block.text.split()) for block in after] == [
        " ".join(block.text.upper().split()) for block in before
    ]


@pytest.mark.parametrize(
    ("output", "source", "wanted"),
    [
        ("out.md", "markdown", "same"),
        ("out.md", "text", "markdown"),
        ("out.html", "html", "same"),
        ("out.html", "markdown", "html"),
        ("out.txt", "text", "text"),
        ("out.txt", "markdown", "text"),
    ],
)
def test_the_ending_of_the_document_asks_for_the_document(
    output: str, source: str, wanted: str
) -> None:
    assert writers.format_of(Path(output), source) == wanted
