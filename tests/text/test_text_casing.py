from __future__ import annotations

import pytest

from translator.text.casing import capitalised, is_capitals, sentence_case

CAPITALS = ["PEMERINTAH", "GUBERNUR BALI TERIMA TAMU", "RI DAN PEMERINTAH AS", "BAB II: HASIL 2024"]
NOT_CAPITALS = ["DPR", "UMKM", "KPK, BPK", "UNICEF", "Gubernur BALI", "2024", "", "PT", "DPR RI"]
CASES = [
    ("GUBERNUR BALI TERIMA TAMU", "id", "Gubernur bali terima tamu"),
    ("DPR SAHKAN RUU PERPAJAKAN", "id", "DPR sahkan RUU perpajakan"),
    ("PRESIDEN AS TIBA DI KTT G20", "id", "Presiden AS tiba di KTT G20"),
    ("AS THE US SENATE VOTES ON NATO", "en", "As the US senate votes on NATO"),
    ("PERANG DUNIA II", "id", "Perang dunia II"),
    ("“SAYA TIDAK TAHU”", "id", "“Saya tidak tahu”"),
    ("WHAT I DID IN 2024", "en", "What I did in 2024"),
    ("2024: TAHUN BARU", "id", "2024: Tahun baru"),
]


@pytest.mark.parametrize("text", CAPITALS)
def test_written_in_capitals(text: str) -> None:
    assert is_capitals(text)


@pytest.mark.parametrize("text", NOT_CAPITALS)
def test_acronyms_and_ordinary_text(text: str) -> None:
    assert not is_capitals(text)


@pytest.mark.parametrize(("text", "language", "expected"), CASES)
def test_sentence_case(text: str, language: str, expected: str) -> None:
    assert sentence_case(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diplomats say so.", "Diplomats say so."),
        ("éclairs are sold.", "Éclairs are sold."),
        ("e-mail is used.", "E-mail is used."),
        ("iPhone sales rose.", "iPhone sales rose."),
        ("example.com is down.", "example.com is down."),
        ("ani@contoh.id answers.", "ani@contoh.id answers."),
        ("3 people came.", "3 people came."),
        ("h264 is old.", "h264 is old."),
        ("Already so.", "Already so."),
        ("", ""),
    ],
)
def test_a_first_word_gets_a_capital(text: str, expected: str) -> None:
    assert capitalised(text) == expected
