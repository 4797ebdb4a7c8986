"""What a careful script does: transformers, sorted by length, 32 paragraphs a batch."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import common

BATCH = 32


def load(options: argparse.Namespace) -> common.Translate:
    """The model in float32, as `from_pretrained` gives it."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(options.threads)
    tokenizer = MarianTokenizer.from_pretrained(options.model)
    model = MarianMTModel.from_pretrained(options.model, dtype=torch.float32).eval()

    def translate(paragraphs: Sequence[str]) -> list[str]:
        order = sorted(range(len(paragraphs)), key=lambda index: -len(paragraphs[index]))
        outputs = [""] * len(paragraphs)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            batch = tokenizer(
                [paragraphs[index] for index in chosen], return_tensors="pt", padding=True
            )
            ids = model.generate(**batch, num_beams=options.beam_size)
            texts = tokenizer.batch_decode(ids, skip_special_tokens=True)
            for index, text in zip(chosen, texts, strict=True):
                outputs[index] = text
        return outputs

    return translate


if __name__ == "__main__":
    common.run(load)
