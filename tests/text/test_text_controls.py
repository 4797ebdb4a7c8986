from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.controls import visible

CASES = [
    ("Bali", "Bali"),
    ("merah \x1b[31mdan\x1b[0m putih", "merah dan putih"),
    ("\x1b]0;judul\x07isi", "isi"),  # sets the window's title
    ("\x1b]8;;http://x\x1b\\tautan\x1b]8;;\x1b\\", "tautan"),
    ("\x9b2Jisi", "isi"),
    ("a\x00b\x08c\x7fd", "abcd"),
    ("a\x0cb\x0bc\x85d", "a b c d"),
    ("tab\tbaris\r\nbaru", "tab\tbaris\r\nbaru"),
    ("\u202egnp.exe", "gnp.exe"),
    ("a\ud800b", "ab"),
    ("\x1b", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert not any((c < " " and c not in "\t\r\n") or "\x7f" <= c <= "\x9f" for c in shown)
    shown.encode("utf-8")
    assert visible(shown) == shown
