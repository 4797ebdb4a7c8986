"""Step: the shortlist of a model, so that CTranslate2 computes few of its 12,000 outputs.

    python -m training.shortlist --model FOLDER --direction id-en --pairs pairs.tsv \
        --weights training/weights.json

Writes ``ctranslate2/vmap.txt`` into the folder: for each source piece the target pieces that go
with it, in what the model itself says to training sentences and in their references, by word
alignment; and in the first line those that any sentence may need. For a batch CTranslate2 takes
the pieces of all its sentences together (Jean et al. 2015, "On using very large target
vocabulary for neural machine translation", section 3.2; Junczys-Dowmunt et al. 2018, "Marian:
cost-effective high-quality neural machine translation in C++", section 3.4).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import ctranslate2
import sentencepiece

from training.align import translation_table
from training.pairs import read_pairs

LONGEST = 60  # pieces of a sentence that is aligned
NAME = "vmap.txt"


def sample(
    pairs: Path, weights: Mapping[str, float], direction: str, count: int, seed: int = 5
) -> list[tuple[str, str]]:
    """Choose pairs, (source, target), as often as training shows their origins."""
    rng = random.Random(seed)
    keyed = []
    for pair in read_pairs(pairs):
        weight = weights.get(pair.origin, 1.0)
        if weight > 0:  # Efraimidis and Spirakis 2006: the largest keys are a weighted sample
            keyed.append((rng.random() ** (1 / weight), pair.sides(direction)))
    keyed.sort(reverse=True)
    return [sides for _, sides in keyed[:count]]


def shortlist(
    pieces: sentencepiece.SentencePieceProcessor,
    sources: Sequence[list[int]],
    targets: Sequence[list[int]],
    most: int,
    always: int,
    least: float = 0.0003,
) -> dict[str, list[str]]:
    """Give the target pieces of each source piece; those of "" any sentence may need.

    Args:
        pieces: the joint vocabulary.
        sources: piece numbers of the source sentences.
        targets: the same of their translations.
        most: target pieces of one source piece.
        always: how many of the most frequent target pieces every sentence may use.
        least: probability of a target piece that is kept for a source piece.
    """
    table = translation_table(sources, targets, least=least)
    frequent = Counter(piece for row in targets for piece in row).most_common(always)
    size = pieces.get_piece_size()
    names = [pieces.id_to_piece(number) for number in range(size)]
    known = set(names)
    small = [n for n in range(size) if len(names[n].lstrip("▁")) <= 1 or pieces.is_byte(n)]
    result = {"": _named(names, [*(piece for piece, _ in frequent), *small])}
    for number in range(size):
        if pieces.is_control(number) or pieces.is_unknown(number):
            result[""].append(names[number])
            continue
        found = _named(names, (piece for _, piece in table.get(number, [])[:most]))
        # A name is copied, at the beginning of a sentence with a capital.
        twins = [names[number], names[number].lower(), names[number].title()]
        result[names[number]] = list(dict.fromkeys([*found, *(t for t in twins if t in known)]))
    result[""] = list(dict.fromkeys(result[""]))
    return result


def _named(names: Sequence[str], numbers: Iterable[int]) -> list[str]:
    return [names[number] for number in numbers]


def write(path: Path, rules: Mapping[str, Sequence[str]]) -> None:
    """Write the rules in the form that CTranslate2 reads: source TAB targets between blanks."""
    lines = (f"{source}\t{' '.join(targets)}\n" for source, targets in rules.items())
    path.write_text("".join(lines), encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, translate, align and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--count", type=int, default=40_000, help="sentences")
    parser.add_argument("--most", type=int, default=200, help="target pieces of a source piece")
    parser.add_argument("--always", type=int, default=1300, help="frequent target pieces")
    parser.add_argument("--least", type=float, default=0.0003, help="probability of a kept piece")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(argv)
    pieces = sentencepiece.SentencePieceProcessor(str(given.model / "source.spm"))
    weights = json.loads(given.weights.read_text()) if given.weights else {}
    pairs = [
        (pieces.encode(source), pieces.encode(target))
        for source, target in sample(given.pairs, weights, given.direction, given.count)
    ]
    pairs = [(s, t) for s, t in pairs if 0 < len(s) <= LONGEST and 0 < len(t) <= LONGEST]
    engine = ctranslate2.Translator(
        str(given.model / "ctranslate2"), compute_type="int8", inter_threads=given.threads
    )
    results = engine.translate_batch(
        [[*map(pieces.id_to_piece, source), "</s>"] for source, _ in pairs],
        beam_size=1,
        max_batch_size=1024,
        batch_type="tokens",
        max_decoding_length=2 * LONGEST,
    )
    made = [[pieces.piece_to_id(piece) for piece in result.hypotheses[0]] for result in results]
    sources = [source for source, _ in pairs]
    rows = [(s, t) for s, t in zip(sources * 2, [*made, *(t for _, t in pairs)], strict=True) if t]
    sources, targets = ([row[side] for row in rows] for side in (0, 1))
    rules = shortlist(pieces, sources, targets, given.most, given.always, given.least)
    path = given.model / "ctranslate2" / NAME
    write(path, rules)
    mean = sum(map(len, rules.values())) / len(rules)
    print(f"{len(rules)} rules of {mean:.0f} pieces, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
