"""Letters and signs that models lack: what the model gets, and how they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text import rare

# source, what the model gets, what it says, target, its language
THERE_AND_BACK = [
    ("José di São Paulo", "Jose di Sao Paulo", "Jose in Sao Paulo", "José in São Paulo", "en"),
    ("Łódź dan Erdoğan's", "Lodz dan Erdogan's", "Erdogan's Lodz", "Erdoğan's Łódź", "en"),
    ("Jose\u0301 itu", "Jose itu", "that Jose", "that Jose\u0301", "en"),
    ("a café", "a cafe", "Cafe", "Café", "id"),
    ("the Café", "the Cafe", "CAFE itu", "CAFÉ itu", "id"),
    ("the Café", "the Cafe", "Kafe itu", "Kafe itu", "id"),
    ("Zoë and Zoë", "Zoe and Zoe", "Zoe", "Zoë", "id"),
    ("Zoë", "Zoe", "Zoe and Zoe", "Zoe and Zoe", "en"),
    ("Thé dansant", "The dansant", "The dansant", "The dansant", "en"),
    ("Weiß, Ærø", "Weiss, Aero", "Weiss, Aero", "Weiß, Ærø", "en"),
    ("35°C di 12,5°W", "35C di 12,5W", "35C in 12.5W", "35°C in 12.5°W", "en"),
    ("12 km² dan 2½ m³", "12 km2 dan 2 1/2 m3", "12 km2 and 2 1/2 m3", "12 km² and 2½ m³", "en"),
    ("Windows® 5 µm", "Windows 5 um", "Windows 5 um", "Windows® 5 µm", "en"),
    ("© 2024", "© 2024", "© 2024", "© 2024", "en"),
    ("harga €5.000", "harga $5.000", "price of $5,000", "price of €5,000", "en"),
    ("harga 5 juta €", "harga 5 juta $", "5 million dollars", "5 million euros", "en"),
    ("£5 million", "$5 million", "5 juta dolar AS", "5 juta pound sterling", "id"),
    ("it cost ¥5,000", "it cost $5,000", "harganya US$5.000", "harganya ¥5.000", "id"),
    ("$5 atau €4", "$5 atau Rp4", "$5 or Rp4", "$5 or €4", "en"),
    ("5 dollars or €4", "5 dollars or Rp4", "5 dolar atau 4 rupiah", "5 dolar atau 4 euro", "id"),
    ("₩5, ₹6 atau ¥7", "$5, Rp6 atau ¥7", "$5, Rp6 or 7", "₩5, ₹6 or 7", "en"),
    ("Rp5, $6, €7", "Rp5, $6, €7", "Rp5, $6, 7", "Rp5, $6, 7", "en"),
]


@pytest.mark.parametrize(("source", "plain", "said", "target", "language"), THERE_AND_BACK)
def test_there_and_back(source: str, plain: str, said: str, target: str, language: str) -> None:
    text, left_out = rare.plain(source)
    assert text == plain
    assert rare.written(said, left_out, language) == target


@given(st.text(st.sampled_from("aZé İğ°½©€£$5.,\u0301ßµRp\n'-"), max_size=30))
def test_what_a_model_copies_keeps_its_signs(source: str) -> None:
    text, left_out = rare.plain(source)
    again = rare.written(text, left_out, "en")
    assert rare.plain(again)[0] == text
    for sign in "€£":
        assert source.count(sign) == again.count(sign)


@given(st.text(max_size=40))
def test_any_text_has_a_plain_form(source: str) -> None:
    text, left_out = rare.plain(source)
    assert rare.plain(text)[0] == text
    rare.written(text, left_out, "id")


def test_a_plain_text_stays() -> None:
    assert rare.plain("Harga $5, Rp6 dan 35 C.") == ("Harga $5, Rp6 dan 35 C.", rare.Rare())
