"""Step: score a model on the dev sets with CTranslate2 int8, one sentence a line, no repair.

    python -m training.evaluate --model OUT --direction id-en --set flores=SOURCE:REFERENCE ...
    python -m training.evaluate --start child --averaged work/averaged.pt --direction en-id ...

A set is two text files, a sentence a line, or one file of two columns (Indonesian TAB English).
With ``--log`` each result is added to a file of JSON lines, which the model card reads.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import sacrebleu
import sentencepiece

from training.export import convert_averaged


@dataclass(frozen=True)
class Score:
    """What one model reached on one set."""

    set: str
    sentences: int
    direction: str
    beam: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    seconds: float
    note: str = ""


class Scorer:
    """A model folder ready to translate lists of sentences."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.pieces = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
        self.engine: Any = ctranslate2.Translator(
            str(folder / "ctranslate2"), compute_type="int8", intra_threads=threads
        )

    def translate(self, sentences: Sequence[str], beam: int = 4) -> list[str]:
        """Translate; result i belongs to sentence i."""
        rows = [[*self.pieces.encode(s, out_type=str), "</s>"] for s in sentences]
        results = self.engine.translate_batch(
            rows,
            beam_size=beam,
            max_batch_size=2048,
            batch_type="tokens",
            max_decoding_length=256,
        )
        return [self.pieces.decode(result.hypotheses[0]) for result in results]


def read_set(text: str, direction: str) -> tuple[str, list[str], list[str]]:
    """Read ``name=source:reference`` or ``name=pairs.tsv``: the name, sources and references."""
    name, _, where = text.partition("=")
    files = [Path(part) for part in where.split(":")]
    if len(files) == 2:
        sources, references = (f.read_text(encoding="utf-8").splitlines() for f in files)
    else:
        lines = files[0].read_text(encoding="utf-8").splitlines()
        columns = [line.split("\t") for line in lines]
        indonesian, english = [c[0] for c in columns], [c[1] for c in columns]
        sources, references = (
            (indonesian, english) if direction == "id-en" else (english, indonesian)
        )
    if len(sources) != len(references):
        raise ValueError(f"{text}: {len(sources)} sources, {len(references)} references")
    return name, sources, references


def score(
    scorer: Scorer, named: tuple[str, list[str], list[str]], direction: str, beam: int, note: str
) -> Score:
    """Translate a set and score it by sacreBLEU's BLEU and chrF."""
    name, sources, references = named
    began = time.monotonic()
    hypotheses = scorer.translate(sources, beam)
    seconds = time.monotonic() - began
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    return Score(
        name,
        len(sources),
        direction,
        beam,
        round(bleu.corpus_score(hypotheses, [references]).score, 2),
        round(chrf.corpus_score(hypotheses, [references]).score, 2),
        str(bleu.get_signature()),
        str(chrf.get_signature()),
        round(seconds, 1),
        note,
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, score, print and log."""
    parser = argparse.ArgumentParser(description="Score a model on dev sets.")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--averaged", type=Path)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--set", dest="sets", action="append", required=True)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--note", default="")
    parser.add_argument("--log", type=Path)
    given = parser.parse_args(argv)
    with ExitStack() as stack:
        folder = given.model
        if folder is None:
            temporary = convert_averaged(given.start, given.averaged, given.direction)
            folder = Path(stack.enter_context(temporary))
        scorer = Scorer(folder, given.threads)
        for text in given.sets:
            named = read_set(text, given.direction)
            result = score(scorer, named, given.direction, given.beam, given.note)
            print(f"{result.set}\t{result.sentences}\tBLEU {result.bleu}\tchrF {result.chrf}")
            if given.log:
                with given.log.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(asdict(result)) + "\n")


if __name__ == "__main__":
    main()
