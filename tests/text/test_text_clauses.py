from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.clauses import split_long

CASES = [  # text, characters that fit, pieces
    ("", 5, [""]),
    ("pendek", 10, ["pendek"]),
    ("Ia datang. Ia pergi.", 12, ["Ia datang. ", "Ia pergi."]),
    ("satu dua; tiga, empat lima", 20, ["satu dua; ", "tiga, empat lima"]),
    ("satu dua tiga, empat lima", 20, ["satu dua tiga, ", "empat lima"]),
    ("dia datang karena hujan", 20, ["dia datang ", "karena hujan"]),
    ("satu dua tiga empat", 12, ["satu dua ", "tiga empat"]),
    ("x" * 10, 4, ["xxxx", "xxxx", "xx"]),
    ("abcd\u0301ef", 4, ["abc", "d\u0301ef"]),  # an accent stays with its letter
    ("harga Rp1.500,75 saja", 15, ["harga ", "Rp1.500,75 saja"]),  # no cut in a number
]


@pytest.mark.parametrize(("text", "limit", "expected"), CASES)
def test_split_long(text: str, limit: int, expected: list[str]) -> None:
    assert split_long(text, lambda piece: len(piece) <= limit) == expected


@given(st.text(alphabet=st.sampled_from("ab ,.;:—“”\n\u0301é\ud800")), st.integers(1, 30))
def test_pieces_are_the_text_and_fit(text: str, limit: int) -> None:
    pieces = split_long(text, lambda piece: len(piece) <= limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


@given(st.text(), st.integers(1, 30))
def test_any_measure_ends(text: str, limit: int) -> None:
    # Bytes: a measure that is not the number of characters; one character may be over it.
    pieces = split_long(text, lambda piece: len(piece.encode("utf-8", "replace")) <= limit)
    assert "".join(pieces) == text
    assert all(len(p) == 1 or len(p.encode("utf-8", "replace")) <= limit for p in pieces)


def test_pieces_are_balanced() -> None:
    text = " ".join(["kata"] * 100)
    pieces = split_long(text, lambda piece: len(piece) <= 260)
    assert len(pieces) == 2
    assert abs(len(pieces[0]) - len(pieces[1])) < 10


@pytest.mark.parametrize("unit", ["x", "kata ", "a, ", "a. "])
def test_a_long_text_takes_linear_time(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    start = time.perf_counter()
    pieces = split_long(text, lambda piece: len(piece) <= 1000)
    assert time.perf_counter() - start < 10
    assert "".join(pieces) == text
