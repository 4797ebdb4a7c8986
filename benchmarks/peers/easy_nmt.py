"""EasyNMT with the same weights, all paragraphs in one call, as its manual shows.

It looks the weights up on the hub by a name of its own; here a folder of that name stands where
it runs. Its sentence splitter fetches a model from the network; a regular expression stands in.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import common

NAME = "Helsinki-NLP/opus-mt-id-en"


def split(text: str, language: str) -> list[str]:
    """Sentences end at a full stop, question or exclamation mark before a space."""
    return re.split(r"(?<=[.!?])\s+", text)


def load(options: argparse.Namespace) -> common.Translate:
    """The model in float32, as EasyNMT loads it on the first translation."""
    import torch
    from easynmt import EasyNMT
    from easynmt.models import OpusMT

    torch.set_num_threads(options.threads)
    folder = Path(tempfile.mkdtemp())
    (folder / NAME).parent.mkdir()
    (folder / NAME).symlink_to(Path(options.model).resolve())
    os.chdir(folder)
    model = EasyNMT(translator=OpusMT(), device="cpu")
    model.translator.load_model(NAME)

    def translate(paragraphs: Sequence[str]) -> list[str]:
        found: list[str] = model.translate(
            list(paragraphs),
            source_lang="id",
            target_lang="en",
            beam_size=options.beam_size,
            sentence_splitter=split,
        )
        return found

    return translate


if __name__ == "__main__":
    common.run(load)
