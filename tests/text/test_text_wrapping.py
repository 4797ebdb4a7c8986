from __future__ import annotations

import pytest

from translator.text.wrapping import is_reduplication, unwrap

UNWRAPPED = [
    ("satu\ndua", "satu dua"),
    ("satu  \r\n  dua\rtiga", "satu dua tiga"),
    ("kemer-\ndekaan", "kemerdekaan"),  # broken by the hyphen
    ("transla-\n  tion", "translation"),
    ("anak-\nanak", "anak-anak"),  # the hyphen belongs to the word
    ("berlari-\nlari", "berlari-lari"),
    ("ke-\n15", "ke-15"),
    ("non-\nIndonesia", "non-Indonesia"),
    ("well-\nknown", "well-known"),
    ("satu -\ndua", "satu - dua"),  # a dash
    ("2019-\n2024", "2019- 2024"),  # a range, no word
    ("anak-anak", "anak-anak"),  # no line break
]
DOUBLED = [
    *(("kira", "kira"), ("anak", "anaknya"), ("berlari", "lari"), ("sebaik", "baiknya")),
    *(("pukul", "memukul"), ("sayur", "mayur"), ("bolak", "balik"), ("warna", "warni")),
]
NOT_DOUBLED = [
    *(("buku", "pena"), ("ibu", "bapak"), ("a", "a"), ("kerja", "sama"), ("di", "di")),
    *(("kemer", "dekaan"), ("2019", "2019"), ("transla", "tion")),
]


@pytest.mark.parametrize(("text", "expected"), UNWRAPPED)
def test_unwrap(text: str, expected: str) -> None:
    assert unwrap(text) == expected


@pytest.mark.parametrize(("first", "second"), DOUBLED)
def test_halves_of_a_doubled_word(first: str, second: str) -> None:
    assert is_reduplication(first, second)


@pytest.mark.parametrize(("first", "second"), NOT_DOUBLED)
def test_two_words(first: str, second: str) -> None:
    assert not is_reduplication(first, second)
