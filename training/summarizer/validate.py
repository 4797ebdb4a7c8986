"""Cross-validation on the training articles: how settings are chosen without a dev set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean

from training.summarizer.data import Article
from training.summarizer.fit import Settings, fit
from training.summarizer.rouge import rouge_1
from translator.options import SummaryOptions
from translator.summarize.bag import tokens
from translator.summarize.extractive import ExtractiveSummarizer
from translator.summarize.model import Model


def gains(
    articles: Sequence[Article], settings: Settings, folds: int = 3, only: int = 0
) -> dict[str, float]:
    """ROUGE-1 F1 above lead-3, 0–100, by set, of articles that the model has not seen.

    Args:
        articles: in any order, which decides their folds.
        settings: of the training.
        folds: into which the articles are cut.
        only: stop after so many folds; 0: all.
    """
    found: dict[str, list[float]] = defaultdict(list)
    for fold in range(only or folds):
        model = fit([one for at, one in enumerate(articles) if at % folds != fold], settings)
        inside = [one for at, one in enumerate(articles) if at % folds == fold]
        for name, values in compare(inside, model).items():
            found[name] += values
    return {name: mean(values) for name, values in found.items()}


def compare(articles: Sequence[Article], model: Model) -> dict[str, list[float]]:
    """For each article by how much the model is above lead-3, by set."""
    summarizer = ExtractiveSummarizer(model)
    found: dict[str, list[float]] = defaultdict(list)
    for article in articles:
        summary = summarizer.summarize(article.sentences, article.language, SummaryOptions())
        words = Counter(tokens(" ".join(sentence.text for sentence in summary.sentences)))
        lead = Counter(tokens(" ".join(one.text for one in article.sentences[:3])))
        found[article.set].append(
            100 * (rouge_1(words, article.gold) - rouge_1(lead, article.gold))
        )
    return found
