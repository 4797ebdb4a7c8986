"""A made-up language pair of some 200 sentences, and a parent with random weights."""

from __future__ import annotations

import random
import struct

import numpy as np

WHO = {"Ani": "Ani", "Budi": "Budi", "guru itu": "the teacher", "anak kecil": "a small child"}
DOES = {"membaca": "reads", "membeli": "buys", "melihat": "sees", "menulis": "writes"}
WHAT = {"buku": "a book", "surat": "a letter", "kertas putih": "white paper", "koran": "the news"}
WHEN = {"hari ini": "today", "besok": "tomorrow", "pada pukul 10": "at 10", "(2/12)": "(2/12)"}


def made_up_pairs(count: int = 200) -> list[tuple[str, str]]:
    every = [
        (f"{a.capitalize()} {b} {c} {d}.", f"{e.capitalize()} {f} {g} {h}.")
        for a, e in WHO.items()
        for b, f in DOES.items()
        for c, g in WHAT.items()
        for d, h in WHEN.items()
    ]
    return random.Random(5).sample(every, count)


def marian_binary(tensors: dict[str, np.ndarray], scale: float = 100.0) -> bytes:
    """Write tensors as Marian does: matrices as int8, transposed but for Wemb, with their scale."""
    names, shapes, data, headers = b"", b"", b"", b""
    for name, tensor in tensors.items():
        if name.endswith("_b") or tensor.shape[0] == 1:
            kind, body = 0x404, tensor.astype(np.float32).tobytes()
        else:
            kind = 0x4101
            stored = tensor if name == "Wemb" else tensor.T
            whole = np.clip(np.rint(stored * scale), -127, 127).astype(np.int8)
            body = whole.tobytes() + struct.pack("<f", scale)
            body += bytes(-len(body) % 256)
        spelt = name.encode() + b"\0"
        headers += struct.pack("<QQQQ", len(spelt), kind, tensor.ndim, len(body))
        names += spelt
        shapes += struct.pack(f"<{tensor.ndim}i", *tensor.shape)
        data += body
    head = struct.pack("<QQ", 1, len(tensors)) + headers + names + shapes
    padding = -(len(head) + 8) % 256
    return head + struct.pack("<Q", padding) + bytes(padding) + data


def random_parent(pieces: int, width: int = 32, inner: int = 64) -> dict[str, np.ndarray]:
    """Random weights for a student of two encoder and two decoder layers."""
    rng = np.random.default_rng(3)
    tensors: dict[str, np.ndarray] = {}

    def matrix(name: str, rows: int, columns: int) -> None:
        tensors[name] = rng.normal(0, 0.2, (rows, columns)).astype(np.float32)

    def norm(name: str) -> None:
        tensors[f"{name}_ln_scale"] = np.ones((1, width), np.float32)
        tensors[f"{name}_ln_bias"] = np.zeros((1, width), np.float32)

    def bias(name: str, size: int) -> None:
        tensors[name] = np.zeros((1, size), np.float32)

    matrix("Wemb", pieces, width)
    bias("decoder_ff_logit_out_b", pieces)
    for side in ("encoder", "decoder"):
        for layer in (1, 2):
            name = f"{side}_l{layer}"
            attention = f"{name}_self" if side == "encoder" else f"{name}_context"
            for which in "qkvo":
                matrix(f"{attention}_W{which}", width, width)
                bias(f"{attention}_b{which}", width)
            norm(f"{attention}_Wo")
            if side == "decoder":
                matrix(f"{name}_rnn_W", width, width)
                matrix(f"{name}_rnn_Wf", width, width)
                bias(f"{name}_rnn_bf", width)
                norm(f"{name}_rnn_ffn")
            matrix(f"{name}_ffn_W1", width, inner)
            bias(f"{name}_ffn_b1", inner)
            matrix(f"{name}_ffn_W2", inner, width)
            bias(f"{name}_ffn_b2", width)
            norm(f"{name}_ffn_ffn")
    return tensors
