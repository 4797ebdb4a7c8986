"""Marks that a sentence opens with are kept from the model and put back."""

from __future__ import annotations

import pytest

from translator.text.normalise import prepare, restore

CASES = [
    # source, what the model gets, what it answers, the result
    ('"Bali indah," katanya.', 'Bali indah," katanya.', 'Bali is beautiful," he said.',
     '"Bali is beautiful," he said.'),
    ("“Bali indah.", "Bali indah.", "Bali is beautiful.", "“Bali is beautiful."),
    ('"Bali indah."', "Bali indah.", "Bali is beautiful.", '"Bali is beautiful."'),
    ("(Antara)", "Antara", "Antara", "(Antara)"),
    ("(Bali) itu indah.", "Bali) itu indah.", "Bali) is nice.", "(Bali) is nice."),
    ('"Bali', "Bali", '"Bali', '"Bali'),  # a model that opens it by itself
    ("Bali.", "Bali.", "Bali.", "Bali."),
    ("- Bali", "- Bali", "- Bali", "- Bali"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "asked", "answer", "result"), CASES)
def test_opening_marks(source: str, asked: str, answer: str, result: str) -> None:
    prepared = prepare(source, "id")
    assert prepared.text == asked
    assert restore(answer, prepared.style, "en") == result
