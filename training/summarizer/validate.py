"""Cross-validation on the training articles: how settings are chosen without a dev set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

from training.summarizer.data import Article, translated, vary
from training.summarizer.fit import Settings, fit
from training.summarizer.rouge import rouge_1
from translator.options import SummaryOptions
from translator.summarize.bag import tokens
from translator.summarize.extractive import ExtractiveSummarizer
from translator.summarize.model import Model
from translator.summarize.openings import dangling


@dataclass(frozen=True)
class Report:
    """What a model does with articles that it has not seen, by set, 0–100."""

    gains: dict[str, float]  # ROUGE-1 F1 above lead-3
    dangling: dict[str, float]  # chosen sentences that need one that is not chosen
    same: dict[str, float]  # chosen sentences that are chosen on the translation too


def validate(
    articles: Sequence[Article], settings: Settings, translations: Mapping[str, str], folds: int = 3
) -> Report:
    """Each fold of the articles is judged by a model of the others.

    Args:
        articles: in any order, which decides their folds.
        settings: of the training.
        translations: of the articles that `same` is to be known of, by sentence.
        folds: into which the articles are cut.
    """
    gains, lost, same = (defaultdict[str, list[float]](list) for _ in range(3))
    for fold in range(folds):
        others = [one for at, one in enumerate(articles) if at % folds != fold]
        model = fit(vary(others, Random(fold)), settings)
        inside = articles[fold::folds]
        for name, values in compare(inside, model).items():
            gains[name] += values
        summarizer = ExtractiveSummarizer(model)
        for article in inside:
            chosen = choose(summarizer, article)
            lost[article.set] += dangling_among(article, chosen)
            other = translated(article, translations)
            if other is not None:
                again = choose(summarizer, other)
                same[article.set] += [100.0 * (place in again) for place in chosen]
    return Report(*({name: mean(of[name]) for name in of} for of in (gains, lost, same)))


def choose(summarizer: ExtractiveSummarizer, article: Article) -> set[tuple[int, int]]:
    """Block and sentence of each sentence that the summarizer takes."""
    summary = summarizer.summarize(article.sentences, article.language, SummaryOptions())
    return {(one.block, one.sentence) for one in summary.sentences}


def dangling_among(article: Article, chosen: Collection[tuple[int, int]]) -> list[float]:
    """For each chosen sentence 100 if it needs the one before, and that is not chosen; else 0."""
    sentences = article.sentences
    places = [(one.block, one.sentence) for one in sentences]
    needs = dangling(
        [one.text for one in sentences], [block for block, _ in places], article.language
    )
    return [
        100.0 * (needs[at] and (at == 0 or places[at - 1] not in chosen))
        for at, place in enumerate(places)
        if place in chosen
    ]


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
