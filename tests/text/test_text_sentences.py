from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.sentences import split

INDONESIAN = [  # "|" where a sentence ends
    "Ia datang.| Ia pergi.",
    "Pj. Gubernur Bali hadir.| Plt. Bupati juga.",
    "Gubernur Bali, S.M. Mahendra Jaya, hadir.| Menurut M. Quraish Shihab, itu benar.",
    "Kata dr. Tirta.| Menurut Drs. H. Ahmad dan Hj. Siti, M.Si. begitu.",
    "Prof. Dr. Ir. Budi, S.H., M.H. berbicara.",
    "PT. Bank Tbk. naik 5,5 persen.| Saham PT Astra Tbk. (ASII) turun.",
    "Rumahnya di Jl. Sudirman No. 5.| Lihat hlm. 12 dan Gbr. 3.",
    "Buku, pena, dkk. dibeli.| Meja, kursi, dll. dijual.",
    "Harganya Rp. 500.| Utangnya Rp1,5 triliun (2/12).| Naik 1.500 kali.",
    "Mulai pukul 09.30 WIB.| Selesai pk. 12.00 WITA.",
    "Tgl. 5 s.d. 7, a.n. Budi.| Kab. Bandung, Prov. Jawa Barat.",
    "“Kami berkembang. Kami berharap,” ujarnya.".replace("g. K", "g.| K"),
    "“Ya.”| Ia pergi.| \"Tidak.\"| Ia datang.",
    "“Apa?” tanyanya.| “Ya!” jawabnya.",
    "Apa?!| Ya!!!| Tunggu...| Lalu ia pergi… dan datang.",
    "Ia berkata: “Selamat!”| Lalu pulang (lama sekali.)| Selesai.",
    "1. Halo dunia.| 2. Apa kabar?",
    "Nilainya 3.5 dan 4,2.| Lihat www.contoh.co.id sekarang.",
    "Kata Jokowi, \"Kami siap.\"| 'Baik.'| Selesai.",
]  # fmt: skip
ENGLISH = [
    "He came.| He left.",
    "Mr. Smith met Dr. Jones and Sen. Lee.| Gov. Brown stayed.",
    "George W. Bush left.| The U.S. Senate voted.",
    "See Fig. 3 and No. 5.| It was Jan. 5.| No.| That is it.",
    "Use tools, e.g. Git, i.e. software.| It cost $5.50.",
    "“I went. I saw,” he said.".replace("t. I", "t.| I"),
    "“Really?” she asked.| “Yes!” he said.",
    "It’s the boys’ book.| 'Yes.'| He's gone.",
    "Wait...| Then he left… slowly.",
    "Apple Inc. (AAPL) rose.| It fell.",
]


def marked(text: str, language: str) -> None:
    plain = text.replace("|", "")
    assert [sentence.text for sentence in split(plain, language)] == [
        piece.strip() for piece in text.split("|")
    ]


@pytest.mark.parametrize("text", INDONESIAN)
def test_indonesian(text: str) -> None:
    marked(text, "id")


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    marked(text, "en")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n    "])
def test_a_line_break_is_a_space(end: str) -> None:
    text = f"Ia datang{end}lalu pergi.{end}Pj. Gubernur{end}hadir."
    expected = [f"Ia datang{end}lalu pergi.", f"Pj. Gubernur{end}hadir."]
    assert [sentence.text for sentence in split(text, "id")] == expected


ODD = st.sampled_from([*"aB.!?…”“\"'(),1 -\n\u2028\x1c\u3000é🙂\ud800", ". ", "Pj. ", "\r\n"])


@given(st.one_of(st.lists(ODD).map("".join), st.text(st.characters(exclude_categories=()))))
def test_sentences_are_slices_in_order_and_nothing_is_lost(text: str) -> None:
    position = 0
    for sentence in split(text, "id"):
        assert position <= sentence.start < sentence.end
        assert not text[position : sentence.start].strip()
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        position = sentence.end
    assert not text[position:].strip()


LONG = ["x", "kata ", "Ia pergi. ", "“Ya. ", '"Ya." ', "(Ya. ", "Dr. ", "a. ", "( ", "“", "1. "]


@pytest.mark.parametrize("unit", LONG)
def test_a_long_line_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    split(text, "id")
    assert time.perf_counter() - start < 20
