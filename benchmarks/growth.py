"""Time per sentence as a text grows: 100 times the text may take 5 % more per sentence at most.

    python benchmarks/growth.py --data ../shared/data                        the embedded model
    python benchmarks/growth.py --data ../shared/data --echo --sentences 400   all but the model

The text is sentences of FLORES dev, over and over, each time with two other words left out, so that
none is known and all are as long in both sizes. It goes from a file through reader,
pipeline, checks and writer to a file, without a memory. A process of its own loads the model,
translates the short text, the long one, and the short one again; the short text's time is the
mean of a few before and a few after the long one. Exit status 1: it grew by more.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from math import comb
from pathlib import Path

import figures

BOUND = 1.05
REPEATS = 4  # of the short text, before the long one and after it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sentences", type=int, default=40, help="of the short text")
    parser.add_argument("--times", type=int, default=100, help="the long text's size")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--echo", action="store_true", help="no model: each text is its target")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    figures.add_arguments(parser)
    options = parser.parse_args()
    if options.child:
        child(options)
        return
    command = [sys.executable, __file__, "--child", *sys.argv[1:]]
    wall: list[float] = []
    processor: list[float] = []
    for _ in range(options.rounds):
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        short, long = json.loads(done.stdout.splitlines()[-1])
        wall.append(long[0] / short[0])
        processor.append(long[1] / short[1])
        print(f"{short[0] * 1000:.2f} ms a sentence, {long[0] * 1000:.2f} ms in the long text")
    engine = "echo" if options.echo else "starter-id-en"
    print(
        f"\n{options.sentences:,} and {options.sentences * options.times:,} sentences, {engine}; "
        f"{figures.machine('ctranslate2')}; {figures.commit()}\n\n"
        f"| time of a sentence, {options.times} times the text ÷ once | median (min–max) |\n"
        f"|---|---|\n| wall | {figures.spread(wall)} |\n| processor | {figures.spread(processor)} |"
    )
    figures.finish(options, {f"{engine}: wall": wall, f"{engine}: processor": processor})
    if statistics.median(processor) > BOUND:
        raise SystemExit(1)


def child(options: argparse.Namespace) -> None:
    """Print seconds and processor seconds of a sentence, short text and long."""
    sys.path.insert(0, str(figures.ROOT))
    from job import MODEL, Job

    path = options.data / "flores-dev" / "id-en.id"
    lines = [line.split() for line in path.read_text("utf-8").splitlines()]
    kept = [words for words in lines if comb(len(words) - 1, 2) >= options.times]
    with tempfile.TemporaryDirectory() as scratch:
        short, long = Path(scratch, "short.txt"), Path(scratch, "long.txt")
        short.write_text(text(kept[: options.sentences], 1), "utf-8")
        long.write_text(text(kept[: options.sentences], options.times), "utf-8")
        job = Job("" if options.echo else MODEL)
        run(job, short)  # loads the weights
        before = [run(job, short) for _ in range(REPEATS)]
        grown = run(job, long)
        runs = before + [run(job, short) for _ in range(REPEATS)]
    size = options.sentences
    once = [statistics.mean(column) / size for column in zip(*runs, strict=True)]
    print(json.dumps([once, [value / size / options.times for value in grown]]))


def text(sentences: list[list[str]], times: int) -> str:
    """Every sentence so many times, each time without another two of its words."""
    ways = [combinations(range(1, len(words)), 2) for words in sentences]
    lines = []
    for _ in range(times):
        for words, way in zip(sentences, ways, strict=True):
            gone = next(way)
            lines.append(" ".join(word for n, word in enumerate(words) if n not in gone))
    return "\n".join(lines) + "\n"


def run(job, path: Path) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Seconds and processor seconds of one translation."""
    wall, processor = time.perf_counter(), time.process_time()
    job.run(path, Path(os.devnull))
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main()
