"""Which sentences make the best summary together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from translator.options import SummaryOptions
from translator.summarize.bag import Bag, Floats, Integers

# Chosen on the training articles; see docs/summaries.md.
_AGAIN = 0.3  # worth of a word that a chosen sentence has already, to its first worth
# Words of the ideal summary / expected number of distinct words it keeps. It is the same in both
# languages, and below 1 so that it is also right for summaries shorter than the training ones.
_LENGTH = 0.6
_TRUST = 0.4  # exponent of what the first network says of a sentence; 0: only its words count
_USUAL = 3  # sentences of a summary of that length; a longer one is asked for by asking for more
_ALONE = 0.6  # what is left of the worth of a sentence that needs the one before it
_NEEDED = 1.3  # the same of a sentence that a chosen one needs
_REPEATED = 0.85  # a sentence of which so much stands in the summary already says nothing new


@dataclass(frozen=True)
class Budget:
    """How long a summary may be."""

    sentences: int
    words: float  # infinite: no bound

    @classmethod
    def of(cls, options: SummaryOptions, lengths: Floats) -> Budget:
        """The narrowest of the bounds that are set; none set means all sentences."""
        bounds = [len(lengths)]
        if options.sentences:
            bounds.append(options.sentences)
        if options.ratio:
            bounds.append(max(1, round(options.ratio * len(lengths))))
        return cls(min(bounds), options.words or float("inf"))

    def usual_summaries(self, lengths: Floats) -> float:
        """How many summaries of the usual length fit in."""
        by_words = self.words / max(float(lengths.mean()), 1.0)
        return min(self.sentences, by_words) / _USUAL


def choose(bag: Bag, keep: Floats, worth: Floats, needy: Floats, budget: Budget) -> list[int]:
    """Sentences by number, the best one first.

    A greedy search for the set with the highest expected ROUGE-1 F1 against a summary that keeps
    each distinct word of the document with a known probability: twice the kept words that the
    set has, over its length and the summary's. A word counts little the second time, which is
    what keeps repetition out; a long sentence must pay for its length. What a sentence adds
    counts the more, the likelier the sentence itself is to belong in a summary: of that more
    survives a translation of the document than of its words.

    Args:
        bag: of the document.
        keep: probability of each distinct word to stand in a summary.
        worth: probability of each sentence to belong in one.
        needy: 1 for a sentence that needs its neighbour, else 0.
        budget: how long the set may be.
    """
    search = _Search(bag, keep)
    likely = (worth / worth.max()) ** _TRUST
    ideal = _LENGTH * float(keep.sum())
    ideal *= max(1.0, budget.usual_summaries(bag.lengths))
    chosen: list[int] = []
    while len(chosen) < budget.sentences:
        fits = search.open & (search.length + bag.lengths <= budget.words)
        if not fits.any():
            break
        gain = search.gain * likely * _weight(chosen, needy)
        value = 2.0 * (search.kept + gain) / (search.length + bag.lengths + ideal)
        best = int(np.argmax(np.where(fits, value, -1.0)))
        search.take(best)
        chosen.append(best)
    return chosen


def _weight(chosen: list[int], needy: Floats) -> Floats:
    """Less for a needy sentence without the one before it, more for one that such a one needs."""
    weight = np.where(needy > 0, _ALONE, 1.0)
    for sentence in chosen:
        if sentence + 1 < len(needy):
            weight[sentence + 1] = 1.0
    for sentence in chosen:
        if needy[sentence] and sentence and sentence - 1 not in chosen:
            weight[sentence - 1] *= _NEEDED
    return weight


class _Search:
    """What is chosen so far, and what each other sentence would add.

    Taking a sentence costs as much as its new words have places in the text, so that the whole
    search reads the text once.
    """

    def __init__(self, bag: Bag, keep: Floats) -> None:
        self._bag = bag
        self._keep = keep
        order = np.argsort(bag.columns, kind="stable")
        self._rows_by_word = bag.rows[order]
        self._word_starts = np.searchsorted(bag.columns[order], np.arange(len(keep) + 1))
        self._sentence_starts = np.searchsorted(bag.rows, np.arange(len(bag.lengths) + 1))
        self._seen = np.zeros(len(keep), bool)
        self._distinct = np.diff(self._sentence_starts)
        self._known = np.zeros(len(bag.lengths))  # distinct words that are chosen already
        self.gain = bag.per_sentence(keep[bag.columns])
        self.open = self._distinct > 0
        self.kept = 0.0
        self.length = 0.0

    def take(self, sentence: int) -> None:
        """Put a sentence into the set."""
        self.kept += float(self.gain[sentence])
        self.length += float(self._bag.lengths[sentence])
        self.open[sentence] = False
        words = self._words(sentence)
        for word in words[~self._seen[words]].tolist():
            rows = self._rows_by_word[self._word_starts[word] : self._word_starts[word + 1]]
            self.gain[rows] -= self._keep[word] * (1.0 - _AGAIN)
            self._known[rows] += 1
            self._seen[word] = True
        self.open &= self._known < _REPEATED * self._distinct

    def _words(self, sentence: int) -> Integers:
        start, end = self._sentence_starts[sentence], self._sentence_starts[sentence + 1]
        return self._bag.columns[start:end]
