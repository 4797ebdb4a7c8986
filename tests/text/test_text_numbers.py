"""What a number is worth, in both languages' ways of writing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text import numbers
from translator.text.numbers import marks

# language, text, the values that one of its numbers may have
READINGS = [
    ("id", "1.000,5", {1000.5}),
    ("en", "1,000.5", {1000.5}),
    ("id", "12.500 orang", {12_500}),
    ("id", "2.5 juta", {2_500_000}),
    ("en", "2.500", {2.5}),
    ("id", "0,145", {0.145}),
    ("id", "10\u00a0000", {10_000}),
    ("id", "Rp1,5 triliun", {1.5e12}),
    ("en", "Rp1.5 trillion", {1.5e12}),
    ("id", "Rp 300 ribu", {300_000}),
    ("en", "$2.5bn", {2.5e9}),
    ("en", "$10m", {10, 10_000_000}),
    ("id", "pukul 09.30", {9.3, 21.3}),
    ("en", "9:30 p.m.", {9.3, 21.3}),
    ("id", "tahun 1990-an", {1990}),
    ("en", "the 1990s", {1990}),
    ("id", "tahun 90-an", {90, 1990}),
    ("en", "5½", {5.5}),
    ("id", "ke-19", {19}),
    ("en", "19th", {19}),
    ("id", "kesembilan belas", {19}),
    ("en", "nineteenth", {19}),
    ("id", "dua puluh lima ribu tiga ratus dua belas", {25_312}),
    ("en", "twenty-five thousand three hundred and twelve", {25_312}),
    ("id", "seratus dua puluh", {120}),
    ("id", "seribu dua ratus", {1200}),
    ("id", "sejuta", {1_000_000}),
    ("id", "sebelas", {11}),
    ("id", "dua setengah juta", {2_500_000}),
    ("en", "two and a half million", {2_500_000}),
    ("en", "half a million", {500_000}),
    ("en", "forty-first", {41}),
    ("id", "dua puluhan", {20}),
    ("en", "twenties", {20, 1920}),
    ("en", "six-and-a-half-million", {6_500_000}),
    ("en", "one-hundred-and-sixty-six", {166}),
    ("id", "kelas VII", {7}),
    ("id", "Paus Yohanes XXIII", {23}),
    ("en", "Chapter IV", {4}),
    ("en", "three dozen", {36, 30}),
    ("en", "a hundred thousand", {100_000}),
]


@pytest.mark.parametrize(("language", "text", "values"), READINGS)
def test_one_number(language: str, text: str, values: set[float]) -> None:
    (number,) = numbers.read(text, language)
    assert number.values == values


# language, text, the highest value of each number
SEVERAL = [
    ("en", "two million and three million", [2e6, 3e6]),
    ("en", "two hundred and three hundred", [200, 300]),
    ("en", "one hundred and twenty thousand", [120_000]),
    ("id", "satu dua tiga", [1, 2, 3]),
    ("id", "2-3 juta", [2e6, 3e6]),
    ("id", "dua hingga tiga juta", [2e6, 3e6]),
    ("en", "5 to 10 million", [5e6, 10e6]),
    ("id", "2 Desember 2020", [2, 12, 2020]),
    ("en", "December 2, 2020", [12, 2, 2020]),
    ("id", "12.03.2020", [12, 3, 2020]),
    ("id", "(2/12)", [2, 12]),
    ("id", "skor 7–2", [7, 2]),
    ("id", "15 pulau di lautan seluas 2,2 juta km2", [15, 2.2e6]),
    ("en", "I may go, he said in May", []),
    ("en", "a MIX of CD, X and V, I and DI", []),
    ("id", "", []),
]


@pytest.mark.parametrize(("language", "text", "values"), SEVERAL)
def test_several_numbers(language: str, text: str, values: list[float]) -> None:
    assert [max(number.values) for number in numbers.read(text, language)] == values


# language of the source, source, target, the target with its own marks
MARKS = [
    ("id", "12.500 orang", "12.500 people", "12,500 people"),
    ("id", "1.234.567,89 km", "1.234.567,89 km", "1,234,567.89 km"),
    ("id", "2,5 juta; 3,7%", "2,5 million; 3,7%", "2.5 million; 3.7%"),
    ("en", "9,000 years", "9,000 tahun", "9.000 tahun"),
    ("en", "Windows 3.1, 16.1 cm", "Windows 3.1, 16.1 cm", "Windows 3.1, 16,1 cm"),
    ("en", "at 9:30, in 2020", "pukul 9.30, pada 2020", "pukul 9.30, pada 2020"),
    ("id", "pukul 9.30", "at 9,30 a.m.", "at 9:30 a.m."),
    ("id", "pukul 9.30", "at 9.30 a.m.", "at 9.30 a.m."),
    ("id", "IP 192.168.1.10", "IP 192.168.1.10", "IP 192.168.1.10"),
    ("id", "12.500 orang", "12.600 people", "12.600 people"),
]


@pytest.mark.parametrize(("language", "source", "target", "expected"), MARKS)
def test_copied_marks_are_exchanged(language: str, source: str, target: str, expected: str) -> None:
    assert marks.exchanged(source, target, language) == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_read_the_same_in_both_ways_of_writing(value: int) -> None:
    english = f"{value:,}"
    indonesian = english.replace(",", ".")
    assert numbers.read(english, "en")[0].values == {float(value)}
    assert numbers.read(indonesian, "id")[0].values == {float(value)}


@given(st.text(max_size=60), st.sampled_from(["id", "en"]))
def test_numbers_stand_in_order_where_they_say(text: str, language: str) -> None:
    end = 0
    for number in numbers.read(text, language):
        assert number.start >= end
        assert text[number.start : number.end] == number.text
        end = number.end
