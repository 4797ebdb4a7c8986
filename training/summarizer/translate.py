"""Translate a sample of the training articles, to see how much the choice depends on language.

    python -m training.summarizer.translate --data ../shared/data --out run/summaries.tsv

Writes `source TAB target` a sentence, by the embedded models with greedy search: the sentences of
an article and its title. What the file has already is not made again. `train --validate` and
`across` read it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from training.summarizer.data import TRAINING_SETS, Article, parts, read, read_translations
from translator.document import Block
from translator.engines import open_engine
from translator.languages import Direction
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import Decoding, EngineOptions
from translator.pipeline import Pipeline

SAMPLE = {"id.indosum": 900, "en.cnndm": 450, "en.bbc": 450}  # articles
AT_ONCE = 20  # articles between two writes to the file


def main() -> None:
    """Translate and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    known = set(read_translations(options.out)) if options.out.exists() else set()
    for name in TRAINING_SETS:
        language = name.partition(".")[0]
        articles = list(read(options.data / "summaries" / f"train.{name}.jsonl"))
        Random(1).shuffle(articles)
        pipeline = open_pipeline(language)
        with options.out.open("a", encoding="utf-8") as file:
            for source, target in translate(pipeline, articles[: SAMPLE[name]], known):
                file.write(f"{source}\t{target}\n")
        sys.stderr.write(f"{name}: {SAMPLE[name]} articles\n")


def open_pipeline(language: str) -> Pipeline:
    """The embedded model out of a language."""
    direction = Direction(language, "en" if language == "id" else "id")
    folder = Store.default().find(Registry.load().get(f"starter-{direction}"))
    assert folder is not None
    return Pipeline(open_engine(folder, EngineOptions(decoding=Decoding(beam_size=1))), direction)


def translate(
    pipeline: Pipeline, articles: Sequence[Article], known: set[str]
) -> Iterator[tuple[str, str]]:
    """Each sentence that is not known yet with its translation; both on one line."""
    for start in range(0, len(articles), AT_ONCE):
        texts = []
        for article in articles[start : start + AT_ONCE]:
            for text in parts(article):
                if text not in known:
                    known.add(text)
                    texts.append(text)
        for text, block in zip(texts, pipeline.translate(map(Block, texts)), strict=True):
            yield text, " ".join(" ".join(one.target for one in block.sentences).split())


if __name__ == "__main__":
    main()
