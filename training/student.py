"""The parent run in torch, a batch at a time: for the bridge sentences, and to check its reading.

The network is Marian's "tiny" student: a post-norm transformer encoder, and a decoder whose
self-attention is replaced by a simpler simple recurrent unit (SSRU; Kim et al. 2019, "From
research to production and back", section 2). Decoding is greedy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import sentencepiece
import torch
import torch.nn.functional as F
from torch import Tensor

from training.parent import Floats

EOS = 0


class Student:
    """A parent that translates."""

    def __init__(
        self,
        tensors: dict[str, Floats],
        pieces: sentencepiece.SentencePieceProcessor,
        heads: int = 8,
    ) -> None:
        self.weights = {n: torch.from_numpy(t) for n, t in tensors.items()}
        self.pieces, self.heads = pieces, heads
        self.width = self.weights["Wemb"].shape[1]

    @torch.inference_mode()
    def translate(self, sentences: Sequence[str], batch: int = 64) -> list[str]:
        """Translate greedily; result i belongs to sentence i."""
        rows = [[*self.pieces.encode(s), EOS] for s in sentences]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out = [""] * len(rows)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            for index, ids in zip(part, self._decode([rows[i] for i in part]), strict=True):
                out[index] = self.pieces.decode(ids)
        return out

    def _decode(self, rows: list[list[int]]) -> list[list[int]]:
        longest = max(map(len, rows))
        ids = torch.tensor([row + [EOS] * (longest - len(row)) for row in rows])
        lengths = torch.tensor([len(row) for row in rows])
        mask = (torch.arange(longest)[None] < lengths[:, None])[:, None, None]
        memory = self._encode(ids, mask)
        layers = range(1, self._layers("decoder") + 1)
        kept = [self._keys_values(f"decoder_l{number}_context", memory) for number in layers]
        cells = [torch.zeros(len(rows), 1, self.width) for _ in layers]
        given = torch.zeros(len(rows), 1, self.width)
        out: list[list[int]] = [[] for _ in rows]
        open_ = torch.ones(len(rows), dtype=torch.bool)
        for position in range(2 * longest + 8):
            hidden = given + self._positions(1, position)
            for number, cell in enumerate(cells, 1):
                hidden, cells[number - 1] = self._cell(number, hidden, cell)
                name = f"decoder_l{number}"
                context = self._attend(f"{name}_context", hidden, kept[number - 1], mask)
                hidden = self._norm(hidden + context, f"{name}_context_Wo")
                hidden = self._norm(hidden + self._feed(name, hidden), f"{name}_ffn_ffn")
            logits = hidden[:, 0] @ self.weights["Wemb"].T
            best = (logits + self.weights["decoder_ff_logit_out_b"].reshape(-1)).argmax(1)
            open_ &= best != EOS
            if not open_.any():
                break
            for index in open_.nonzero()[:, 0].tolist():
                out[index].append(int(best[index]))
            given = self.weights["Wemb"][best][:, None] * math.sqrt(self.width)
        return out

    def _layers(self, side: str) -> int:
        return sum(1 for n in range(1, 99) if f"{side}_l{n}_ffn_W1" in self.weights)

    def _encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.weights["Wemb"][ids] * math.sqrt(self.width)
        hidden = hidden + self._positions(ids.shape[1])
        for number in range(1, self._layers("encoder") + 1):
            name = f"encoder_l{number}"
            both = self._keys_values(f"{name}_self", hidden)
            context = self._attend(f"{name}_self", hidden, both, mask)
            hidden = self._norm(hidden + context, f"{name}_self_Wo")
            hidden = self._norm(hidden + self._feed(name, hidden), f"{name}_ffn_ffn")
        return hidden

    def _positions(self, count: int, first: int = 0) -> Tensor:
        half = self.width // 2
        step = math.log(10000) / (half - 1)
        angles = torch.arange(first, first + count)[:, None] * torch.exp(torch.arange(half) * -step)
        return torch.cat([angles.sin(), angles.cos()], 1)[None]

    def _cell(self, number: int, hidden: Tensor, cell: Tensor) -> tuple[Tensor, Tensor]:
        name, w = f"decoder_l{number}_rnn", self.weights
        gate = torch.sigmoid(hidden @ w[f"{name}_Wf"] + w[f"{name}_bf"])
        cell = gate * cell + (1 - gate) * (hidden @ w[f"{name}_W"])
        return self._norm(hidden + F.relu(cell), f"{name}_ffn"), cell

    def _keys_values(self, name: str, memory: Tensor) -> tuple[Tensor, Tensor]:
        return self._heads(name, "k", memory), self._heads(name, "v", memory)

    def _attend(
        self, name: str, query: Tensor, both: tuple[Tensor, Tensor], mask: Tensor
    ) -> Tensor:
        mixed = F.scaled_dot_product_attention(self._heads(name, "q", query), *both, mask)
        return self._linear(mixed.transpose(1, 2).flatten(2), f"{name}_Wo", f"{name}_bo")

    def _heads(self, name: str, which: str, of: Tensor) -> Tensor:
        out = self._linear(of, f"{name}_W{which}", f"{name}_b{which}")
        return out.view(*out.shape[:2], self.heads, -1).transpose(1, 2)

    def _feed(self, name: str, hidden: Tensor) -> Tensor:
        inner = F.relu(self._linear(hidden, f"{name}_ffn_W1", f"{name}_ffn_b1"))
        return self._linear(inner, f"{name}_ffn_W2", f"{name}_ffn_b2")

    def _linear(self, hidden: Tensor, weight: str, bias: str) -> Tensor:
        return hidden @ self.weights[weight] + self.weights[bias]

    def _norm(self, hidden: Tensor, name: str) -> Tensor:
        scale = self.weights[f"{name}_ln_scale"].reshape(-1)
        bias = self.weights[f"{name}_ln_bias"].reshape(-1)
        return F.layer_norm(hidden, (self.width,), scale, bias, 1e-6)
