"""Makes MarianMT folders with random weights from a seed, in the layout of opus-mt."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from translator.models.convert import quiet
from translator.models.store import EMBEDDED

STARTER = EMBEDDED / "starter-id-en"
TOKENIZER_FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")

TINY = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
}
OPUS_MT = {  # config.json of opus-mt-en-id and opus-mt-id-en
    "d_model": 512,
    "encoder_layers": 6,
    "decoder_layers": 6,
    "encoder_attention_heads": 8,
    "decoder_attention_heads": 8,
    "encoder_ffn_dim": 2048,
    "decoder_ffn_dim": 2048,
}


def random_marian(
    folder: Path,
    seed: int = 0,
    *,
    shape: dict[str, int] | None = None,
    vocabulary: int = 0,
    older: bool = False,
) -> Path:
    """A folder with the embedded model's tokenizer and random weights.

    Args:
        folder: is made.
        seed: of the weights.
        shape: fields of the configuration; `TINY` when left out.
        vocabulary: entries, filled up with pieces that no text has; 0: the tokenizer's own.
        older: as opus-mt-id-en was published: pickled weights, all settings in config.json.
    """
    import torch
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    folder.mkdir(parents=True)
    for name in TOKENIZER_FILES:
        shutil.copy(STARTER / name, folder / name)
    pieces = json.loads((folder / "vocab.json").read_text("utf-8"))
    pad = _fill(pieces, vocabulary) if vocabulary else pieces["<pad>"]
    (folder / "vocab.json").write_text(json.dumps(pieces, ensure_ascii=False), "utf-8")

    torch.manual_seed(seed)
    config = MarianConfig(
        **(shape or TINY),
        vocab_size=len(pieces),
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        max_position_embeddings=512,
        activation_function="swish",
        static_position_embeddings=True,
        scale_embedding=True,
        tie_word_embeddings=True,
    )
    model = MarianMTModel(config)
    _sharpen(model, factor=3.0 if shape else 10.0, end=6.0 if shape else 4.0)
    model.generation_config = GenerationConfig(
        num_beams=6,
        bad_words_ids=[[pad]],
        forced_eos_token_id=0,
        eos_token_id=0,
        pad_token_id=pad,
        decoder_start_token_id=pad,
        max_length=512,
    )
    with quiet():
        model.save_pretrained(folder)
    if older:
        torch.save(dict(model.state_dict()), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
        settings = json.loads((folder / "generation_config.json").read_text("utf-8"))
        (folder / "generation_config.json").unlink()
        edit_json(folder / "config.json", **settings)
    return folder


def _sharpen(model: Any, factor: float, end: float) -> None:
    """Make tokens stand out and some sentences end, as training does.

    Near-ties, which fresh weights give, would be decided by rounding.
    """
    import torch

    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 2 and "embed_positions" not in name:
                parameter.mul_(factor)
        model.final_logits_bias[0, 0] = end


def _fill(pieces: dict[str, int], size: int) -> int:
    del pieces["<pad>"]
    for number in range(len(pieces), size - 1):
        pieces[f"▁filler{number}"] = number
    pieces["<pad>"] = size - 1
    return size - 1


def edit_json(path: Path, **changes: Any) -> None:
    """Change fields of a JSON file; a value of None takes the field out."""
    value = json.loads(path.read_text("utf-8"))
    for key, change in changes.items():
        value.pop(key, None)
        if change is not None:
            value[key] = change
    path.write_text(json.dumps(value), "utf-8")


def random_bart(folder: Path) -> Path:
    """A tiny folder in the layout of distilbart: byte-level tokenizer, `.bin` weights."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartConfig, BartForConditionalGeneration

    folder.mkdir(parents=True)
    marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(["the cat sat on the mat"] * 9, 300, special_tokens=marks)
    tokenizer.save_model(str(folder))
    (folder / "tokenizer_config.json").write_text('{"model_max_length": 1024}')
    torch.manual_seed(0)
    config = BartConfig(
        **TINY,
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=1024,
        normalize_before=False,
        normalize_embedding=True,
    )
    model = BartForConditionalGeneration(config)
    config.save_pretrained(folder)
    torch.save(dict(model.state_dict()), folder / "pytorch_model.bin")
    return folder


def random_t5(folder: Path) -> Path:
    """A tiny folder in the layout of the Indonesian T5 summarizers."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    folder.mkdir(parents=True)
    shutil.copy(STARTER / "source.spm", folder / "spiece.model")
    (folder / "tokenizer_config.json").write_text('{"extra_ids": 100}')
    torch.manual_seed(0)
    config = T5Config(
        vocab_size=12_101,
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        decoder_start_token_id=0,
    )
    with quiet():
        T5ForConditionalGeneration(config).save_pretrained(folder)
    return folder
