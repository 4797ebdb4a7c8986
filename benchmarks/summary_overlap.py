"""How many of the same sentences are chosen on the source and on its translation.

    python benchmarks/summary_overlap.py --data ../shared/data [--articles 100]

Two kinds of documents: FLORES dev, cut into documents of 15 lines, whose English is by people;
and Indonesian dev articles, whose English is made by the embedded translator.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from translator.document import Block
from translator.engines import open_engine
from translator.languages import ID_EN
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import EngineOptions, SummaryOptions
from translator.pipeline import Pipeline
from translator.summarize import SourceSentence, gather, open_summarizer

LINES = 15  # of FLORES in a document
SENTENCES = 3
MODEL = "starter-id-en"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--articles", type=int, default=100, help="of each set")
    options = parser.parse_args()
    print("| documents | number | sentences | same of 3 | by chance |")
    print("|---|--:|--:|--:|--:|")
    show("FLORES dev, English by people", list(flores(options.data / "flores-dev")))
    for name in ("indosum", "liputan6"):
        path = options.data / "summaries" / f"dev.id.{name}.jsonl"
        show(f"{name}, English by {MODEL}", list(translated(path, options.articles)))


def flores(folder: Path) -> Iterator[list[SourceSentence]]:
    """Consecutive lines as documents, each line a sentence."""
    sides = [(folder / f"id-en.{code}").read_text("utf-8").splitlines() for code in ("id", "en")]
    pairs = list(zip(*sides, strict=True))
    for start in range(0, len(pairs) - LINES + 1, LINES):
        yield [
            SourceSentence(source, 1, number, target)
            for number, (source, target) in enumerate(pairs[start : start + LINES], 1)
        ]


def translated(path: Path, articles: int) -> Iterator[list[SourceSentence]]:
    """The first articles of a file with their translation."""
    store = Store.default()
    folder = store.find(Registry.load().get(MODEL))
    assert folder is not None
    pipeline = Pipeline(open_engine(folder, EngineOptions()), ID_EN)
    for line in path.read_text("utf-8").splitlines()[:articles]:
        blocks = [Block(text) for text in json.loads(line)["paragraphs"]]
        yield gather(pipeline.translate(blocks), "id")


def show(name: str, documents: Sequence[Sequence[SourceSentence]]) -> None:
    """One row."""
    summarizer = open_summarizer("extractive")
    same = chance = total = 0.0
    for document in documents:
        turned = [replace(one, text=one.other, other=one.text) for one in document]
        places = [
            {
                (one.block, one.sentence)
                for one in summarizer.summarize(
                    sentences, language, SummaryOptions(SENTENCES)
                ).sentences
            }
            for sentences, language in ((document, "id"), (turned, "en"))
        ]
        same += len(places[0] & places[1])
        chance += len(places[0]) * len(places[1]) / len(document)
        total += len(places[0])
    size = sum(map(len, documents)) / len(documents)
    print(f"| {name} | {len(documents)} | {size:.0f} | {same / total:.0%} | {chance / total:.0%} |")


if __name__ == "__main__":
    main()
