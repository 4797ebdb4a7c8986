"""The search for the set of sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.options import SummaryOptions
from translator.summarize.bag import Bag, count, tokens
from translator.summarize.choose import Budget, choose

TEXTS = ["a b c d", "a b c e", "f g", "h i j k l m n o", "p"]


def pick(
    texts: list[str],
    keep: dict[str, float],
    options: SummaryOptions,
    needy: list[int] | None = None,
    worth: list[float] | None = None,
) -> list[int]:
    bag = count(texts)
    probabilities = np.array([keep.get(word, 0.0) for word in bag.words])
    return choose(
        bag,
        probabilities,
        np.array(worth or [0.5] * len(texts)),
        np.array(needy or [0] * len(texts), float),
        Budget.of(options, bag.lengths),
    )


def test_the_sentence_with_most_kept_words_comes_first() -> None:
    assert pick(TEXTS, {"f": 1.0, "g": 1.0}, SummaryOptions(1)) == [2]


def test_a_word_counts_little_the_second_time() -> None:
    keep = dict.fromkeys("abcd", 0.9) | {"e": 0.5} | dict.fromkeys("fg", 0.6)
    assert pick(TEXTS, keep, SummaryOptions(2)) == [0, 2]


def test_of_like_words_the_likelier_sentence_comes_first() -> None:
    keep = dict.fromkeys("ab", 0.5) | dict.fromkeys("cd", 0.48)
    assert pick(["a b", "c d"], keep, SummaryOptions(1), worth=[0.4, 0.4]) == [0]
    assert pick(["a b", "c d"], keep, SummaryOptions(1), worth=[0.4, 0.6]) == [1]


def test_the_same_sentence_is_taken_once() -> None:
    assert pick(["a b c"] * 50, dict.fromkeys("abc", 0.5), SummaryOptions(5)) == [0]


def test_a_needy_sentence_loses_to_one_that_is_nearly_as_good() -> None:
    keep = dict.fromkeys("ab", 0.5) | dict.fromkeys("cd", 0.45)
    assert pick(["a b", "c d"], keep, SummaryOptions(1)) == [0]
    assert pick(["a b", "c d"], keep, SummaryOptions(1), needy=[1, 0]) == [1]


def test_a_needy_sentence_comes_along_with_the_one_before_it() -> None:
    keep = dict.fromkeys("ab", 0.9) | dict.fromkeys("cd", 0.5) | dict.fromkeys("ef", 0.45)
    assert pick(["a b", "c d", "e f"], keep, SummaryOptions(2), needy=[0, 1, 0]) == [0, 1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (SummaryOptions(), 3),
        (SummaryOptions(0), 5),
        (SummaryOptions(9), 5),
        (SummaryOptions(0, ratio=0.4), 2),
        (SummaryOptions(0, ratio=0.01), 1),
        (SummaryOptions(1, ratio=0.9), 1),
    ],
)
def test_the_narrowest_bound_counts(options: SummaryOptions, expected: int) -> None:
    assert Budget.of(options, np.ones(5)).sentences == expected


def test_words_are_never_more_than_asked_for() -> None:
    keep = dict.fromkeys("abcdefghijklmnop", 0.5)
    for words in range(1, 20):
        chosen = pick(TEXTS, keep, SummaryOptions(0, words=words))
        assert sum(len(tokens(TEXTS[at])) for at in chosen) <= words
    assert pick(["a b c"], keep, SummaryOptions(0, words=2)) == []


@given(
    st.lists(st.text("ab cd.", max_size=12), min_size=1, max_size=12),
    st.integers(1, 6),
    st.integers(0, 12),
)
def test_sentences_are_chosen_once_and_within_the_bounds(
    texts: list[str], sentences: int, words: int
) -> None:
    bag = count(texts)
    chosen = choose(
        bag,
        np.linspace(0.1, 0.9, len(bag.words)),
        np.linspace(0.9, 0.1, len(texts)),
        np.zeros(len(texts)),
        Budget.of(SummaryOptions(sentences, words), bag.lengths),
    )
    assert len(chosen) == len(set(chosen)) <= sentences
    assert all(bag.lengths[at] for at in chosen)
    assert not words or sum(bag.lengths[chosen]) <= words


@given(st.lists(st.text("aAbB c,é1", max_size=15), max_size=8))
def test_a_bag_counts_every_word(texts: list[str]) -> None:
    bag: Bag = count(texts)
    assert bag.lengths.tolist() == [len(tokens(text)) for text in texts]
    assert bag.per_sentence(bag.counts).tolist() == bag.lengths.tolist()
    for row, column, number in zip(bag.rows, bag.columns, bag.counts, strict=True):
        assert tokens(texts[row]).count(bag.words[column]) == number
