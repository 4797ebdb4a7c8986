"""Step: write a trained model as the package wants it: opus-mt layout in fp16, CTranslate2 int8.

    python -m training.export --start child --averaged work/averaged.pt --direction en-id --out OUT

OUT gets what a public opus-mt folder holds (``model.safetensors``, ``config.json``, ``source.spm``,
``target.spm``, ``vocab.json`` ...) and, in ``ctranslate2/``, its int8 conversion. Both are read
back, and the vocabularies compared, before the step ends.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import MarianMTModel, MarianTokenizer

from translator.models.convert import write_conversion

MAX_LENGTH = 512


def write_vocabulary(pieces: Path, out: Path, direction: str) -> None:
    """Write the files by which MarianTokenizer knows the joint vocabulary."""
    processor = sentencepiece.SentencePieceProcessor(str(pieces))
    count = processor.vocab_size()
    vocabulary = {processor.id_to_piece(i): i for i in range(count)} | {"<pad>": count}
    out.mkdir(parents=True, exist_ok=True)
    _write_json(out / "vocab.json", vocabulary, indent=0)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces, out / name)
    source, target = direction.split("-")
    settings = {
        "source_lang": source,
        "target_lang": target,
        "model_max_length": MAX_LENGTH,
        "tokenizer_class": "MarianTokenizer",
        "separate_vocabs": False,
    }
    _write_json(out / "tokenizer_config.json", settings, indent=1)


def _write_json(path: Path, value: object, indent: int) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


def export(start: Path, averaged: Path | None, direction: str, out: Path) -> None:
    """Write the model folder and its conversion; without ``averaged`` the start's own weights."""
    model: Any = MarianMTModel.from_pretrained(start, dtype=torch.float32)
    pad: int = model.config.pad_token_id
    if averaged is not None:
        weights = torch.load(averaged, weights_only=True)
        left_out = model.load_state_dict({n: t.float() for n, t in weights.items()}, strict=False)
        _check_complete(left_out)
    if model.model.shared.weight[pad].abs().max() != 0:
        raise ValueError("the row of <pad> is not zero: engines would start sentences differently")
    generation = model.generation_config
    generation.max_length, generation.num_beams = MAX_LENGTH, 4
    generation.bad_words_ids, generation.forced_eos_token_id = [[pad]], 0
    generation.decoder_start_token_id = generation.pad_token_id = pad
    generation.eos_token_id = 0
    model.half().save_pretrained(out)
    write_vocabulary(start / "source.spm", out, direction)
    convert(out)
    _check_tokenizer(out)


def _check_complete(left_out: Any) -> None:
    # Tied copies of the embedding and the fixed positions are made anew, everything else is not.
    made = ("embed_tokens", "embed_positions", "lm_head")
    missing = [n for n in left_out.missing_keys if not any(m in n for m in made)]
    if missing or left_out.unexpected_keys:
        raise ValueError(f"weights do not fit: {missing} {left_out.unexpected_keys}")


def convert(folder: Path) -> None:
    """Write the CTranslate2 int8 conversion of a model folder into its ``ctranslate2/``."""
    shutil.rmtree(folder / "ctranslate2", ignore_errors=True)
    write_conversion(folder, folder / "ctranslate2", "int8")


def _check_tokenizer(folder: Path) -> None:
    text = 'Penjabat (Pj) Gubernur menerima "Tes", Senin (2/12).'
    tokenizer: Any = MarianTokenizer.from_pretrained(folder)
    pieces = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    if tokenizer(text)["input_ids"] != [*pieces.encode(text), 0]:
        raise ValueError("MarianTokenizer and the pieces disagree")


def convert_averaged(
    start: Path, averaged: Path, direction: str
) -> tempfile.TemporaryDirectory[str]:
    """Export to a temporary folder, for scoring on the way; the caller cleans it up."""
    folder = tempfile.TemporaryDirectory(prefix="training-")
    export(start, averaged, direction, Path(folder.name))
    return folder


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export a trained model.")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--averaged", type=Path)
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    export(given.start, given.averaged, given.direction, given.out)
    size = (given.out / "model.safetensors").stat().st_size
    print(f"{given.out}: {size / 1e6:.1f} MB fp16")


if __name__ == "__main__":
    main()
