from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.document import Block, BlockKind
from translator.options import ParagraphMode
from translator.text.lines import lines_of
from translator.text.paragraphs import split

PARAGRAPHS = [
    "Gubernur Bali menerima kunjungan direktur sebuah perusahaan pada Senin (2/12) di kantornya. "
    "Pertemuan itu membahas peluang kerja sama di bidang teknologi dan pendidikan.",
    "“Kami berharap dapat mendukung Bali melalui teknologi kami,” ujarnya. Ia menambahkan bahwa "
    "perusahaannya telah berkembang di banyak negara.",
    "Menutup pertemuan, gubernur membuka pintu komunikasi lebih lanjut. Acara itu diharapkan "
    "menjadi momentum penting untuk menarik lebih banyak investasi ke pulau tersebut.",
]


def blocks(text: str, mode: ParagraphMode = "auto") -> list[Block]:
    """The blocks of a text, after a look whether all of it is there."""
    result = list(split(lines_of([text]), mode))
    assert "".join(block.before + block.text for block in result) == text
    assert all(block.text or block.kind is BlockKind.END for block in result)
    return result


def wrapped(width: int, separator: str = "\n\n", **options: str) -> str:
    return separator.join(textwrap.fill(text, width, **options) for text in PARAGRAPHS)  # type: ignore[arg-type]


ONE_PARAGRAPH_A_LINE = [
    "\n".join(PARAGRAPHS),
    "\n\n".join(PARAGRAPHS),
    "\r\n".join(PARAGRAPHS),
    "\n".join(f"    {text}" for text in PARAGRAPHS),
]
HARD_WRAPPED = [
    *(wrapped(width) for width in (40, 60, 72, 80, 100)),
    wrapped(60, "\n"),  # no blank line: short last lines tell
    wrapped(72, "\n", initial_indent="    "),  # or indented first lines
    wrapped(72).replace("\n", "\r\n"),
    wrapped(72).upper(),
]


@pytest.mark.parametrize("text", ONE_PARAGRAPH_A_LINE)
def test_one_paragraph_a_line(text: str) -> None:
    assert [block.text for block in blocks(text)] == PARAGRAPHS
    assert {block.wrap for block in blocks(text)} == {0}


@pytest.mark.parametrize("text", HARD_WRAPPED)
def test_hard_wrapped_lines_are_rejoined(text: str) -> None:
    result = blocks(text)
    joined = [" ".join(block.text.split()) for block in result]
    assert [text.upper() for text in joined] == [text.upper() for text in PARAGRAPHS]
    longest = max(len(line.rstrip()) for line in text.splitlines())
    assert all(0.8 * longest <= block.wrap <= longest for block in result)


LINES_THAT_ARE_NOT_RUNNING_TEXT = [
    "Jakarta\nBandung\nSurabaya\nMedan",
    "apel\njeruk\nmangga\npisang",
    "Berita Satu Hari Ini\nBerita Dua Kemarin Sore\nBerita Tiga Minggu Lalu",
    "Halo.\nApa kabar?\nBaik.",
    "Nama: Budi\nUmur: 20\nKota: Bogor",
]


@pytest.mark.parametrize("text", LINES_THAT_ARE_NOT_RUNNING_TEXT)
def test_other_lines_stay_apart(text: str) -> None:
    assert [block.text for block in blocks(text)] == text.split("\n")


def test_a_dash_that_was_wrapped_is_no_bullet() -> None:
    text = (
        "Ia datang ke kantor gubernur pada hari Senin pagi yang cerah sekali di\n"
        "kota itu untuk menyerahkan surat bersama seluruh anggota rombongannya\n"
        "- yang berjumlah tiga puluh orang - dan pulang pada sore harinya juga.\n"
        "- Satu butir\n"
    )
    assert [block.text[:9] for block in blocks(text)] == ["Ia datang", "Satu buti", ""]


def test_an_indent_starts_a_paragraph_after_one_of_a_single_line() -> None:
    short = "    “Saya tidak tahu.”\n"
    text = f"{wrapped(72, initial_indent='    ')}\n{short}{short}"
    assert [block.text[:5] for block in blocks(text)][-3:] == ["“Saya", "“Saya", ""]


def test_mode_lines_gives_as_many_lines_as_it_gets() -> None:
    text = "- satu\n\ndua\n  tiga\nGUBERNUR BALI\n\n"
    result = blocks(text, "lines")
    assert [block.text for block in result] == ["- satu", "dua", "tiga", "GUBERNUR BALI", ""]
    assert {block.kind for block in result[:-1]} == {BlockKind.PARAGRAPH}
    assert "".join(block.before for block in result).count("\n") == text.count("\n")


def test_mode_blank_joins_all_but_blank_lines() -> None:
    text = "Halo.\nApa kabar?\n\nBaik.\n \t\nYa."
    assert [block.text for block in blocks(text, "blank")] == ["Halo.\nApa kabar?", "Baik.", "Ya."]


LIST = """\
Yang perlu dibeli untuk makan malam nanti sore bersama seluruh keluarga
besar kami:

- apel merah yang manis dan segar dari pasar pagi di dekat rumah nenek
  kami
- jeruk
  * jeruk bali
1. satu
2) dua
a. huruf

Semua itu harus dibeli sebelum toko tutup, karena ia tutup sejak tahun
2012. Selesai.
"""


def test_items_of_a_list_are_blocks() -> None:
    result = blocks(LIST)
    items = [block for block in result if block.kind is BlockKind.LIST_ITEM]
    assert [(item.before.lstrip("\n"), item.level) for item in items] == [
        ("- ", 1), ("- ", 1), ("  * ", 2), ("1. ", 1), ("2) ", 1), ("a. ", 1),
    ]  # fmt: skip
    assert items[0].text.endswith("rumah nenek\n  kami")
    assert result[-2].text.endswith("sejak tahun\n2012. Selesai.")


HEADINGS = [  # text, kinds and levels
    (f"Gubernur Bali Terima Tamu\n\n{PARAGRAPHS[0]}", [1, 0]),
    (f"Gubernur Bali Terima Tamu\n{wrapped(72)}", [1, 0, 0, 0]),
    (f"{PARAGRAPHS[0]}\n\nPeluang kerja sama\n\n{PARAGRAPHS[1]}", [0, 2, 0]),
    (f"{PARAGRAPHS[0]}\nPeluang kerja sama\n{PARAGRAPHS[1]}", [0, 2, 0]),
    (f"GUBERNUR BALI TERIMA TAMU\n{PARAGRAPHS[0]}\n\nBAB SATU\n\nYa.", [1, 0, 2, 0]),
    *(
        (f"{title}\n{wrapped(width, separator)}", [1, 0, 0, 0])
        for title in ("GUBERNUR BALI TERIMA KUNJUNGAN DIREKTUR SEBUAH PERUSAHAAN BESAR",)
        for width, separator in ((64, "\n\n"), (64, "\n"), (68, "\n\n"), (80, "\n\n"))
    ),
    (
        f"{wrapped(64)}\n\nPELUANG KERJA SAMA DI BIDANG TEKNOLOGI DAN PENDIDIKAN\n{wrapped(64)}",
        [0, 0, 0, 2, 0, 0, 0],
    ),
    # Not surely headings:
    (f"Denpasar, 2 Desember 2024\n\n{PARAGRAPHS[0]}", [1, 0]),
    (f"{PARAGRAPHS[0]}\n\nDenpasar, 2 Desember\n\n{PARAGRAPHS[1]}", [0, 0, 0]),
    (f"{PARAGRAPHS[0]}\n\nReporter: Budi\n\n{PARAGRAPHS[1]}", [0, 0, 0]),
    (f"{PARAGRAPHS[0]}\n\nBudi Santoso", [0, 0]),
    (f"Halo semua.\n\n{PARAGRAPHS[0]}", [0, 0]),
    ("Jakarta\nBandung\nSurabaya", [0, 0, 0]),
]


@pytest.mark.parametrize(("text", "levels"), HEADINGS)
def test_headings(text: str, levels: list[int]) -> None:
    result = blocks(text)
    assert [block.level for block in result] == levels
    assert [block.kind is BlockKind.HEADING for block in result] == [level > 0 for level in levels]


CAPITALS_IN_TEXT = [
    # A name in capitals that fills a line of its paragraph, at its beginning and inside it.
    f"{PARAGRAPHS[0]} Acara itu dibuka\nKEMENTERIAN PENDIDIKAN DAN KEBUDAYAAN REPUBLIK INDONESIA\n"
    f"Bersama gubernur.",
    f"KEMENTERIAN PENDIDIKAN DAN KEBUDAYAAN REPUBLIK INDONESIA\nmembuka acara itu. {PARAGRAPHS[0]}",
]


@pytest.mark.parametrize("paragraph", CAPITALS_IN_TEXT)
def test_a_line_in_capitals_inside_a_paragraph_stays_in_it(paragraph: str) -> None:
    lines = [textwrap.fill(line, 64) for line in paragraph.split("\n")]
    result = blocks(f"{wrapped(64)}\n\n" + "\n".join(lines) + f"\n\n{wrapped(64)}")
    assert len(result) == 7


def test_a_title_in_capitals_may_have_two_lines() -> None:
    title = "GUBERNUR BALI TERIMA KUNJUNGAN DIREKTUR SEBUAH PERUSAHAAN BESAR\nDAN TERNAMA"
    assert blocks(f"{title}\n{wrapped(64)}")[0].text == title


def test_where_a_block_stands() -> None:
    result = blocks("\n\nsatu.\n\n\ndua.\n")
    assert [(block.before, block.locator) for block in result] == [
        ("\n\n", "line 3"), ("\n\n\n", "line 6"), ("\n", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n\t\n", "\r\n\r\n"])
def test_a_text_of_nothing_has_no_block_but_the_end(text: str) -> None:
    assert [block.kind for block in blocks(text)] == [BlockKind.END] * bool(text)


@given(
    st.text(st.characters(exclude_categories=())),
    st.sampled_from(["auto", "lines", "blank"]),
)
def test_nothing_is_lost(text: str, mode: ParagraphMode) -> None:
    blocks(text, mode)


ODD = st.sampled_from(
    ["\n", "\r\n", "\r", "\x85", "\u2028", "\x1c", "\ud800", " ", "\t", "- ", "1. ", "a", "B."]
)


@given(st.lists(ODD).map("".join), st.sampled_from(["auto", "lines", "blank"]))
def test_nothing_is_lost_of_odd_lines(text: str, mode: ParagraphMode) -> None:
    result = blocks(text, mode)
    if mode == "lines":
        assert not any("\n" in block.text or "\r" in block.text for block in result)


def test_the_text_is_read_as_it_is_needed() -> None:
    lines = iter(["Ini sebuah kalimat.\n"] * 10_000)
    next(split(lines))
    assert len(list(lines)) > 9_700


def test_one_long_line_takes_little_time() -> None:
    start = time.perf_counter()
    assert len(blocks("kata " * 2_000_000)) == 2
    assert time.perf_counter() - start < 5
