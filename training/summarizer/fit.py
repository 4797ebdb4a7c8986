"""Fitting the two networks and the lexicons of the extractive summarizer."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from training.summarizer.data import Article
from training.summarizer.rouge import oracle
from translator.languages import LANGUAGES
from translator.summarize.bag import Floats
from translator.summarize.extractive import ExtractiveSummarizer
from translator.summarize.features import Text, sentence_features, stack
from translator.summarize.lexicon import Lexicon
from translator.summarize.model import Model
from translator.summarize.network import Network
from translator.summarize.wordfeatures import word_features

_KNOWN_FROM = 10  # articles that a word must stand in; rarer words could tell of an article
_DOUBT = 10.0  # articles' worth of doubt that a word is kept more or less than others
_LABELLED = 3  # sentences of the oracle whose choice the first network learns


@dataclass(frozen=True)
class Settings:
    """Chosen by cross-validation on the training articles."""

    units: int = 24  # of one network
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)  # one network each
    decay: float = 1e-3
    sentence_epochs: int = 20
    word_epochs: int = 10
    folds: int = 4
    without: frozenset[str] = field(default_factory=frozenset)  # features left out, by name


@dataclass(frozen=True)
class Example:
    """An article with what does not change from fold to fold."""

    article: Article
    text: Text
    features: dict[str, Floats]
    chosen: Floats  # 1 for a sentence of the oracle
    kept: Floats  # 1 for a distinct word that the summary has


def fit(articles: Sequence[Article], settings: Settings) -> Model:
    """The model of these articles.

    The second network is shown what the first one says of articles that it has not seen: each
    fold is judged by a network and a lexicon of the others.
    """
    lexicons = learn_lexicons(articles)
    examples = prepare(articles, lexicons)
    rows, labels = [], []
    for fold in range(settings.folds):
        inside = [
            example for place, example in enumerate(examples) if place % settings.folds == fold
        ]
        others = [
            example for place, example in enumerate(examples) if place % settings.folds != fold
        ]
        network = fit_sentences(others, settings)
        learnt = learn_keep(others, lexicons)
        for example in inside:
            worth = network(stack(_use(example.features, settings)))
            features = word_features(example.text, worth, learnt[example.article.language])
            rows.append(stack(_use(features, settings)))
            labels.append(example.kept)
    words = fit_network(
        np.concatenate(rows), np.concatenate(labels), settings, settings.word_epochs
    )
    return Model(fit_sentences(examples, settings), words, learn_keep(examples, lexicons))


def fit_sentences(examples: Sequence[Example], settings: Settings) -> Network:
    """The network that knows a sentence of the oracle."""
    rows = np.concatenate([stack(_use(example.features, settings)) for example in examples])
    labels = np.concatenate([example.chosen for example in examples])
    return fit_network(rows, labels, settings, settings.sentence_epochs)


def prepare(articles: Sequence[Article], lexicons: dict[str, Lexicon]) -> list[Example]:
    """Count, look and label; an article without a candidate is left out."""
    empty = Network(*[np.zeros(0)] * 5, output_bias=0.0)
    summarizer = ExtractiveSummarizer(Model(empty, empty, lexicons))
    examples = []
    for article in articles:
        if not article.candidates:
            continue
        text = summarizer.look_at(article.candidates, article.language)
        chosen = np.zeros(len(text.texts))
        chosen[oracle(article.bags, article.gold, _LABELLED)] = 1.0
        kept = np.array([word in article.gold for word in text.bag.words], float)
        examples.append(Example(article, text, sentence_features(text), chosen, kept))
    return examples


def learn_lexicons(articles: Sequence[Article]) -> dict[str, Lexicon]:
    """Document frequencies; `keep` is still 0."""
    lexicons = {}
    for code in LANGUAGES:
        own = [article for article in articles if article.language == code]
        frequency = Counter(word for article in own for word in set().union(*article.bags))
        known = sorted(word for word, count in frequency.items() if count >= _KNOWN_FROM)
        idf = np.array([math.log(len(own) / frequency[word]) for word in known])
        numbers = {word: place for place, word in enumerate(known)}
        lexicons[code] = Lexicon(numbers, idf, np.zeros(len(known)))
    return lexicons


def learn_keep(examples: Sequence[Example], lexicons: dict[str, Lexicon]) -> dict[str, Lexicon]:
    """The same lexicons, with how often the summaries of these examples keep each word."""
    result = {}
    for code, lexicon in lexicons.items():
        kept, expected = np.full(len(lexicon.idf), _DOUBT), np.full(len(lexicon.idf), _DOUBT)
        for example in examples:
            if example.article.language != code:
                continue
            share = example.kept.mean()
            for word, value in zip(example.text.bag.words, example.kept.tolist(), strict=True):
                place = lexicon.numbers.get(word)
                if place is not None:
                    kept[place] += value
                    expected[place] += share
        result[code] = Lexicon(lexicon.numbers, lexicon.idf, np.log(kept / expected))
    return result


def _use(features: dict[str, Floats], settings: Settings) -> dict[str, Floats]:
    """Features left out become zeros, so that the shape stays."""
    if not settings.without:
        return features
    return {
        name: values * 0.0 if name in settings.without else values
        for name, values in features.items()
    }


def fit_network(rows: Floats, labels: Floats, settings: Settings, epochs: int) -> Network:
    """The networks of all seeds as one; `labels` has a 0 or 1 for each row."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = np.clip((rows - mean) / scale, -4.0, 4.0).astype(np.float32)
    fitted = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the epochs are chosen, not reached
        for seed in settings.seeds:
            network = MLPClassifier(
                (settings.units,),
                alpha=settings.decay,
                batch_size=min(256, len(labels)),
                learning_rate_init=2e-3,
                max_iter=epochs,
                random_state=seed,
            )
            fitted.append(network.fit(scaled, labels))
    return Network(
        mean,
        scale,
        np.concatenate([network.coefs_[0] for network in fitted], axis=1),
        np.concatenate([network.intercepts_[0] for network in fitted]),
        np.concatenate([network.coefs_[1][:, 0] for network in fitted]) / len(fitted),
        float(np.mean([network.intercepts_[1][0] for network in fitted])),
    )
