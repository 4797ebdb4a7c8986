"""What never enters a summary: datelines, pointers, credits, bylines, headlines."""

from __future__ import annotations

import pytest

from translator.summarize.prose import is_clutter, is_headline, without_dateline

REST = "Pelatih timnas yakin timnya menang di laga kedua nanti."
DATELINES = [
    "Jakarta, CNN Indonesia -- ",
    "Denpasar – ",
    "JAKARTA (Pos Kota) – ",
    "JAKARTA, KOMPAS.com - ",
    "TERMAS DE RIO HONDO, JUARA.net - ",
    "Kuala Lumpur, (AntaraKL) - ",
    "Merdeka.com - ",
    "Liputan6.com, Jakarta: ",
    "(CNN) ",
    "(CNN) -- ",
    "LONDON, England (CNN) -- ",
    "NEW YORK, Dec. 2 — ",
]
NO_DATELINES = [
    "Ronaldo – yang kini berusia 31 tahun – yakin masih bisa bermain.",
    "Presiden Joko Widodo - Jusuf Kalla - hadir di istana itu kemarin.",
    "Manchester United – juara bertahan liga – kalah di kandang sendiri.",
    "He said: Go there and see it with your own eyes.",
    "The well-known singer – once a teacher – has died at the age of 70.",
    "Dia datang pukul 09.30 - 10.00 WIB bersama istri dan anaknya.",
    "Skor 2-1 bertahan sampai akhir.",
    "",
]
CLUTTER = [
    "Baca juga: Miryam, Saya Hanya Liburan",
    "[Baca Juga: Harry Kane dan Label One Hit Wonder]",
    "(Baca: Polisi Menduga Dera Dihabisi Orang Dekatnya)",
    "SIMAK JUGA: Arsenal Siap Lepas Ox",
    "Foto: Shutterstock",
    "Walmart (Foto: Reuters)",
    "Sumber: The Verge dan AOC.",
    "Reporter: Muchammad Resya Firmansyah",
    "Editor : Budi",
    "(ptr/jun)",
    "(har)",
    "[cob]",
    "Oleh Rina Wulandari",
    "By John Smith and Mary Jones",
    "By Chris Brown for MailOnline",
    "READ MORE: Richard III's spine twisted, not hunched.",
    "Scroll down for video.",
    "© 2017 The Associated Press",
    "Photo: Getty Images",
]
PROSE = [
    "Baca buku itu menyenangkan, kata Dewi.",
    "Foto itu mendapatkan 5.440 suka dan beragam komentar.",
    "Sumber lain juga menyebut hal yang serupa.",
    "Oleh karena itu, KPK berharap kepada semua saksi.",
    "By Monday night, the fire had burned nearly 2,000 acres.",
    "By 2015 it had grown.",
    "Video of the scene showed the aircraft's body turned around.",
    "Image is everything in this trade, she says.",
    "Editor majalah itu mengundurkan diri.",
    "Watch it live on Sunday.",
    "Ia lahir di Solo (1961).",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_goes_and_the_rest_stays_word_for_word(dateline: str) -> None:
    assert without_dateline(dateline + REST) == REST


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    assert without_dateline(text) == text


@pytest.mark.parametrize("text", CLUTTER)
def test_clutter_is_known(text: str) -> None:
    assert is_clutter(text)


@pytest.mark.parametrize("text", PROSE)
def test_a_sentence_is_no_clutter(text: str) -> None:
    assert not is_clutter(text)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("BMW to recall faulty diesel cars", True),
        ("Progres IPO Anak Usaha", True),
        ("BMW is to recall all cars with a faulty pump.", False),
        ("“Kami siap,” katanya. (ptr/jun)", False),
        ("He said: “We are ready.”", False),
        ("Berikut daftarnya:", False),
        (" ".join(["kata"] * 40), False),
    ],
)
def test_a_short_paragraph_without_a_mark_at_its_end_is_a_headline(
    paragraph: str, expected: bool
) -> None:
    assert is_headline(paragraph) is expected
