"""The weights of the extractive summarizer: two networks and two lexicons in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from translator.languages import LANGUAGES
from translator.summarize.lexicon import Lexicon
from translator.summarize.network import Network

FILE = "extractive.npz"


@dataclass(frozen=True)
class Model:
    """What was learnt from articles with summaries."""

    sentences: Network  # features.sentence_features -> belongs in a summary
    words: Network  # wordfeatures.word_features -> is kept by a summary
    lexicons: Mapping[str, Lexicon]  # by language code


def load() -> Model:
    """The model of the package."""
    with as_file(files("translator.summarize") / FILE) as path:
        return read(path)


def read(path: Path) -> Model:
    """The model in a file that `write` made."""
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    lexicons = {}
    for code in LANGUAGES:
        words = arrays[f"{code}.words"].tobytes().decode("utf-8").split("\n")
        lexicons[code] = Lexicon(
            {word: place for place, word in enumerate(words)},
            arrays[f"{code}.idf"].astype(float),
            arrays[f"{code}.keep"].astype(float),
        )
    return Model(
        Network.from_arrays(arrays, "sentences"), Network.from_arrays(arrays, "words"), lexicons
    )


def write(model: Model, path: Path) -> None:
    """Put a model into a file that NumPy reads without pickles."""
    arrays: dict[str, Any] = {
        **model.sentences.arrays("sentences"),
        **model.words.arrays("words"),
    }
    for code, lexicon in model.lexicons.items():
        text = "\n".join(lexicon.numbers).encode("utf-8")
        arrays[f"{code}.words"] = np.frombuffer(text, np.uint8)
        arrays[f"{code}.idf"] = lexicon.idf.astype(np.float16)
        arrays[f"{code}.keep"] = lexicon.keep.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
