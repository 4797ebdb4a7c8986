"""What the scorer is told of each distinct word of a document, by name.

As in `features.py`, nothing tells the language.
"""

from __future__ import annotations

import numpy as np

from translator.summarize.bag import Floats, tokens
from translator.summarize.features import Text
from translator.summarize.lexicon import Lexicon

_TOP = 3  # sentences that the sentence scorer likes best


def word_features(text: Text, worth: Floats, lexicon: Lexicon) -> dict[str, Floats]:
    """The features by name, each with one value a word, in the order of the bag.

    Args:
        text: the document; it has a word.
        worth: probability of each sentence to belong in a summary.
        lexicon: of the document's language.
    """
    bag = text.bag
    sentences, words = bag.shape
    rows, at = bag.rows, bag.columns
    total = bag.per_word(bag.counts)
    spread = bag.per_word(np.ones_like(bag.counts))
    first = np.full(words, sentences)
    np.minimum.at(first, at, rows)
    last = np.zeros(words, np.int64)
    np.maximum.at(last, at, rows)
    best = np.zeros(words)
    np.maximum.at(best, at, worth[rows])
    top = np.zeros(sentences)
    top[np.argsort(-worth, kind="stable")[:_TOP]] = 1.0
    heading = {word for line in set(text.headings) for word in tokens(line)}
    titled = [(word in heading) - 0.5 if heading else 0.0 for word in bag.words]
    length = np.log1p(bag.lengths[first])
    missing = np.log1p(-np.minimum(worth, 1 - 1e-6))
    return {
        "count": np.log1p(total),
        "share": np.log(total / bag.lengths.sum()),
        "sentences": np.log1p(spread),
        "share of sentences": spread / sentences,
        "idf": text.idf,
        "kept by summaries": lexicon.keep_of(bag.words),
        "first sentence": np.log1p(first),
        "first sentence, relative": first / sentences,
        "last sentence, relative": last / sentences,
        "words in the first sentence": length - length.mean(),
        "capital": bag.capitals,
        "number": np.array([word.isdigit() for word in bag.words], float),
        "in the heading": np.array(titled),
        "best sentence": np.log(np.maximum(best, 1e-4)),
        "sum of its sentences": np.log(np.maximum(bag.per_word(worth[rows]), 1e-4)),
        "any of its sentences": 1.0 - np.exp(bag.per_word(missing[rows])),
        "in the top sentences": bag.per_word(top[rows]),
        "document: worth": np.full(words, np.log(worth.sum() + 1e-4)),
        "document: best sentence": np.full(words, worth.max()),
        "document: sentences": np.full(words, np.log1p(sentences)),
    }
