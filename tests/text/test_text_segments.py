from __future__ import annotations

import pytest

from translator.text.segments import is_copy

COPIES = [
    "",
    " ",
    "\t\n",
    "-",
    "***",
    "———",
    "2/12",
    "1.234,56",
    "09:30",
    "$ 5",
    "🙂👍🏽",
    "“”",
    "5%",
]
TEXTS = ["a", "Bali", "3-4 Desember", "Ya!", "né", "日本", "Rp1,5", "🙂 ya"]


@pytest.mark.parametrize("text", COPIES)
def test_nothing_to_translate(text: str) -> None:
    assert is_copy(text)


@pytest.mark.parametrize("text", TEXTS)
def test_something_to_translate(text: str) -> None:
    assert not is_copy(text)
