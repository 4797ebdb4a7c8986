"""Makes BART and T5 folders with random weights from a seed, in the layouts of the hub."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from translator.models.convert import quiet
from translator.models.folder import ModelFolder
from translator.models.registry import ModelSpec

TEXT = (Path(__file__).parents[1] / "examples" / "bali-alibaba.id.txt").read_text("utf-8")
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
SHAPE = {"d_model": 32, "layers": 2, "heads": 4, "feed_forward": 64}


def random_bart(folder: Path, seed: int = 0, *, positions: int = 128, **asked: Any) -> ModelFolder:
    """As distilbart-cnn: byte-level BPE in vocab.json and merges.txt, limits in config.json.

    Args:
        folder: is made.
        seed: of the weights.
        positions: the longest text in tokens.
        asked: fields of the configuration: beam, lengths, …
    """
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartConfig, BartForConditionalGeneration

    folder.mkdir(parents=True)
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(
        TEXT.splitlines(), vocab_size=600, special_tokens=SPECIAL, show_progress=False
    )
    tokenizer.save_model(str(folder))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"model_max_length": positions, "tokenizer_class": "BartTokenizer"})
    )
    torch.manual_seed(seed)
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=positions,
        d_model=SHAPE["d_model"],
        encoder_layers=SHAPE["layers"],
        decoder_layers=SHAPE["layers"],
        encoder_attention_heads=SHAPE["heads"],
        decoder_attention_heads=SHAPE["heads"],
        encoder_ffn_dim=SHAPE["feed_forward"],
        decoder_ffn_dim=SHAPE["feed_forward"],
    )
    published = {"normalize_before": False, "normalize_embedding": True, "forced_bos_token_id": 0}
    _save(BartForConditionalGeneration(config), folder, {**published, **asked})
    return _folder(folder, "tiny-bart", seed)


def random_t5(folder: Path, seed: int = 0, *, positions: int = 128, **asked: Any) -> ModelFolder:
    """As t5-small-indonesian-summarization: spiece.model, a prefix in config.json."""
    import sentencepiece
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    folder.mkdir(parents=True)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(TEXT.splitlines()),
        model_writer=model,
        vocab_size=300,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "spiece.model").write_bytes(model.getvalue())
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"model_max_length": positions, "tokenizer_class": "T5Tokenizer"})
    )
    size = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue()).GetPieceSize()
    torch.manual_seed(seed)
    config = T5Config(
        vocab_size=size + 100,  # the <extra_id_…> of T5
        n_positions=positions,
        d_model=SHAPE["d_model"],
        d_kv=SHAPE["d_model"] // SHAPE["heads"],
        d_ff=SHAPE["feed_forward"],
        num_layers=SHAPE["layers"],
        num_heads=SHAPE["heads"],
        decoder_start_token_id=0,
    )
    preset = {"task_specific_params": {"summarization": {"prefix": "summarize: ", **asked}}}
    _save(T5ForConditionalGeneration(config), folder, preset)
    return _folder(folder, "tiny-t5", seed)


def _save(model: Any, folder: Path, extra: dict[str, Any]) -> None:
    """Weights and config.json, with these fields put in as old checkpoints have them."""
    with quiet():
        model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **extra}, indent=1))


def _folder(path: Path, name: str, seed: int) -> ModelFolder:
    spec = ModelSpec(name, "summarize", "id,en", f"path:{path}")
    return ModelFolder(path, spec, f"sha256:{seed:08}{'0' * 56}", path.parent / "conversions")
