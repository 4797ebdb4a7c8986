"""What a short script does: transformers, one paragraph at a time."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import common


def load(options: argparse.Namespace) -> common.Translate:
    """The model in float32, as `from_pretrained` gives it."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(options.threads)
    tokenizer = MarianTokenizer.from_pretrained(options.model)
    model = MarianMTModel.from_pretrained(options.model, dtype=torch.float32).eval()

    def translate(paragraphs: Sequence[str]) -> list[str]:
        outputs = []
        for paragraph in paragraphs:
            batch = tokenizer([paragraph], return_tensors="pt")
            ids = model.generate(**batch, num_beams=options.beam_size)
            outputs.append(tokenizer.decode(ids[0], skip_special_tokens=True))
        return outputs

    return translate


if __name__ == "__main__":
    common.run(load)
