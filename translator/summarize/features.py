"""What the scorer is told of each sentence, by name.

Counts go in as log(1 + count). Closeness is the cosine of tf-idf vectors (square root of the
count times idf). No feature needs more than the sparse counts, so that time and memory grow with
the text and not with its square.

A document and its translation should look alike. So nothing here tells the language (letters and
words a sentence do, and are left out), and what one language has more of than the other is
measured from the document's own mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from translator.summarize.bag import Bag, Floats, Integers, count, tokens
from translator.summarize.lexicon import Lexicon
from translator.summarize.openings import half_quotations, points_back

_LEAD = 3  # sentences that stand for the start of the document
_CONTENT_IDF = 1.5  # a word that fewer than about a fifth of all articles have
_KEYWORDS = 20  # the words of a document that weigh most
_DAMPING, _STEPS = 0.85, 12  # of the walk on the graph of sentences, as in LexRank
_DIGIT = re.compile(r"\d+")
_CAPITAL = re.compile(r"(?<=\s)[A-Z]")
_QUOTE = re.compile(r'["“”„«»]')


@dataclass(frozen=True)
class Text:
    """The sentences of a document, ready to be looked at."""

    texts: Sequence[str]
    blocks: Integers  # number of each sentence's block
    headings: Sequence[str]  # what each sentence stands under; empty: nothing
    language: str  # ISO 639-1
    bag: Bag
    idf: Floats  # of each distinct word

    @cached_property
    def weight(self) -> Floats:
        """tf-idf of each entry of the bag."""
        return np.sqrt(self.bag.counts) * self.idf[self.bag.columns]

    @cached_property
    def norm(self) -> Floats:
        """Length of each sentence's vector."""
        return np.sqrt(self.bag.per_sentence(self.weight**2))

    @cached_property
    def unit(self) -> Floats:
        """The entries of vectors of length 1."""
        return np.asarray(self.weight / np.maximum(self.norm, 1e-9)[self.bag.rows])


def look_at(
    texts: Sequence[str],
    blocks: Sequence[int],
    headings: Sequence[str],
    language: str,
    lexicon: Lexicon,
) -> Text:
    """Count the words of a document; all three sequences have one entry a sentence."""
    bag = count(texts)
    return Text(
        texts, np.array(blocks, np.int64), headings, language, bag, lexicon.idf_of(bag.words)
    )


def sentence_features(text: Text) -> dict[str, Floats]:
    """The features by name, each with one value a sentence; there must be a sentence."""
    return {
        name: values - values.mean() if group in _RELATIVE else values
        for group, find in GROUPS.items()
        for name, values in find(text).items()
    }


def stack(features: dict[str, Floats]) -> Floats:
    """A matrix with one row a sentence (or word) and the features in their order."""
    return np.stack(list(features.values()), axis=1)


def _position(text: Text) -> dict[str, Floats]:
    size = len(text.texts)
    place = np.arange(size)
    starts = np.append(True, text.blocks[1:] != text.blocks[:-1])
    paragraph = np.cumsum(starts) - 1
    first = np.flatnonzero(starts)[paragraph]
    return {
        "place": np.log1p(place),
        "early": 1.0 / (1.0 + place),
        "relative place": place / max(size - 1, 1),
        "from the end": np.log1p(size - 1 - place),
        "paragraph": np.log1p(paragraph),
        "place in paragraph": np.log1p(place - first),
        "sentences in paragraph": np.log1p(np.bincount(paragraph)[paragraph]),
    }


def _length(text: Text) -> dict[str, Floats]:
    lengths = text.bag.lengths
    return {
        "words": np.log1p(lengths),
        "words to the mean": lengths / max(lengths.mean(), 1.0),
        "commas": np.log1p([sentence.count(",") for sentence in text.texts]),
    }


def _mean_cosine(text: Text, inside: Floats) -> Floats:
    """To the sentences inside (1, else 0), itself left out."""
    bag = text.bag
    total = bag.per_word(text.unit * inside[bag.rows])
    own = inside * (text.norm > 0)
    cosine = bag.per_sentence(text.unit * total[bag.columns]) - own
    return np.asarray(cosine / np.maximum(inside.sum() - inside, 1.0))


def _whole(text: Text) -> dict[str, Floats]:
    near = _mean_cosine(text, np.ones(len(text.texts)))
    return {
        "near the whole": near,
        "near the whole, rank": np.argsort(np.argsort(-near)) / len(near),
    }


def _start(text: Text) -> dict[str, Floats]:
    place = np.arange(len(text.texts))
    paragraph = text.blocks == text.blocks[0]
    return {
        "near the start": _mean_cosine(text, (place < _LEAD).astype(float)),
        "near the first": _mean_cosine(text, (place < 1).astype(float)),
        "near the first paragraph": _mean_cosine(text, paragraph.astype(float)),
    }


def _neighbours(text: Text) -> dict[str, Floats]:
    previous = _cosine_to_previous(text.bag, text.unit)
    return {"near the one before": previous, "near the one after": np.append(previous[1:], 0.0)}


def _cosine_to_previous(bag: Bag, unit: Floats) -> Floats:
    size = max(bag.shape[1], 1)
    keys = bag.rows * size + bag.columns  # ascending, as the entries of a bag are
    at = np.minimum(np.searchsorted(keys, keys - size), max(len(keys) - 1, 0))
    shared = keys[at] == keys - size
    return bag.per_sentence(unit * unit[at] * shared)


def _heading(text: Text) -> dict[str, Floats]:
    """Cosine to the heading; -0.1 where there is none, which is no cosine."""
    result = np.full(len(text.texts), -0.1)
    number = {word: place for place, word in enumerate(text.bag.words)}
    for heading in set(text.headings) - {""}:
        known = [number[word] for word in set(tokens(heading)) if word in number]
        weight = np.zeros(len(number))
        weight[known] = text.idf[known]
        weight /= max(float(np.linalg.norm(weight)), 1e-9)
        cosine = text.bag.per_sentence(text.unit * weight[text.bag.columns])
        under = np.array([own == heading for own in text.headings])
        result[under] = cosine[under]
    return {"near the heading": result}


def _graph(text: Text) -> dict[str, Floats]:
    """Where a walk from sentence to like sentence ends up, 1 on average.

    LexRank with cosines for weights (Erkan and Radev, 2004), by products with the sparse
    matrix: the matrix of all pairs is never made.
    """
    bag, unit, size = text.bag, text.unit, len(text.texts)
    own = bag.per_sentence(unit * unit)

    def spread(values: Floats) -> Floats:
        total = bag.per_word(unit * values[bag.rows])
        return np.asarray(bag.per_sentence(unit * total[bag.columns]) - own * values)

    degree = np.maximum(spread(np.ones(size)), 1e-9)
    rank = np.ones(size)
    for _ in range(_STEPS):
        rank = (1 - _DAMPING) + _DAMPING * spread(rank / degree)
    return {"graph": rank}


def _frequency(text: Text) -> dict[str, Floats]:
    bag = text.bag
    words = np.maximum(bag.lengths, 1.0)
    content = (text.idf > _CONTENT_IDF).astype(float)
    total = bag.per_word(bag.counts)
    sentences = bag.per_word(np.ones(len(bag.counts)))
    again = content * (sentences > 1)
    weight = total * text.idf
    heaviest = np.zeros(len(weight))
    heaviest[np.argsort(-weight)[:_KEYWORDS]] = 1.0
    at = bag.columns
    new = np.zeros(len(at))
    new[np.unique(at, return_index=True)[1]] = 1.0
    has = bag.per_sentence(content[at])
    return {
        "tf-idf": bag.per_sentence(weight[at]) / words,
        "keywords": np.log1p(bag.per_sentence(heaviest[at])),
        "content words": np.log1p(has),
        "rarity": bag.per_sentence(bag.counts * text.idf[at]) / words,
        "words that come again": bag.per_sentence(again[at]) / np.maximum(has, 1.0),
        "words in common": np.log1p(bag.per_sentence(content[at] * (sentences - 1)[at])),
        "new words": np.log1p(bag.per_sentence(new * content[at])),
        "new words that come again": np.log1p(bag.per_sentence(new * again[at])),
    }


def _marks(text: Text) -> dict[str, Floats]:
    half = half_quotations(text.texts, text.blocks.tolist())
    return {
        "numbers": np.log1p([len(_DIGIT.findall(sentence)) for sentence in text.texts]),
        "names": np.log1p([len(_CAPITAL.findall(sentence)) for sentence in text.texts]),
        "quotes": np.log1p([len(_QUOTE.findall(sentence)) for sentence in text.texts]),
        "half a quotation": np.array(half, float),
        "question": np.array(["?" in sentence for sentence in text.texts], float),
        "brackets": np.log1p([sentence.count("(") for sentence in text.texts]),
        "points back": np.array(
            [points_back(sentence, text.language) for sentence in text.texts], float
        ),
    }


def _document(text: Text) -> dict[str, Floats]:
    size = len(text.texts)
    lengths = text.bag.lengths
    values = {
        "document: sentences": np.log1p(size),
        "document: words in the first to the mean": lengths[0] / max(lengths.mean(), 1.0),
        "document: sentences a paragraph": np.log1p(size / len(np.unique(text.blocks))),
    }
    return {name: np.full(size, value) for name, value in values.items()}


GROUPS: Mapping[str, Callable[[Text], dict[str, Floats]]] = {
    "place": _position,
    "length": _length,
    "closeness to the whole": _whole,
    "closeness to the start": _start,
    "closeness to the heading": _heading,
    "closeness to the neighbours": _neighbours,
    "graph": _graph,
    "word frequencies": _frequency,
    "names, numbers, quotes, openings": _marks,
    "the document": _document,
}

# Groups of which one language has more than the other: they go in as differences from the mean.
_RELATIVE = {
    "length",
    "closeness to the whole",
    "closeness to the start",
    "closeness to the neighbours",
    "word frequencies",
}
