"""Step, optional: pairs with a real target side, made from text in one language.

    python -m training.backtranslate --model FOLDER --direction id-en \
        --articles train.id.jsonl --origin bt-news --out bt.tsv

``--model`` translates out of the language of the articles; what it makes is the *source* of the
direction that is to be trained (Sennrich et al. 2016). An article is a JSON line with
``paragraphs``. Sentences that the model is unsure of, or loses half of, are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import ctranslate2
import sentencepiece

from training.pairs import Pair, write_pairs

SURE = -0.9  # mean log-probability a token of a translation that is kept
WORDS = range(5, 46)
PART = 2000
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_END = re.compile(r'(?<=[.!?])\s+(?=["A-Z0-9(])|(?<=[.!?]")\s+(?=["A-Z0-9(])')
_ABBREVIATION = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof|Ir|Drs|St|No|Jl|Tbk|Hj?|KH|vs|Jr|Sr|[A-Z])\.$")


def sentences(paragraph: str) -> Iterator[str]:
    """Split a paragraph well enough for training: too few bounds rather than wrong ones."""
    text = " ".join(unicodedata.normalize("NFKC", paragraph).translate(_QUOTES).split())
    held = ""
    for part in _END.split(text):
        held = f"{held} {part}".strip()
        if not _ABBREVIATION.search(held):
            yield held
            held = ""
    if held:
        yield held


def read_articles(files: Sequence[Path]) -> Iterator[str]:
    """Yield the sentences of the articles, each once, of middling length."""
    seen: set[str] = set()
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            for paragraph in json.loads(line)["paragraphs"]:
                for sentence in sentences(paragraph):
                    if len(sentence.split()) in WORDS and sentence not in seen:
                        seen.add(sentence)
                        yield sentence


def translate(
    model: Path, texts: Sequence[str], direction: str, origin: str, beam: int = 2
) -> Iterator[Pair]:
    """Translate the texts and yield the pairs that can be trusted."""
    pieces = sentencepiece.SentencePieceProcessor(str(model / "source.spm"))
    engine = ctranslate2.Translator(str(model / "ctranslate2"), compute_type="int8")
    for start in range(0, len(texts), PART):
        part = texts[start : start + PART]
        rows = [[*pieces.encode(text, out_type=str), "</s>"] for text in part]
        results = engine.translate_batch(
            rows,
            beam_size=beam,
            max_batch_size=3000,
            batch_type="tokens",
            return_scores=True,
            max_decoding_length=160,
        )
        for text, result in zip(part, results, strict=True):
            made = pieces.decode(result.hypotheses[0])
            if result.scores[0] > SURE and 0.5 < len(made) / len(text) < 1.8:
                yield Pair(origin, text, made) if direction == "id-en" else Pair(origin, made, text)


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, translate and write."""
    parser = argparse.ArgumentParser(description="Back-translate articles.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--most", type=int, default=10_000, help="sentences")
    parser.add_argument("--origin", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    texts = list(read_articles(given.articles))[: given.most]
    made = translate(given.model, texts, given.direction, given.origin)
    print(f"{write_pairs(given.out, made)} of {len(texts)} sentences kept")


if __name__ == "__main__":
    main()
