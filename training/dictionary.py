"""Step, optional: pairs of words and short terms from a dictionary.

    apt-get install dict-freedict-eng-ind
    python -m training.dictionary --index /usr/share/dictd/freedict-eng-ind.index \
        --out CORPUS/dict-freedict.tsv

Reads English–Indonesian dictionaries in the format of dictd (``dictfmt(1)``: an index of headword,
offset and length in base 64, and the entries, compressed by dictzip, which gzip reads). An entry
of FreeDict's begins with a line of headword and pronunciation; then come, for each sense, a line of
translations with commas between them, and mostly a line that explains the sense in English. What is
written is a corpus file, Indonesian TAB English, which ``training.prepare`` takes with the others.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HEAD = re.compile(r"(?P<word>[^/<]+?)\s*(?:/.*)?<[a-z, .]+>$")
_SENSE = re.compile(r"\d+\.\s+(?P<translations>.+)")
_TERM = re.compile(r"[A-Za-zÀ-ž][\w’' -]*")


def read_entries(index: Path) -> Iterator[str]:
    """Yield the text of each entry, once, in the order of the index."""
    data = gzip.decompress(index.with_suffix(".dict.dz").read_bytes())
    seen = set()
    for line in index.read_text(encoding="utf-8").splitlines():
        word, *place = line.split("\t")[:3]
        begin, length = map(number, place)
        if not word.startswith("00") and begin not in seen:
            seen.add(begin)
            yield data[begin : begin + length].decode("utf-8")


def number(digits: str) -> int:
    """Read a number as dictd writes it, in base 64 with the most significant digit first."""
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS.index(digit)
    return value


def pairs(entry: str) -> Iterator[tuple[str, str]]:
    """Yield (Indonesian, English) for each translation of an entry."""
    head, *lines = entry.strip().splitlines()
    if not lines or not (word := _HEAD.fullmatch(head.strip())):
        return
    senses = [found["translations"] for line in lines if (found := _SENSE.fullmatch(line.strip()))]
    for sense in senses or lines[:1]:
        for term in re.sub(r"\s*\d+\.$", "", sense.strip()).split(","):
            if _TERM.fullmatch(term := term.strip()):
                yield term, word["word"]


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, read the dictionary and write."""
    parser = argparse.ArgumentParser(description="Make pairs from a dictionary.")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    found = dict.fromkeys(pair for entry in read_entries(given.index) for pair in pairs(entry))
    given.out.write_text("".join(f"{a}\t{b}\n" for a, b in found), encoding="utf-8")
    print(f"{len(found)} pairs")


if __name__ == "__main__":
    main()
