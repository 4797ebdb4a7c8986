"""The checks of marks, lengths, loops and languages: real faults, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.checks import CHECKS, check, worst
from translator.languages import EN_ID, ID_EN, Direction
from translator.result import Flag, Hypothesis, Severity

SEVERE, NOTICE = Severity.SEVERE, Severity.NOTICE

# kind, direction, source, target, severity
FAULTS = [
    (
        "length",
        "id-en",
        "Kapal selam Jerman disebut U-boat. Orang Jerman ahli mengarungi dan mengoperasikannya.",
        "German submarines are called U-boats.",
        SEVERE,
    ),
    ("length", "id-en", "Ia pulang ke rumahnya kemarin sore.", "", SEVERE),
    (
        "length",
        "en-id",
        "The building housed a number of pilgrims who came to visit the holy city.",
        "(Yaitu ketika) lafal Idz di sini dinashabkan oleh lafal Udzkur yang diperkirakan "
        "keberadaannya (menyembah haji di sekitar Baitullah). Lafal Yasma'uuna menjadi Badal "
        "dari lafal yang sebelumnya.",
        SEVERE,
    ),
    (
        "sentences",
        "en-id",
        "KV62 may be the most famous of the tombs. It was the scene of Carter's discovery in 1922.",
        "KV62 adalah makam yang paling terkenal, lokasi penemuan Carter tahun 1922.",
        SEVERE,
    ),
    ("brackets", "id-en", "pada Senin (2/12) di Bali", "on Monday in Bali", NOTICE),
    ("brackets", "en-id", "The building was full.", "(Yaitu ketika) gedung itu penuh.", NOTICE),
    (
        "question",
        "id-en",
        "Bagaimana gravitasi Io menarik saya? Jika Anda berdiri di Io, Anda lebih ringan.",
        "If you stand on the surface of Io, you'll weigh lighter than when you're on Earth.",
        SEVERE,
    ),
    ("question", "en-id", "Who? And when?", "Siapa dan kapan?", NOTICE),
    (
        "quotes",
        "id-en",
        'Italia pada dasarnya adalah "adik laki-laki" dari Jerman dan Jepang.',
        "Italians are basically German and Japanese brothers.",
        NOTICE,
    ),
    ("quotes", "en-id", "He called it a “green card” then.", "Ia menyebutnya kartu hijau.", NOTICE),
    ("unfinished", "en-id", "Both tribes live in the jungle.", "Kedua suku tinggal di", NOTICE),
    ("names", "id-en", "kata Makis Triantafylopoulos.", "said Makis Triantafylopols.", SEVERE),
    ("names", "id-en", "kata Siriporn di sana", "said Siporn over there", SEVERE),
    ("names", "id-en", "tentara salib Giovanni Falcone", "the crusader Girovani", SEVERE),
    ("names", "en-id", "he called the “Indomitable”", "ia sebut “Indomitoable”", SEVERE),
    ("names", "id-en", "Airbnb menambah rumah.", "airbb added houses.", SEVERE),
    ("names", "id-en", "Airbnb menambah rumah.", "Airbb added houses.", SEVERE),
    ("names", "en-id", "Airbnb added houses.", "airbb menambah rumah.", SEVERE),
    ("names", "id-en", "Rumah milik Siregar dijual.", "The house of sregar is sold.", SEVERE),
    ("names", "en-id", "The house of Siregar is sold.", "Rumah milik sregar dijual.", SEVERE),
    ("names", "en-id", "SoftBank came.", "sofbank datang.", SEVERE),
    ("names", "id-en", "pemimpin Islandia mundur", "the Indonesian leaders resigned", SEVERE),
    ("names", "id-en", "Distrik Grachtengordel itu", "the old district", NOTICE),
    ("names", "id-en", "kata Petros Mantouvalos di sana", "said Petros over there", NOTICE),
    ("names", "id-en", "mereka datang pada Selasa", "they came on Wednesday", SEVERE),
    ("loop", "id-en", "Panas sekali hari ini di sana.", "heat heat heat heats of today", SEVERE),
    ("loop", "id-en", "Maaf ya.", "I'm sorry I'm sorry I'm sorry I'm sorry", SEVERE),
    ("loop", "en-id", "He laughed out loud at it.", "Ia tertawa hahahahahahahaha keras.", SEVERE),
    (
        "untranslated",
        "en-id",
        "Already reporting in English and Japanese, it is launching programs.",
        "Already reporting in English and Japanese, mereka meluncurkan program.",
        NOTICE,
    ),
    ("untranslated", "id-en", "itu pendakian yang sulit", "it is a difficult pendakian", NOTICE),
    ("untranslated", "id-en", "ia mengantre di sana", "he was mengantre over there", NOTICE),
    ("untranslated", "en-id", "the locomotion of it", "locomotion dari itu", NOTICE),
    ("untranslated", "id-en", "Mereka pulang dari kota.", "Mereka pulang dari kota.", SEVERE),
    (
        "language",
        "id-en",
        "Mereka tidak akan pulang dari kota itu.",
        "Mereka tak akan kembali dari kota yang itu.",
        SEVERE,
    ),
    (
        "language",
        "en-id",
        "Al Gore rattled off his favorite headlines (The Onion reported he and Tipper were having "
        "the best sex of their lives after his 2000 Electoral College defeat).",
        "Al Gore menceritakan berita favoritnya (The Onion reported he and Tipper were having "
        "the best sex of their life after his 2000 Electoral College defeat).",
        SEVERE,
    ),
    ("protected", "id-en", "Halo {nama}, klik di sini.", "Hello {name}, click here.", SEVERE),
    ("protected", "id-en", "Lihat a@b.id atau laporan.pdf itu.", "See a@b.id or that.", NOTICE),
    ("escapes", "id-en", "Penjara Irak dibakar.", "Iraq&#39;s prison was burned.", SEVERE),
    ("garbled", "id-en", "Bir di Barça itu.", "That beer in Bar\ufffda.", SEVERE),
    ("garbled", "en-id", "It was hot.", "\ufffd Panas.", SEVERE),
    ("garbled", "id-en", "Ya.", "Yes&#65533;", SEVERE),
]


@pytest.mark.parametrize(("kind", "direction", "source", "target", "severity"), FAULTS)
def test_a_fault_is_found(
    kind: str, direction: str, source: str, target: str, severity: Severity
) -> None:
    flags = check(source, target, Direction.parse(direction))
    assert {flag.kind: flag.severity for flag in flags}.get(kind) is severity


# direction, source, target
RIGHT = [
    ("id-en", "Ya.", "Yes."),
    ("id-en", '"Dia datang kemarin," katanya."', '"He came yesterday," he said. "'),
    ("id-en", "mereka â€” katanya â€” datang", "they - he said - came"),
    ("id-en", "Terima kasih banyak.", "Thanks."),
    ("en-id", "Why?", "Mengapa?"),
    ("id-en", "“Tidak,” katanya (pelan).", "'No,' he said (quietly)."),
    ("en-id", "no tariff con[c]essions", "tidak ada konsesi tarif"),
    ("id-en", "Royal Dutch Shell", "Royal Dutch Shell"),
    ("id-en", "Ia berlari, berlari, dan berlari.", "He ran, ran, and ran."),
    ("en-id", "1 2 3 1 2 3 1 2 3 go", "1 2 3 1 2 3 1 2 3 jalan"),
    (
        "en-id",
        "the Royal Society for the Prevention of Cruelty to Animals said so",
        "Royal Society for the Prevention of Cruelty to Animals mengatakan demikian",
    ),
    (
        "id-en",
        "data media itu permanen, kata mentor",
        "the media data is permanent, the mentor said",
    ),
    ("id-en", "terminal di Berlin itu", "that Berlin terminal"),
    ("en-id", "online hiking and marketing", "hiking dan marketing online"),
    ("id-en", "Jenderal Belanda itu", "the Dutch general"),
    ("id-en", "Kastil dan desain itu bagus.", "The castle and the design are good."),
    ("id-en", "Artikel dan sampel itu bagus.", "The article and the sample are good."),
    ("en-id", "Boomerang and biscuits.", "Sebuah bumerang dan biskuit."),
    ("en-id", "It is Class A.", "Itu kelas A."),
    ("en-id", "Structures last.", "Struktur bertahan."),
    ("id-en", "Tetangga Alexandria itu", "that Alexandrian neighbour"),
    ("id-en", "Skuadron Efesus Nasional", "the National Squadron of Ephesus"),
    ("id-en", "Universitas Kopenhagen", "the University of Copenhagen"),
    ("id-en", "Kelas Satu, kelas terbaik", "First Class, the best class"),
    ("id-en", "Jakut Targetkan Vaksinasi Hewan", "North Jakarta Targeting to Vaccinate Animals"),
    ("en-id", "Iraq's Abu Ghraib prison", "penjara Abu Ghraib di Irak"),
    ("en-id", "the Tibetan-Mongol forces", "pasukan Tibet-Mongolia"),
    ("en-id", "on Sunday in New Zealand", "pada hari Minggu di Selandia Baru"),
    ("id-en", "Tom &amp; Jerry", "Tom &amp; Jerry"),
    ("id-en", "tanda \ufffd itu", "that \ufffd sign"),
]


@pytest.mark.parametrize(("direction", "source", "target"), RIGHT)
def test_a_good_translation_has_no_flag(direction: str, source: str, target: str) -> None:
    assert check(source, target, Direction.parse(direction)) == ()


def test_a_hypothesis_without_an_end_is_flagged() -> None:
    cut = Hypothesis("A house on the", -0.5, finished=False)
    flags = check("Rumah di bukit", cut.text, ID_EN, cut)
    assert [(flag.kind, flag.severity) for flag in flags] == [("unfinished", SEVERE)]


def test_what_has_no_words_is_not_judged() -> None:
    assert check("12.500", "", ID_EN) == ()


def test_the_worst_of_some_flags() -> None:
    notice, severe = Flag("numbers", ""), Flag("loop", "", SEVERE)
    assert worst([]) is None
    assert worst([notice]) is NOTICE
    assert worst([notice, severe]) is SEVERE


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([ID_EN, EN_ID]))
def test_any_text_can_be_judged(source: str, target: str, direction: Direction) -> None:
    flags = check(source, target, direction)
    kinds = [flag.kind for flag in flags]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(CHECKS)
    assert all(flag.message for flag in flags)
