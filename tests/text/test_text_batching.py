from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.batching import batches

CASES = [  # lengths, budget, batches
    ([], 10, []),
    ([3], 10, [[0]]),
    ([5, 5], 10, [[0, 1]]),
    ([6, 5], 10, [[0], [1]]),  # 2 × 6 padded tokens are over the budget
    ([1, 9, 1, 9], 18, [[1, 3], [0, 2]]),
    ([99, 1], 10, [[0], [1]]),  # over the budget by itself
    ([0, 0, 0], 2, [[0, 1], [2]]),  # an empty text costs one token
]


@pytest.mark.parametrize(("lengths", "budget", "expected"), CASES)
def test_batches(lengths: list[int], budget: int, expected: list[list[int]]) -> None:
    assert batches(lengths, budget) == expected


def test_even_batches_have_texts_of_one_length() -> None:
    assert batches([3, 4, 3, 4, 4, 0, 1], 8, even=True) == [[1, 3], [4], [0, 2], [6], [5]]


@given(st.lists(st.integers(0, 200)), st.integers(1, 400))
def test_each_text_once_and_no_batch_over_the_budget(lengths: list[int], budget: int) -> None:
    result = batches(lengths, budget)
    assert sorted(index for batch in result for index in batch) == list(range(len(lengths)))
    for batch in result:
        assert len(batch) == 1 or len(batch) * max(lengths[index] for index in batch) <= budget
    longest = [max(lengths[index] for index in batch) for batch in result]
    assert longest == sorted(longest, reverse=True)
