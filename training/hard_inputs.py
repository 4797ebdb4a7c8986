"""Step: put a model's answers to the 50 hard inputs beside them.

    python -m training.hard_inputs --model OUT --inputs tests/data/hard-inputs.tsv

The inputs are (input, class, what must come through: strings parted by ``|``, or ``=`` for all of
it unchanged). Prints input, class, what came out, and what was lost.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from training.evaluate import Scorer

UNCHANGED = "="  # in the column of what to keep: all of it, as it is


def lost(text: str, keep: str, outcome: str) -> list[str]:
    """List what should have come through and did not."""
    if keep == UNCHANGED:
        return [] if text == outcome else [text]
    return [wanted for wanted in keep.split("|") if wanted not in outcome]


def read_inputs(path: Path) -> list[tuple[str, str, str]]:
    """Read (input, class, what to keep) rows; the first line is a heading."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [(text, kind, keep) for text, kind, keep in rows]


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Answer the hard inputs.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--inputs", type=Path, default=Path("tests/data/hard-inputs.tsv"))
    parser.add_argument("--beam", type=int, default=4)
    given = parser.parse_args(argv)
    rows = read_inputs(given.inputs)
    outcomes = Scorer(given.model).translate([text for text, _, _ in rows], given.beam)
    print("input\tclass\toutcome\tlost")
    failed = 0
    for (text, kind, keep), outcome in zip(rows, outcomes, strict=True):
        missing = lost(text, keep, outcome)
        failed += bool(missing)
        print(f"{text}\t{kind}\t{outcome}\t{' | '.join(missing)}")
    print(f"{len(rows) - failed} of {len(rows)} kept", file=sys.stderr)


if __name__ == "__main__":
    main()
