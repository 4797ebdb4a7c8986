"""Sentences that need their neighbour."""

from __future__ import annotations

import pytest

from translator.summarize.openings import dangling, half_quotations, points_back

POINTING = [
    ("id", "Dia mengatakan rencana sudah siap."),
    ("id", "Namun, warga menolak."),
    ("id", "“Namun warga menolak,” katanya."),
    ("id", "Hal itu disampaikan kemarin."),
    ("id", "Pertemuan tersebut membahas kerja sama."),
    ("id", "Oleh karena itu, KPK berharap banyak."),
    ("id", "Selain itu, harga naik."),
    ("en", "He said the plan was ready."),
    ("en", "The move comes after a year of talks."),
    ("en", "But residents refused."),
    ("en", "It’s a new start, said Ann."),
    ("en", "In addition, prices rose."),
]
STANDING = [
    ("id", "Hari ini harga naik."),
    ("id", "Tahun ini panen gagal."),
    ("id", "Gubernur Bali menerima tamu itu."),
    ("id", "Selain Jakarta, banjir melanda Bogor."),
    ("id", "Sementara waktu, jalan ditutup."),
    ("en", "The government said prices rose."),
    ("en", "The move" + "ment of people is free."),
    ("en", "Item prices rose."),
    ("en", "2017 was a good year."),
    ("en", "…"),
]


@pytest.mark.parametrize(("language", "text"), POINTING)
def test_an_opening_that_points_back(language: str, text: str) -> None:
    assert points_back(text, language)


@pytest.mark.parametrize(("language", "text"), STANDING)
def test_an_opening_that_stands(language: str, text: str) -> None:
    assert not points_back(text, language)


@pytest.mark.parametrize(
    ("texts", "blocks", "expected"),
    [
        (["“Satu,” katanya.", "Dua."], [1, 1], [False, False]),
        (["“Satu.", "Dua,” katanya."], [1, 1], [True, True]),
        (["“Satu.", "Dua.", "Tiga,” katanya.", "Empat."], [1, 1, 1, 1], [True, True, True, False]),
        (['He said: "One.', 'Two."', "Three."], [1, 1, 1], [True, True, False]),
        (["“Satu.", "Dua."], [1, 2], [True, False]),  # the paragraph's end ends it
        (["Dua,” katanya."], [1], [False]),  # a mark lost upstream is no quotation
        (['Dua," katanya.', "Tiga.", '"Empat."'], [1, 1, 1], [False, False, False]),
        (
            ['"Satu.', "Dua.", '"Tiga," katanya.', "Empat."],
            [1, 1, 1, 1],
            [True, False, False, False],
        ),
        (['A 5" pipe.', 'The ("new") one.', 'It is "old".'], [1, 1, 1], [False, False, False]),
        (['"He said "no" to me."', "I left."], [1, 1], [False, False]),
        (['"Satu," katanya, "dua.', 'Tiga."', "Empat."], [1, 1, 1], [True, True, False]),
    ],
)
def test_half_a_quotation(texts: list[str], blocks: list[int], expected: list[bool]) -> None:
    assert half_quotations(texts, blocks) == expected


def test_dangling_is_either() -> None:
    texts = ["Budi tiba.", "Dia lelah.", "“Saya lelah.", "Sekali,” kata Budi."]
    assert dangling(texts, [1, 1, 2, 2], "id") == [False, True, True, True]
