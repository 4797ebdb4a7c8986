"""The limit: CTranslate2's own translate_batch on tokens that are ready and sorted.

Only the call itself is timed; cutting into sentences and tokenising are left out. `--workers 2
--threads 2` is two workers of one thread each, `--workers 1` what CTranslate2 does unasked.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import common


class Bare:
    """Sentences of all paragraphs in one call; `seconds` is the time of the last call."""

    def __init__(self, options: argparse.Namespace) -> None:
        import ctranslate2
        import sentencepiece

        folder = Path(options.model)
        self.beam_size = options.beam_size
        self.batch_tokens = options.batch_tokens
        self.shortlist = options.shortlist
        self.seconds = 0.0
        self.source = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
        self.target = sentencepiece.SentencePieceProcessor(str(folder / "target.spm"))
        self.translator = ctranslate2.Translator(
            str(folder / "ctranslate2"),
            compute_type=options.compute_type,
            inter_threads=options.workers,
            intra_threads=options.threads // options.workers,
        )

    def __call__(self, paragraphs: Sequence[str]) -> list[str]:
        from translator.text import sentences

        owners, texts = [], []
        for number, paragraph in enumerate(paragraphs):
            for sentence in sentences.split(paragraph, "id"):
                owners.append(number)
                texts.append(sentence.text)
        tokens = [[*self.source.encode(text, out_type=str), "</s>"] for text in texts]
        order = sorted(range(len(tokens)), key=lambda index: -len(tokens[index]))
        start = time.perf_counter()
        results = self.translator.translate_batch(
            [tokens[index] for index in order],
            beam_size=self.beam_size,
            max_batch_size=self.batch_tokens,
            batch_type="tokens",
            use_vmap=self.shortlist,
            max_input_length=0,
        )
        self.seconds = time.perf_counter() - start
        targets = [""] * len(texts)
        for index, result in zip(order, results, strict=True):
            targets[index] = self.target.decode(result.hypotheses[0])
        joined: list[list[str]] = [[] for _ in paragraphs]
        for owner, target in zip(owners, targets, strict=True):
            joined[owner].append(target)
        return [" ".join(parts) for parts in joined]


if __name__ == "__main__":
    common.run(Bare)
