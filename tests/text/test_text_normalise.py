from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.normalise import prepare, restore

PREPARED = [  # as written, as the model gets it
    ("Ia berkata, “Ya.”", 'Ia berkata, "Ya."'),
    ("Ia berkata, „Ya“ dan «tidak»", 'Ia berkata, "Ya" dan "tidak"'),
    ("it’s ‘fine’", "it's 'fine'"),
    ("skor 7–2, tahun 1469–1539", "skor 7-2, tahun 1469-1539"),
    ("kata—kata", "kata - kata"),
    ("Denpasar – Gubernur", "Denpasar - Gubernur"),
    ("Jakarta–Bandung", "Jakarta-Bandung"),
    ("he -- she", "he - she"),
    ("suhu −5 derajat", "suhu -5 derajat"),
    ("tunggu…", "tunggu..."),
    ("Rp\u00a05\u202f000\u2003juta", "Rp 5 000 juta"),
    ("pe\u00adme\u200brin\u2060tah\ufeff", "pemerintah"),
    ("keluarga 👨\u200d👩\u200d👧 bahagia", "keluarga 👨\u200d👩\u200d👧 bahagia"),
    ("merah \x1b[31mdarah\x1b[0m\x07", "merah darah"),
    ("satu\n  dua", "satu dua"),
    ("kemer-\ndekaan anak-\nanak", "kemerdekaan anak-anak"),
    ("skor 7â€“2 dan â€œyaâ€\x9d di UniÃ³n", 'skor 7-2 dan "ya" di Union'),  # mojibake
    ("CAFÉ” dan naïve", 'CAFE" dan naive'),
    ("GUBERNUR BALI TERIMA TAMU", "Gubernur bali terima tamu"),
    ("DPR", "DPR"),
]
RESTORED = [  # source, target of the model, result
    ("Kata “satu” itu", 'The word "one"', "The word “one”"),
    ("Kata „satu“ itu", 'The word "one"', "The word „one“"),
    ("Kata „satu” itu", 'The word "one"', "The word „one”"),
    ("Kata «satu» itu", 'The word "one"', "The word «one»"),
    ('Kata "satu" itu', 'The word "one"', 'The word "one"'),
    ("Bali,” ujarnya", 'Bali," he said', "Bali,” he said"),  # a quotation begun before
    ("Kata (“satu”)", 'The word ("one")', "The word (“one”)"),
    ("Ini ’kan baik", "It's the girls' book", "It’s the girls’ book"),
    ("Kata “satu” itu", "Bali's", "Bali’s"),
    ("skor 7â€“2", "score 7-2", "score 7–2"),
    ("Denpasar – Gubernur", "Denpasar - Governor", "Denpasar – Governor"),
    ("kata—kata", "word - words", "word—words"),
    ("— Halo", "- Hello", "— Hello"),
    ("kata - kata", "word - words", "word - words"),
    ("skor 7–2", "score 7-2", "score 7–2"),
    ("skor 7-2", "score 7-2", "score 7-2"),
    ("rute Jakarta–Bandung", "the Jakarta-Bandung route", "the Jakarta–Bandung route"),
    ("tunggu…", "wait...", "wait…"),
    ("tunggu...", "wait...", "wait..."),
    ("GUBERNUR BALI TERIMA TAMU", "Governor of Bali receives guests",
     "GOVERNOR OF BALI RECEIVES GUESTS"),
    ("satu", " one \x1b[31m two ", "one two"),
]  # fmt: skip
MENDED = [  # as the English–Indonesian model writes, as it should be
    ("kira - kira 5", "kira-kira 5"),
    ("anak - anaknya berlari - lari", "anak-anaknya berlari-lari"),
    ("sebaik - baiknya", "sebaik-baiknya"),
    ("abad ke - 15", "abad ke-15"),
    ("se - Indonesia", "se-Indonesia"),
    ("COVID - 19", "COVID-19"),
    ("US $ 11.000", "US$ 11.000"),
    ("US $11.000", "US$ 11.000"),
    ("buku - pena", "buku - pena"),
    ("Jakarta - Bandung", "Jakarta - Bandung"),
]


@pytest.mark.parametrize(("text", "expected"), PREPARED)
def test_prepare(text: str, expected: str) -> None:
    assert prepare(text, "id").text == expected


@pytest.mark.parametrize(("source", "target", "expected"), RESTORED)
def test_restore(source: str, target: str, expected: str) -> None:
    assert restore(target, prepare(source, "id").style, "en") == expected


QUOTES = ("“”", "„“", "„”", "«»", "»«", "””", '""')


@pytest.mark.parametrize(("opening", "closing"), QUOTES)
def test_a_quotation_over_several_sentences_keeps_its_marks(opening: str, closing: str) -> None:
    """Each sentence has one of its marks, and is translated without the others."""
    for source, said, target in (
        (f"Ia berkata: {opening}Kami datang.", 'He said: "We came.', f"He said: {opening}We came."),
        (f"{opening}Kami datang.", "We came.", f"{opening}We came."),
        ("Kami melihat.", "We saw.", "We saw."),
        (f"Kami menang,{closing} katanya.", 'We won," he said.', f"We won,{closing} he said."),
        (f"Kami menang.{closing}", 'We won."', f"We won.{closing}"),
        (
            f"Kami ({opening}Bali{closing}) ada.",
            'We ("Bali") are.',
            f"We ({opening}Bali{closing}) are.",
        ),
    ):
        assert restore(said, prepare(source, "id").style, "en") == target


@pytest.mark.parametrize(("target", "expected"), MENDED)
def test_indonesian_is_mended(target: str, expected: str) -> None:
    assert restore(target, prepare("x", "en").style, "id") == expected


@pytest.mark.parametrize(("target", "_"), MENDED)
def test_only_indonesian_is_mended(target: str, _: str) -> None:
    assert restore(target, prepare("x", "id").style, "en") == target


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_the_model_gets_one_clean_line(text: str) -> None:
    prepared = prepare(text, "id").text
    assert prepared == " ".join(prepared.split())
    assert not any(character < " " or character in "\x7f“”‘’…—\u00ad" for character in prepared)
    prepared.encode("utf-8")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Para diplomat tiba.", "diplomats arrive.", "Diplomats arrive."),
        ("“Para diplomat tiba.”", "diplomats arrive.", "“Diplomats arrive.”"),
        ("para diplomat tiba.", "diplomats arrive.", "diplomats arrive."),
        ("PARA DIPLOMAT TIBA", "diplomats arrive", "DIPLOMATS ARRIVE"),
    ],
)
def test_a_sentence_begins_with_a_capital_as_its_source_does(
    source: str, target: str, expected: str
) -> None:
    assert restore(target, prepare(source, "id").style, "en") == expected
