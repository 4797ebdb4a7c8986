"""Step, optional: pairs with a real target side, made from text in one language.

    python -m training.backtranslate --model FOLDER --direction id-en \
        --articles train.id.jsonl --origin bt-news --out bt.tsv

``--model`` translates out of the language of the articles; what it makes is the *source* of the
direction that is to be trained (Sennrich et al. 2016). An article is a JSON line with
``paragraphs``, or a module of an OpenStax book (CNXML; a folder is searched for them). Sentences
that the model is unsure of, or loses half of, are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import ctranslate2
import sentencepiece

from training.pairs import Pair, write_pairs
from training.sentences import split_sentences

SURE = -0.9  # mean log-probability a token of a translation that is kept
WORDS = range(5, 46)
_CNXML = "{http://cnx.rice.edu/cnxml}"
_NOT_PROSE = (f"{_CNXML}footnote", f"{_CNXML}link", "{http://www.w3.org/1998/Math/MathML}math")
PART = 2000
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def sentences(paragraph: str) -> Iterator[str]:
    """Split a paragraph, its spaces and quotes made plain."""
    text = " ".join(unicodedata.normalize("NFKC", paragraph).translate(_QUOTES).split())
    return split_sentences(text)


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a file of articles; of a book, those that are prose."""
    if path.is_dir():
        for module in sorted(path.rglob("*.cnxml")):
            yield from paragraphs(module)
    elif path.suffix == ".cnxml":
        for paragraph in ElementTree.parse(path).iter(f"{_CNXML}para"):
            text = "".join(paragraph.itertext()).strip()
            if (
                "http" not in text
                and text.endswith((".", "!", "?"))
                and not any(paragraph.find(f".//{n}") is not None for n in _NOT_PROSE)
            ):
                yield text
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from json.loads(line)["paragraphs"]


def read_articles(files: Sequence[Path]) -> Iterator[str]:
    """Yield the sentences of the articles, each once, of middling length."""
    seen: set[str] = set()
    for path in files:
        for paragraph in paragraphs(path):
            for sentence in sentences(paragraph):
                if len(sentence.split()) in WORDS and sentence not in seen:
                    seen.add(sentence)
                    yield sentence


def translate(
    model: Path, texts: Sequence[str], direction: str, origin: str, beam: int = 2
) -> Iterator[Pair]:
    """Translate the texts, with the model's shortlist if it has one; yield the trusted pairs."""
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
            use_vmap=(model / "ctranslate2" / "vmap.txt").exists(),
            max_decoding_length=160,
        )
        for text, result in zip(part, results, strict=True):
            made = pieces.decode(result.hypotheses[0])
            if is_trusted(text, made, result.scores[0]):
                yield Pair(origin, text, made) if direction == "id-en" else Pair(origin, made, text)


def is_trusted(text: str, made: str, score: float) -> bool:
    """Whether a translation may be trained on: sure, of a fitting length, of whole characters."""
    return score > SURE and 0.5 < len(made) / len(text) < 1.8 and "\ufffd" not in made


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, translate and write."""
    parser = argparse.ArgumentParser(description="Back-translate articles.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--most", type=int, default=10_000, help="sentences, drawn at random")
    parser.add_argument("--beam", type=int, default=2)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    texts = list(read_articles(given.articles))
    random.Random(7).shuffle(texts)
    texts = texts[: given.most]
    made = translate(given.model, texts, given.direction, given.origin, given.beam)
    print(f"{write_pairs(given.out, made)} of {len(texts)} sentences kept")


if __name__ == "__main__":
    main()
