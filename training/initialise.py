"""Step: make the child, a MarianMT model that starts from what the parent knows.

    python -m training.initialise --parent MODEL.bin --parent-pieces VOCAB.spm \
        --pieces joint.spm --pairs pairs.tsv --bridge bridge.tsv --direction en-id --out child
    python -m training.initialise --parent MODEL.bin --parent-pieces VOCAB.spm \
        --pieces VOCAB.spm --direction en-id --out cell-less

Carried over as they are: the encoder, the decoder's cross-attention, feed-forward layers and
norms. The decoder's self-attention is new, for the parent has a recurrent cell (SSRU) there that
Transformers cannot express; its output is halved, so that the residual carries at first. The
embedding of a piece that the parent has is copied, that of another piece is the mean of the
parent's pieces for it, and Indonesian pieces are put where the Portuguese pieces lie that they
are aligned with in ``bridge.tsv`` (Indonesian TAB Portuguese): the two languages share the order
of noun and adjective, noun and possessor.

With the parent's own pieces and no bridge the child is the parent without its cell. Trained on the
parent's two languages, it is what ``--taught`` takes, and then the child has all of its layers.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from transformers import MarianConfig, MarianMTModel

from training.align import translation_table
from training.average import read
from training.export import write_vocabulary
from training.pairs import Pair, read_pairs
from training.parent import Floats, read_marian

LONGEST = 80  # pieces of a bridge sentence that is aligned
ALIGNED_SHARE = 0.85  # of an aligned embedding; the rest is what the piece had

Pieces = sentencepiece.SentencePieceProcessor


@dataclass
class Table:
    """The child's embeddings and output biases, a row a piece, and how each row came about."""

    vectors: Floats
    biases: Floats
    origins: list[str]


def spread_by_spelling(parent: dict[str, Floats], theirs: Pieces, ours: Pieces) -> Table:
    """Give every piece the parent's row, or the mean of the parent's rows for its letters."""
    rows, biases = parent["Wemb"], parent["decoder_ff_logit_out_b"].reshape(-1)
    known = {theirs.id_to_piece(i): i for i in range(theirs.vocab_size())}
    count = ours.vocab_size()
    noise = np.random.default_rng(7).standard_normal((count, rows.shape[1])) * rows.std()
    vectors = noise.astype(np.float32)
    bias = np.full(count, biases.min(), np.float32)
    origins = ["noise"] * count
    for index in range(count):
        piece = ours.id_to_piece(index)
        if piece in known:
            vectors[index], bias[index] = rows[known[piece]], biases[known[piece]]
            origins[index] = "copied"
        elif not ours.is_byte(index) and (found := _parent_pieces(piece, theirs, known)):
            vectors[index], bias[index] = rows[found].mean(0), biases[found].min()
            origins[index] = "mean"
    return Table(vectors, bias, origins)


def _parent_pieces(piece: str, theirs: Pieces, known: dict[str, int]) -> list[int]:
    text = piece.replace("▁", " ").strip()
    found: list[int] = theirs.encode(text) if text else []
    if found and not piece.startswith("▁"):
        # The parent marks the beginning of a word, which this piece is not.
        first = theirs.id_to_piece(found[0])
        if first == "▁":
            return found[1:]
        if first[1:] in known:
            found[0] = known[first[1:]]
    return found


def place_by_alignment(
    table: Table,
    parent: dict[str, Floats],
    bridge: list[tuple[str, str]],
    theirs: Pieces,
    ours: Pieces,
    only: set[int],
) -> int:
    """Move the pieces in ``only`` to the parent's pieces they align with; return how many."""
    rows, biases = parent["Wemb"], parent["decoder_ff_logit_out_b"].reshape(-1)
    size = float(np.linalg.norm(rows, axis=1).mean())
    encoded = [(ours.encode(a), theirs.encode(b)) for a, b in bridge]
    encoded = [(a, b) for a, b in encoded if 0 < len(a) < LONGEST and 0 < len(b) < LONGEST]
    if not encoded:
        return 0
    aligned = translation_table([a for a, _ in encoded], [b for _, b in encoded])
    moved = 0
    for piece, candidates in aligned.items():
        best = candidates[:4]
        weights = np.array([p for p, _ in best], np.float32)
        if piece not in only or weights.sum() < 0.15:
            continue
        weights /= weights.sum()
        there = [i for _, i in best]
        vector = weights @ rows[there]
        vector *= size / max(float(np.linalg.norm(vector)), 1e-6)
        table.vectors[piece] = ALIGNED_SHARE * vector + (1 - ALIGNED_SHARE) * table.vectors[piece]
        table.biases[piece] = weights @ biases[there]
        table.origins[piece] = "aligned"
        moved += 1
    return moved


def indonesian_pieces(pairs: list[Pair], ours: Pieces) -> set[int]:
    """Find the pieces used in Indonesian at least five times, and 1.5 times as in English."""
    indonesian: Counter[int] = Counter()
    english: Counter[int] = Counter()
    for pair in pairs:
        indonesian.update(ours.encode(pair.indonesian))
        english.update(ours.encode(pair.english))
    return {p for p, n in indonesian.items() if n >= 5 and n > 1.5 * english[p]}


def build(parent: dict[str, Floats], table: Table) -> Any:
    """Make the MarianMT model of the parent's widths; ``<pad>`` is its last piece, at zero."""
    count, width = table.vectors.shape
    layers = {side: _layers(parent, side) for side in ("encoder", "decoder")}
    inner = parent["encoder_l1_ffn_W1"].shape[1]
    config = MarianConfig(
        vocab_size=count + 1,
        d_model=width,
        encoder_layers=layers["encoder"],
        decoder_layers=layers["decoder"],
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=inner,
        decoder_ffn_dim=inner,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="relu",
        scale_embedding=True,
        static_position_embeddings=True,
        max_position_embeddings=512,
        tie_word_embeddings=True,
        share_encoder_decoder_embeddings=True,
        pad_token_id=count,
        eos_token_id=0,
        bos_token_id=None,
        decoder_start_token_id=count,
        forced_eos_token_id=0,
    )
    model: Any = MarianMTModel(config)
    with torch.no_grad():
        model.model.shared.weight[:count] = torch.from_numpy(table.vectors)
        model.model.shared.weight[count] = 0
        model.final_logits_bias[0, :count] = torch.from_numpy(table.biases)
        model.final_logits_bias[0, count] = 0
        _carry_over(parent, model)
    return model


def read_taught(path: Path, parent: dict[str, Floats]) -> dict[str, torch.Tensor]:
    """Read what ``training.train`` made of the parent without its cell: its layers, by name.

    Its embeddings and output biases replace those of ``parent``.
    """
    weights = {name: tensor.float() for name, tensor in read(path).items()}
    count = parent["Wemb"].shape[0]
    parent["Wemb"] = weights["model.shared.weight"][:count].numpy()
    parent["decoder_ff_logit_out_b"] = weights["final_logits_bias"][:, :count].numpy()
    return {name: tensor for name, tensor in weights.items() if ".layers." in name}


def _layers(parent: dict[str, Floats], side: str) -> int:
    count = 0
    while f"{side}_l{count + 1}_ffn_W1" in parent:
        count += 1
    return count


def _carry_over(parent: dict[str, Floats], model: Any) -> None:
    def linear(layer: Any, weight: str, bias: str) -> None:
        layer.weight.copy_(torch.from_numpy(parent[weight].T.copy()))
        layer.bias.copy_(torch.from_numpy(parent[bias].reshape(-1)))

    def norm(layer: Any, name: str) -> None:
        layer.weight.copy_(torch.from_numpy(parent[f"{name}_ln_scale"].reshape(-1)))
        layer.bias.copy_(torch.from_numpy(parent[f"{name}_ln_bias"].reshape(-1)))

    def attention(layer: Any, name: str) -> None:
        for ours, their in (("q_proj", "q"), ("k_proj", "k"), ("v_proj", "v"), ("out_proj", "o")):
            linear(getattr(layer, ours), f"{name}_W{their}", f"{name}_b{their}")

    for side, layers in (
        ("encoder", model.model.encoder.layers),
        ("decoder", model.model.decoder.layers),
    ):
        for number, layer in enumerate(layers, 1):
            name = f"{side}_l{number}"
            if side == "encoder":
                attention(layer.self_attn, f"{name}_self")
                norm(layer.self_attn_layer_norm, f"{name}_self_Wo")
            else:
                norm(layer.self_attn_layer_norm, f"{name}_rnn_ffn")
                layer.self_attn.out_proj.weight.mul_(0.5)
                attention(layer.encoder_attn, f"{name}_context")
                norm(layer.encoder_attn_layer_norm, f"{name}_context_Wo")
            linear(layer.fc1, f"{name}_ffn_W1", f"{name}_ffn_b1")
            linear(layer.fc2, f"{name}_ffn_W2", f"{name}_ffn_b2")
            norm(layer.final_layer_norm, f"{name}_ffn_ffn")


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, make the child and write it in the opus-mt layout."""
    parser = argparse.ArgumentParser(description="Make the child of a Marian parent.")
    parser.add_argument("--parent", type=Path, required=True)
    parser.add_argument("--parent-pieces", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True, help="the joint vocabulary")
    parser.add_argument("--pairs", type=Path, help="with --bridge: what is Indonesian in them")
    parser.add_argument("--bridge", type=Path)
    parser.add_argument("--taught", type=Path, help="averaged.pt of the parent without its cell")
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    if given.bridge and not given.pairs:
        parser.error("--bridge needs --pairs")
    parent = read_marian(given.parent)
    layers = read_taught(given.taught, parent) if given.taught else {}
    theirs, ours = Pieces(str(given.parent_pieces)), Pieces(str(given.pieces))
    table = spread_by_spelling(parent, theirs, ours)
    if given.bridge:
        lines = given.bridge.read_text(encoding="utf-8").splitlines()
        bridge = [(line.split("\t")[0], line.split("\t")[1]) for line in lines]
        only = indonesian_pieces(list(read_pairs(given.pairs)), ours)
        place_by_alignment(table, parent, bridge, theirs, ours, only)
    torch.manual_seed(7)
    model = build(parent, table)
    model.load_state_dict(layers, strict=False)
    model.save_pretrained(given.out)
    write_vocabulary(given.pieces, given.out, given.direction)
    print(json.dumps(Counter(table.origins)), sum(p.numel() for p in model.parameters()))


if __name__ == "__main__":
    main()
