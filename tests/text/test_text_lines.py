from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.lines import lines_of

CASES = [
    ([], []),
    (["", ""], []),
    (["a"], ["a"]),
    (["a\nb"], ["a\n", "b"]),
    (["a\r\nb\rc\n"], ["a\r\n", "b\r", "c\n"]),
    (["a\r", "\nb"], ["a\r\n", "b"]),  # an end that is parted
    (["a\r", "b"], ["a\r", "b"]),
    (["a\r"], ["a\r"]),
    (["a", "b", "\nc"], ["ab\n", "c"]),
    (["a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"], ["a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"]),
]


@pytest.mark.parametrize(("chunks", "expected"), CASES)
def test_lines(chunks: list[str], expected: list[str]) -> None:
    assert list(lines_of(chunks)) == expected


@given(st.lists(st.text(alphabet=st.sampled_from("a\r\n\x85\u2028"), max_size=5)))
def test_lines_do_not_depend_on_the_chunks(chunks: list[str]) -> None:
    text = "".join(chunks)
    lines = list(lines_of(chunks))
    assert "".join(lines) == text
    assert len(lines) == len(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text))


def test_one_long_line_takes_linear_time() -> None:
    start = time.perf_counter()
    assert len(list(lines_of(["x" * 65536] * 160))) == 1
    assert time.perf_counter() - start < 5
