"""What each group of features is worth, alone and by its absence.

    python -m training.summarizer.ablate --data ../shared/data

The first network alone: it learns on two thirds of the training articles and picks three
sentences of each other one. Printed is ROUGE-1 F1 above lead-3, 0–100, without the second
network and the search.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean

import numpy as np

from training.summarizer.data import TRAINING_SETS, read
from training.summarizer.fit import Example, Settings, fit_sentences, learn_lexicons, prepare
from training.summarizer.rouge import of_sentences
from translator.summarize.features import GROUPS, stack

_FOLDS = 3
_SENTENCES = 3
_DOCUMENT = "the document"  # says nothing alone; it is always there


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    articles = [
        article
        for name in TRAINING_SETS
        for article in read(options.data / "summaries" / f"train.{name}.jsonl")
    ]
    Random(1).shuffle(articles)
    examples = prepare(articles, learn_lexicons(articles))
    names = {group: set(find(examples[0].text)) for group, find in GROUPS.items()}
    print("| features | " + " | ".join(TRAINING_SETS) + " |")
    print("|---|" + "--:|" * len(TRAINING_SETS))
    show("all", gains(examples, set()))
    everything = set().union(*names.values())
    for group in GROUPS:
        if group != _DOCUMENT:
            show(f"{group}, alone", gains(examples, everything - names[group] - names[_DOCUMENT]))
    for group in GROUPS:
        show(f"all but {group}", gains(examples, names[group]))


def gains(examples: Sequence[Example], without: set[str]) -> dict[str, float]:
    """ROUGE-1 above lead-3 of the articles of the first fold, by set."""
    settings = replace(Settings(), seeds=(1,), without=frozenset(without))
    network = fit_sentences([one for at, one in enumerate(examples) if at % _FOLDS], settings)
    found: dict[str, list[float]] = defaultdict(list)
    for example in examples[::_FOLDS]:
        article = example.article
        features = {
            name: values * (name not in without) for name, values in example.features.items()
        }
        best = np.argsort(-network(stack(features)), kind="stable")[:_SENTENCES].tolist()
        ours = of_sentences(best, article.bags, article.gold)
        lead = of_sentences(range(min(_SENTENCES, len(article.bags))), article.bags, article.gold)
        found[article.set].append(100 * (ours - lead))
    return {name: mean(values) for name, values in found.items()}


def show(name: str, values: Mapping[str, float]) -> None:
    """One row."""
    cells = " | ".join(f"{values[set]:+.1f}" for set in TRAINING_SETS)
    print(f"| {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
