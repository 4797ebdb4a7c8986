"""Step: learn the joint Indonesian-English vocabulary.

    python -m training.vocabulary --pairs pairs.tsv --out joint.spm --size 12000

A unigram model over both languages, with bytes for what it has not seen (nothing comes out as
unknown) and a piece for every digit (numbers are copied digit by digit). ``</s>`` is piece 0 and
``<unk>`` piece 1, as in the public opus-mt models; ``<pad>`` is added behind the last.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import sentencepiece

from training.pairs import read_pairs


def learn(pairs: Path, out: Path, size: int, threads: int = 1) -> int:
    """Learn the pieces from both sides of the pairs; return how many there are."""

    def sentences() -> Iterator[str]:
        for pair in read_pairs(pairs):
            yield pair.indonesian
            yield pair.english

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sentences(),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        normalization_rule_name="nfkc",
        max_sentence_length=8000,
        num_threads=threads,
        minloglevel=2,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(model.getvalue())
    count: int = sentencepiece.SentencePieceProcessor(str(out)).vocab_size()
    return count


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and learn."""
    parser = argparse.ArgumentParser(description="Learn the joint vocabulary.")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=12000)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(argv)
    print(f"{learn(given.pairs, given.out, given.size, given.threads)} pieces")


if __name__ == "__main__":
    main()
