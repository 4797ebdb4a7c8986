"""Step: clean the corpus files, drop duplicates and whatever occurs in a dev or test set.

    python -m training.prepare --corpus FOLDER --held-out FILE... --out pairs.tsv

The corpus files are two columns, Indonesian TAB English. A held-out file may be plain text, two
columns, or JSON lines, of which every string is taken. A pair is dropped when either of its
sides, compared without case, punctuation and spacing, is a held-out line of four words or more.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.pairs import Pair, read_corpus_file, write_pairs

LONGEST = 110  # words on a side
FEWEST_LETTERS = 0.55  # of all characters of a pair
RATIO = 2.2  # of the word counts, for pairs of nine words or more
HELD_OUT_WORDS = 4  # shorter lines ("Thank you.") may well occur in both


def fingerprint(text: str) -> str:
    """Reduce a line to what two copies of it share: its letters and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\W+", " ", folded).strip()


def held_out_lines(files: Iterable[Path]) -> set[str]:
    """Gather the fingerprints of every line that must not be trained on."""
    found: set[str] = set()
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = _strings(json.loads(line)) if path.suffix == ".jsonl" else line.split("\t")
            found.update(map(fingerprint, parts))
    return {f for f in found if len(f.split()) >= HELD_OUT_WORDS}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))


def why_dropped(pair: Pair, held_out: set[str]) -> str | None:
    """Name the rule that a pair breaks, or None."""
    left, right = fingerprint(pair.indonesian), fingerprint(pair.english)
    if not left or not right:
        return "empty"
    if left in held_out or right in held_out:
        return "held out"
    words = len(pair.indonesian.split()), len(pair.english.split())
    if left == right and words[0] > 3:
        return "untranslated"
    if max(words) > LONGEST:
        return "long"
    if sum(words) > 8 and not 1 / RATIO < (words[0] + 2) / (words[1] + 2) < RATIO:
        return "ratio"
    text = pair.indonesian + pair.english
    if sum(c.isalpha() for c in text) / len(text) < FEWEST_LETTERS:
        return "letters"
    return None


def clean(pairs: Iterable[Pair], held_out: set[str], dropped: Counter[str]) -> Iterator[Pair]:
    """Yield what is worth training on, each pair once; count the rest by reason."""
    seen: set[tuple[str, str]] = set()
    for raw in pairs:
        pair = Pair(raw.origin, " ".join(raw.indonesian.split()), " ".join(raw.english.split()))
        key = fingerprint(pair.indonesian), fingerprint(pair.english)
        reason = why_dropped(pair, held_out) or ("duplicate" if key in seen else None)
        if reason:
            dropped[reason] += 1
            continue
        seen.add(key)
        yield pair


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, clean and write."""
    parser = argparse.ArgumentParser(description="Clean the corpus files.")
    parser.add_argument("--corpus", type=Path, required=True, help="a folder of .tsv files")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    raw = (p for path in sorted(given.corpus.glob("*.tsv")) for p in read_corpus_file(path))
    dropped: Counter[str] = Counter()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    count = write_pairs(given.out, clean(raw, held_out_lines(given.held_out), dropped))
    print(f"{count} pairs kept; dropped: {dict(dropped)}")


if __name__ == "__main__":
    main()
