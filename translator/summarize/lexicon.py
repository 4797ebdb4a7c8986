"""What news texts tell of words: how common they are, how often summaries keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from translator.summarize.bag import Floats

_UNKNOWN_SHARE = 1.0  # an unknown word counts as common as the rarest known one


@dataclass(frozen=True)
class Lexicon:
    """The frequent words of one language."""

    numbers: Mapping[str, int]  # word, lower case -> its place in the arrays
    idf: Floats  # natural logarithm of articles in all / articles with the word
    keep: Floats  # log of how often summaries keep the word / keep any word of its articles

    def idf_of(self, words: Sequence[str]) -> Floats:
        """Inverse document frequency; a word that is not known is as rare as the rarest."""
        rarest = float(self.idf.max(initial=1.0)) + _UNKNOWN_SHARE
        padded = np.append(self.idf, rarest)
        return padded[self._places(words)]

    def keep_of(self, words: Sequence[str]) -> Floats:
        """Whether summaries like the word; 0 for a word that is not known."""
        return np.append(self.keep, 0.0)[self._places(words)]

    def _places(self, words: Sequence[str]) -> list[int]:
        return [self.numbers.get(word, -1) for word in words]
