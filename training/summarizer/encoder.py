"""What the translation encoder's sentence vectors would add to the features.

    python -m training.summarizer.encoder --data ../shared/data [--articles 900]

Each sentence is the mean of the encoder's states. Its cosines to the whole, the start and the
neighbours, and its 32 principal components, are given to the first network, alone and with the
other features, on Indonesian articles. Printed is ROUGE-1 F1 above lead-3, 0–100, in three folds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from training.summarizer.data import Article, read
from training.summarizer.fit import Example, Settings, fit_network, learn_lexicons, prepare
from training.summarizer.rouge import of_sentences
from translator.models.store import EMBEDDED
from translator.summarize.bag import Floats
from translator.summarize.features import stack

_MODEL = EMBEDDED / "starter-id-en"
_FOLDS, _SENTENCES, _LEAD = 3, 3, 3
_COMPONENTS = 32
_BATCH, _LONGEST = 64, 256  # sentences, tokens


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--articles", type=int, default=900)
    options = parser.parse_args()
    articles = list(read(options.data / "summaries" / "train.id.indosum.jsonl"))
    Random(1).shuffle(articles)
    articles = [article for article in articles if article.candidates][: options.articles]
    examples = prepare(articles, learn_lexicons(articles))
    ours = [stack(example.features) for example in examples]
    vectors = encode(articles)
    near = [cosines(one) for one in vectors]
    axes = np.linalg.svd(np.concatenate(vectors), full_matrices=False)[2][:_COMPONENTS].T
    parts = [one @ axes for one in vectors]
    print("| features | id.indosum |")
    print("|---|--:|")
    for name, columns in {
        "all": [ours],
        "the encoder's cosines, alone": [near],
        "the encoder's components, alone": [parts],
        "all and the encoder's cosines": [ours, near],
        "all, the encoder's cosines and components": [ours, near, parts],
    }.items():
        rows = [np.hstack(row) for row in zip(*columns, strict=True)]
        print(f"| {name} | {gain(rows, examples):+.1f} |", flush=True)


def encode(articles: Sequence[Article]) -> list[Floats]:
    """A row for each candidate of each article, the mean of all taken away."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    encoder = AutoModelForSeq2SeqLM.from_pretrained(str(_MODEL)).get_encoder().eval()
    tokenizer = AutoTokenizer.from_pretrained(str(_MODEL))
    texts = [candidate.text for article in articles for candidate in article.candidates]
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    result = np.zeros((len(texts), encoder.config.d_model))
    with torch.inference_mode():
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            tokens = tokenizer(
                [texts[at] for at in batch],
                return_tensors="pt",
                padding=True,
                truncation=True,
                max_length=_LONGEST,
            )
            states = encoder(**tokens).last_hidden_state.float()
            mask = tokens["attention_mask"][..., None]
            result[batch] = ((states * mask).sum(1) / mask.sum(1)).numpy()
    result -= result.mean(axis=0)
    ends = np.cumsum([len(article.candidates) for article in articles])
    return np.split(result, ends[:-1])


def cosines(vectors: Floats) -> Floats:
    """To the whole, the start, the one before and the one after; itself is never counted."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    beside = np.sum(unit[1:] * unit[:-1], axis=1)
    start = np.arange(len(unit)) < _LEAD
    return np.stack(
        [
            (unit @ unit.sum(axis=0) - 1) / max(len(unit) - 1, 1),
            (unit @ unit[start].sum(axis=0) - start) / np.maximum(start.sum() - start, 1),
            np.append(0.0, beside),
            np.append(beside, 0.0),
        ],
        axis=1,
    )


def gain(rows: Sequence[Floats], examples: Sequence[Example]) -> float:
    """ROUGE-1 above lead-3, the mean over all articles, each by a network that has not seen it."""
    settings, found = Settings(seeds=(1, 2, 3)), []
    for fold in range(_FOLDS):
        seen = [at for at in range(len(rows)) if at % _FOLDS != fold]
        network = fit_network(
            np.concatenate([rows[at] for at in seen]),
            np.concatenate([examples[at].chosen for at in seen]),
            settings,
            settings.sentence_epochs,
        )
        for at in range(fold, len(rows), _FOLDS):
            article = examples[at].article
            best = np.argsort(-network(rows[at]), kind="stable")[:_SENTENCES].tolist()
            lead = range(min(_SENTENCES, len(article.bags)))
            found.append(
                of_sentences(best, article.bags, article.gold)
                - of_sentences(lead, article.bags, article.gold)
            )
    return 100 * float(np.mean(found))


if __name__ == "__main__":
    main()
