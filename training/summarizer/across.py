"""How much of each feature survives a translation of the document.

    python -m training.summarizer.across --data ../shared/data --translations run/summaries.tsv

For each feature and set: the correlation between the sentences of an article and their
translations, the mean over the articles; and by how much the translation raises the feature, in
standard deviations over all sentences.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from training.summarizer.data import TRAINING_SETS, read, read_translations, translated
from training.summarizer.fit import Example, learn_lexicons, prepare
from translator.summarize.bag import Floats


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--translations", type=Path, required=True)
    options = parser.parse_args()
    articles = [
        article
        for name in TRAINING_SETS
        for article in read(options.data / "summaries" / f"train.{name}.jsonl")
    ]
    translations = read_translations(options.translations)
    lexicons = learn_lexicons(articles)
    values = defaultdict[tuple[str, str], list[tuple[Floats, Floats]]](list)
    for article in articles:
        other = translated(article, translations)
        if other is not None:
            for own, its in zip(
                prepare([article], lexicons), prepare([other], lexicons), strict=False
            ):
                for name, pair in pairs(own, its).items():
                    values[name, article.set].append(pair)
    print("| feature | " + " | ".join(TRAINING_SETS) + " |")
    print("|---|" + "--:|" * len(TRAINING_SETS))
    for feature in dict.fromkeys(name for name, _ in values):
        cells = (cell(values[feature, name]) for name in TRAINING_SETS)
        print(f"| {feature} | {' | '.join(cells)} |")


def pairs(own: Example, its: Example) -> dict[str, tuple[Floats, Floats]]:
    """Each feature of the sentences that are candidates in both languages, in their order."""
    places = [
        [(one.source.block, one.source.sentence) for one in example.article.candidates]
        for example in (own, its)
    ]
    both = [place for place in places[0] if place in set(places[1])]
    rows = [[numbers.index(place) for place in both] for numbers in places]
    return {
        name: (values[rows[0]], its.features[name][rows[1]])
        for name, values in own.features.items()
    }


def cell(found: list[tuple[Floats, Floats]]) -> str:
    """Mean correlation, and shift; of what is the same in all sentences of an article the shift."""
    varied = [pair for pair in found if min(values.std() for values in pair) > 1e-9]
    correlation = np.mean([np.corrcoef(*pair)[0, 1] for pair in varied]) if varied else np.nan
    first, second = (np.concatenate(side) for side in zip(*found, strict=True))
    shift = (second - first).mean() / max(first.std(), 1e-9)
    return f"{correlation:.2f}, {shift:+.1f}" if varied else f"{shift:+.1f}"


if __name__ == "__main__":
    main()
