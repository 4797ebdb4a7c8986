"""Step: put English sentences into the parent's other language, to align Indonesian pieces with.

    python -m training.bridge --parent ENPT.bin --parent-pieces ENPT.spm \
        --pairs pairs.tsv --weights weights.json --count 20000 --out bridge.tsv

Both directions of child need it: the parent (of either direction) knows Portuguese pieces, and
the child's Indonesian pieces are put where the Portuguese ones lie that stand for the same words.
A line is Indonesian TAB Portuguese TAB English.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import sentencepiece
import torch

from training.pairs import Pair, read_pairs
from training.parent import read_marian
from training.student import Student

WORDS = range(3, 33)  # of an English sentence that is worth aligning
PART = 512  # sentences between writes


def choose(pairs: list[Pair], weights: Mapping[str, float], count: int, seed: int) -> list[Pair]:
    """Draw pairs of middling length, the more the better their origin is thought of."""
    rng = random.Random(seed)
    fit = [p for p in pairs if len(p.english.split()) in WORDS]
    # Efraimidis and Spirakis 2006: the largest of u**(1/w) are a weighted draw without repetition.
    keys = [rng.random() ** (1 / max(weights.get(p.origin, 1.0), 1e-3)) for p in fit]
    best = sorted(range(len(fit)), key=keys.__getitem__, reverse=True)[:count]
    return [fit[i] for i in best]


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, translate and write as it goes."""
    parser = argparse.ArgumentParser(description="Translate a bridge by the parent.")
    parser.add_argument("--parent", type=Path, required=True)
    parser.add_argument("--parent-pieces", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    torch.set_num_threads(given.threads)
    weights = json.loads(given.weights.read_text(encoding="utf-8")) if given.weights else {}
    pieces = sentencepiece.SentencePieceProcessor(str(given.parent_pieces))
    student = Student(read_marian(given.parent), pieces, given.heads)
    chosen = choose(list(read_pairs(given.pairs)), weights, given.count, seed=7)
    written = 0
    with given.out.open("w", encoding="utf-8") as out:
        for start in range(0, len(chosen), PART):
            part = chosen[start : start + PART]
            for pair, text in zip(part, student.translate([p.english for p in part]), strict=True):
                if text.strip():
                    out.write(f"{pair.indonesian}\t{' '.join(text.split())}\t{pair.english}\n")
                    written += 1
    print(f"{written} sentences")


if __name__ == "__main__":
    main()
