"""Where a summary's sentences come from, and what in them comes from nowhere."""

from __future__ import annotations

import pytest

from translator.summarize import SourceSentence
from translator.summarize.grounding import Grounding

TEXTS = [
    "Gubernur Bali Mahendra Jaya menerima Direktur Alibaba Cloud, Pitt Wi Zhe, pada Senin.",
    "Pertemuan itu membahas kerja sama senilai Rp1,5 triliun.",
    "Alibaba Cloud akan menggelar konferensi pada 3 Desember di Sanur.",
    "Warga berharap ada lapangan kerja baru.",
]
GROUNDING = Grounding([SourceSentence(text, at, 1) for at, text in enumerate(TEXTS, 1)], "id")


@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_a_sentence_of_the_text_leans_on_itself_alone(at: int) -> None:
    found = GROUNDING.find(TEXTS[at])
    assert found.sources == ((at + 1, 1),)
    assert (found.block, found.sentence, found.score, found.flags) == (at + 1, 1, 1.0, ())


def test_a_sentence_may_lean_on_two() -> None:
    found = GROUNDING.find("Gubernur Bali dan Alibaba Cloud menggelar konferensi di Sanur.")
    assert found.sources == ((1, 1), (3, 1))
    assert found.score == 1.0


def test_a_sentence_from_nowhere_leans_on_none() -> None:
    found = GROUNDING.find("Harga beras terus naik sejak bulan lalu.")
    assert (found.sources, found.block, found.score) == ((), 0, 0.0)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kerja sama itu senilai Rp1,5 triliun.", []),
        ("Kerja sama itu senilai Rp2,5 triliun.", ["unsupported number"]),
        ("Konferensi digelar pada 4 Desember.", ["unsupported number"]),
        ("Konferensi digelar di Sanur.", []),
        ("Konferensi digelar di Jakarta.", ["unsupported name"]),
        ("Konferensi digelar Tencent Cloud di Kuta.", ["unsupported name"] * 2),
        ("Konferensi digelar orang Sanur-Bali.", []),
        ("Rapat digelar.", []),  # a first word is no name
    ],
)
def test_a_number_or_name_that_the_text_lacks_is_flagged(text: str, kinds: list[str]) -> None:
    assert [flag.kind for flag in GROUNDING.find(text).flags] == kinds


def test_an_empty_document_supports_nothing() -> None:
    found = Grounding([], "en").find("Alice paid 5 dollars to Bob.")
    assert found.sources == ()
    assert {flag.kind for flag in found.flags} == {"unsupported number", "unsupported name"}
