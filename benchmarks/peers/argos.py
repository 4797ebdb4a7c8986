"""Argos Translate with the same weights, one text of many paragraphs, as its command does it.

Its sentence splitter wants a model of its own from the network; a regular expression stands in,
so that the time for splitting is near zero.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import common


class Split:
    """Sentences end at a full stop, question or exclamation mark before a space."""

    def split_sentences(self, text: str) -> list[str]:
        """The sentences of a paragraph."""
        return re.split(r"(?<=[.!?])\s+", text)


def load(options: argparse.Namespace) -> common.Translate:
    """A package of Argos' own form around the converted weights."""
    os.environ |= {
        "ARGOS_INTRA_THREADS": str(options.threads),
        "ARGOS_COMPUTE_TYPE": options.compute_type,
        "ARGOS_BEAM_SIZE": str(options.beam_size),
    }
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    folder = Path(tempfile.mkdtemp(), "package")
    shutil.copytree(Path(options.model, "ctranslate2"), folder / "model")
    shutil.copy(Path(options.model, "source.spm"), folder / "sentencepiece.model")
    config = json.loads((folder / "model" / "config.json").read_text())
    (folder / "model" / "config.json").write_text(json.dumps(config | {"add_source_eos": True}))
    (folder / "metadata.json").write_text(
        json.dumps({"from_code": "id", "from_name": "Indonesian", "to_code": "en",
                    "to_name": "English", "package_version": "1", "argos_version": "1.9"})
    )  # fmt: skip
    translation = PackageTranslation(
        Language("id", "Indonesian"), Language("en", "English"), Package(folder)
    )
    translation.sentencizer = Split()

    def translate(paragraphs: Sequence[str]) -> list[str]:
        text = translation.hypotheses("\n".join(paragraphs), 1)[0].value
        outputs: list[str] = text.split("\n")
        return outputs

    return translate


if __name__ == "__main__":
    common.run(load)
