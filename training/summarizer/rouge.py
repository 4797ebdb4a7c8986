"""ROUGE-1 on word counts, fast enough to be asked thousands of times; and the labels.

`benchmarks/summaries.py` reports with the library rouge-score; a test holds the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def rouge_1(words: Counter[str], gold: Counter[str]) -> float:
    """F1 of the words, 0–1."""
    size = words.total() + gold.total()
    return 2 * (words & gold).total() / size if size else 0.0


def of_sentences(chosen: Iterable[int], bags: Sequence[Counter[str]], gold: Counter[str]) -> float:
    """ROUGE-1 of a summary made of these sentences."""
    return rouge_1(sum((bags[index] for index in chosen), Counter[str]()), gold)


def oracle(bags: Sequence[Counter[str]], gold: Counter[str], sentences: int) -> list[int]:
    """At most so many sentences, each the one that raises ROUGE-1 most; none that lowers it."""
    chosen: list[int] = []
    words: Counter[str] = Counter()
    reached = 0.0
    while len(chosen) < min(sentences, len(bags)):
        scores = [
            -1.0 if index in chosen else rouge_1(words + bag, gold)
            for index, bag in enumerate(bags)
        ]
        best = max(range(len(bags)), key=lambda index: (scores[index], -index))
        if scores[best] <= reached:
            break
        reached = scores[best]
        chosen.append(best)
        words += bags[best]
    return chosen
