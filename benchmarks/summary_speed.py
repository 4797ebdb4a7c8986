"""How fast the extractive summarizer is, and how much memory a book costs.

    python benchmarks/summary_speed.py --data ../shared/data

Seconds are of one processor core. Cutting into sentences is counted.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from translator.document import Block
from translator.options import SummaryOptions
from translator.protocols import Summarizer
from translator.summarize import gather, open_summarizer

BOOK = 10_000  # sentences


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    articles = [
        (entry["lang"], [Block(text) for text in entry["paragraphs"]])
        for path in sorted((options.data / "summaries").glob("dev.*.jsonl"))
        for entry in map(json.loads, path.read_text("utf-8").splitlines())
    ]
    summarizer = open_summarizer("extractive")
    for language in ("id", "en"):
        summarize(summarizer, *next(one for one in articles if one[0] == language), 3)
    started = time.process_time()
    for language, blocks in articles:
        summarize(summarizer, language, blocks, 3)
    seconds = time.process_time() - started
    print(f"{len(articles)} articles: {len(articles) / seconds:.0f} a second")

    english = [block for language, blocks in articles if language == "en" for block in blocks]
    sentences = gather(english, "en")[:BOOK]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for count in (3, 100, 1000):
        started = time.process_time()
        summarizer.summarize(sentences, "en", SummaryOptions(count))
        seconds = time.process_time() - started
        print(f"{len(sentences)} sentences, {count} taken: {seconds:.2f} s")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there
    more = (after - before) * unit / 1e6
    print(f"memory: {after * unit / 1e6:.0f} MB in all, {more:.0f} MB more for the book")


def summarize(summarizer: Summarizer, language: str, blocks: list[Block], count: int) -> None:
    """One document, from its blocks."""
    sentences = gather(blocks, language)
    summarizer.summarize(sentences, language, SummaryOptions(count))


if __name__ == "__main__":
    main()
