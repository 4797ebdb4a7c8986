"""Which sentences of a document a summary sentence leans on, and what in it none of them has."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from translator.protocols import TextSentence
from translator.result import Flag, Severity, SummarySentence
from translator.summarize.bag import Bag, count, tokens
from translator.text import numbers
from translator.text.functionwords import FUNCTION_WORDS

# A source must have a quarter of the sentence's content words, each further one a tenth that
# the ones before it lack. A sentence taken from the text word for word has one source.
_FIRST, _MORE = 0.25, 0.1
_SOURCES = 3  # at most
_NAME = re.compile(r"(?<=\S\s)[^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")  # a word that is not the first
_STEM = 4  # letters that a name and a form of it ("Indonesia", "Indonesian") share at least


class Grounding:
    """Looks up where sentences come from.

    Args:
        sentences: the document.
        language: ISO 639-1 code of the document and of the sentences that are asked about.
    """

    def __init__(self, sentences: Sequence[TextSentence], language: str) -> None:
        self._sentences = sentences
        self._language = language
        self._bag: Bag = count([sentence.text for sentence in sentences])
        self._columns = {word: column for column, word in enumerate(self._bag.words)}
        whole = "\n".join(sentence.text for sentence in sentences)
        self._values = {
            value for number in numbers.read(whole, language) for value in number.values
        }

    def find(self, text: str) -> SummarySentence:
        """The sentence with its sources, best first in `block` and `sentence`.

        `score` is the share of its content words that the sources have, 0–1. A number or name
        that stands nowhere in the document is flagged.
        """
        wanted = set(tokens(text)) - FUNCTION_WORDS[self._language]
        chosen, share = self._sources(wanted or set(tokens(text)))
        places = [(self._sentences[at].block, self._sentences[at].sentence) for at in chosen]
        block, sentence = places[0] if places else (0, 0)
        return SummarySentence(
            text=text,
            block=block,
            sentence=sentence,
            score=share,
            sources=tuple(sorted(places)),
            flags=self._flags(text),
        )

    def _sources(self, wanted: set[str]) -> tuple[list[int], float]:
        open_words = {self._columns[word] for word in wanted if word in self._columns}
        chosen: list[int] = []
        covered = 0
        while open_words and len(chosen) < _SOURCES:
            has = np.isin(self._bag.columns, list(open_words)).astype(float)
            shares = self._bag.per_sentence(has) / len(wanted)
            best = int(np.argmax(shares))
            if shares[best] < (_MORE if chosen else _FIRST):
                break
            chosen.append(best)
            row = set(self._bag.columns[self._bag.rows == best].tolist())
            covered += len(open_words & row)
            open_words -= row
        return chosen, covered / max(len(wanted), 1)

    def _flags(self, text: str) -> tuple[Flag, ...]:
        flags = []
        for number in numbers.read(text, self._language):
            if not number.vague and not number.values & self._values:
                message = f"the number “{number.text}” stands nowhere in the document"
                flags.append(Flag("unsupported number", message, Severity.SEVERE))
        for name in dict.fromkeys(_NAME.findall(text)):
            if name[0].isupper() and not all(map(self._knows, tokens(name))):
                message = f"the name “{name}” stands nowhere in the document"
                flags.append(Flag("unsupported name", message, Severity.SEVERE))
        return tuple(flags)

    def _knows(self, word: str) -> bool:
        """Whether the document has a word or a form of it."""
        return word in self._columns or any(
            len(known) >= _STEM and (word.startswith(known) or known.startswith(word))
            for known in self._columns
            if len(word) >= _STEM
        )
