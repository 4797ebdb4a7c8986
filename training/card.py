"""Step: write the model card from what was measured and from what was trained on.

    python -m training.card --model OUT --direction id-en --scores scores.jsonl \
        --pairs pairs.tsv --weights weights.json --facts facts.json

``scores.jsonl`` is the log of ``training.evaluate``; the last line for each set counts.
``facts.json`` holds what no program can know: ``parent``, ``made``, ``tokens``, ``licence`` and a
list of ``limits``; a missing one is an error, so that no card goes out half written.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.evaluate import Score
from training.pairs import read_pairs

LANGUAGES = {"id": "Indonesian", "en": "English"}
GROUPS = (
    ("docs-", "documentation of free software"),
    ("misc-panl-", "news (ANTARA, international, sport, science)"),
    ("gx-news-", "Jakarta news"),
    ("misc-desmond-smeru", "social-policy reports"),
    ("misc-desmond-ausaid", "development reports"),
    ("misc-iwslt17-", "talks"),
    ("misc-tico19", "health"),
    ("misc-tatoeba", "everyday sentences"),
    ("bt-books-", "back-translated textbooks"),
    ("bt-", "back-translated news"),
    ("dict-", "words and terms of a dictionary"),
)
OTHER = "interface strings, dialogue, religious and other texts"


@dataclass(frozen=True)
class Facts:
    """What the card says in words."""

    parent: str
    made: str
    tokens: str
    licence: str
    limits: Sequence[str]


def groups(origins: Mapping[str, int], weights: Mapping[str, float]) -> list[tuple[str, int, int]]:
    """Sum the pairs, and how many of them one weighted pass shows, by kind of text."""
    pairs: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for origin, count in origins.items():
        kind = next((k for prefix, k in GROUPS if origin.startswith(prefix)), OTHER)
        pairs[kind] += count
        shown[kind] += round(count * weights.get(origin, 1.0))
    return [(kind, pairs[kind], count) for kind, count in shown.most_common()]


def render(
    name: str,
    direction: str,
    facts: Facts,
    scores: Sequence[Score],
    kinds: Sequence[tuple[str, int, int]],
    size: tuple[float, float],
) -> str:
    """Write the card as Markdown."""
    source, target = (LANGUAGES[code] for code in direction.split("-"))
    lines = [
        f"# {name}: a small {source}→{target} MarianMT",
        "",
        "| | |",
        "|---|---|",
        f"| task, direction | machine translation, {source} → {target}, one sentence at a time |",
        "| layout | as the public opus-mt models; `source.spm` and `target.spm` are the same joint "
        "unigram model (byte fallback, digits split); `ctranslate2/` is its int8 conversion and "
        "shortlist |",
        f"| size | {size[0]:.1f} MB fp16, {size[1]:.1f} MB as CTranslate2 int8 |",
        f"| parent | {facts.parent} |",
        f"| made | {facts.made} |",
        f"| trained on | {facts.tokens} |",
        f"| licence of the weights | {facts.licence} |",
        "",
        "## Scores",
        "",
        "CTranslate2 int8, one sentence a line, no repair.",
        "",
        "| set | sentences | beam | BLEU | chrF |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {s.set} | {s.sentences} | {s.beam} | {s.bleu} | {s.chrf} |" for s in scores]
    signatures = sorted({s.bleu_signature for s in scores} | {s.chrf_signature for s in scores})
    lines += ["", "sacreBLEU signatures: " + ", ".join(f"`{s}`" for s in signatures) + "."]
    lines += ["", "## Data", "", "| kind | pairs | shown in one pass |", "|---|---|---|"]
    lines += [f"| {kind} | {pairs:,} | {shown:,} |" for kind, pairs, shown in kinds]
    lines += ["", "## Limits", "", *(f"- {limit}" for limit in facts.limits), ""]
    return "\n".join(lines)


def latest_scores(log: Path, direction: str) -> list[Score]:
    """Read the last result of each set and beam for a direction, in the order of first sight."""
    found: dict[tuple[str, int], Score] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        score = Score(**json.loads(line))
        if score.direction == direction:
            found[score.set, score.beam] = score
    return list(found.values())


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and write ``MODEL_CARD.md`` into the model folder."""
    parser = argparse.ArgumentParser(description="Write the model card.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--facts", type=Path, required=True)
    given = parser.parse_args(argv)
    origins = Counter(pair.origin for pair in read_pairs(given.pairs))
    weights = json.loads(given.weights.read_text(encoding="utf-8"))
    files = given.model / "model.safetensors", given.model / "ctranslate2" / "model.bin"
    card = render(
        f"starter-{given.direction}",
        given.direction,
        Facts(**json.loads(given.facts.read_text(encoding="utf-8"))),
        latest_scores(given.scores, given.direction),
        groups(origins, weights),
        (files[0].stat().st_size / 1e6, files[1].stat().st_size / 1e6),
    )
    (given.model / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    print(f"{given.model / 'MODEL_CARD.md'}: {len(card.splitlines())} lines")


if __name__ == "__main__":
    main()
