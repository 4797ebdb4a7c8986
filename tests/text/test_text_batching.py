from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.batching import batches, each, shares

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


SHARES = [  # sizes, limit, shares
    ([], 10, []),
    ([0], 10, [[0]]),
    ([9, 9], 10, [[9, 9]]),  # less than twice the limit
    ([5, 5, 5, 5], 10, [[5, 5], [5, 5]]),
    ([5, 5, 5, 5, 5], 10, [[5, 5, 5], [5, 5]]),
    ([50, 1, 1], 10, [[50], [1, 1]]),
]


@pytest.mark.parametrize(("sizes", "limit", "expected"), SHARES)
def test_shares(sizes: list[int], limit: int, expected: list[list[int]]) -> None:
    assert [sizes[share] for share in shares(sizes, limit)] == expected


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_shares_are_all_of_it_and_none_is_long(sizes: list[int], limit: int) -> None:
    result = [sizes[share] for share in shares(sizes, limit)]
    assert [size for share in result for size in share] == sizes
    assert all(sum(share[:-1]) < 2 * limit for share in result)


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


@given(st.lists(st.integers(60, 90), min_size=20))
def test_a_short_list_still_makes_several_batches(lengths: list[int]) -> None:
    result = batches(lengths, 10**6, parts=4)
    assert len(result) >= 4
    assert sorted(index for batch in result for index in batch) == list(range(len(lengths)))
    assert len(batches(lengths[:3], 10**6, parts=4)) <= 3


def test_a_few_words_are_not_cut_up() -> None:
    assert batches([50, 40, 30, 20, 10], 512, parts=4) == [[0, 1, 2, 3, 4]]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_batches_that_are_made_at_once_come_in_order(workers: int) -> None:
    given = list(range(40))

    def slow_at_first(number: int) -> int:
        time.sleep(0.01 if number < 3 else 0)
        return -number

    assert list(each(slow_at_first, given, workers)) == [-number for number in given]


def test_as_many_run_at_once_as_there_are_workers() -> None:
    meeting = threading.Barrier(3, timeout=10)  # broken unless three meet
    assert list(each(lambda number: meeting.wait() >= 0, range(6), 3)) == [True] * 6


@pytest.mark.parametrize("workers", [1, 3])
def test_what_goes_wrong_in_one_batch_is_raised(workers: int) -> None:
    def fail(number: int) -> int:
        if number == 2:
            raise ValueError("no")
        return number

    results = each(fail, range(6), workers)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="no"):
        next(results)
