"""Label-smoothed cross-entropy over the vocabulary, or over a sample of it.

The softmax over 12,000 pieces is the largest single array of a step. Here its gradient is formed
in place of the logits, in float32, so that one array serves for both, and its products may be in
bfloat16. A sample of the vocabulary makes it cheaper still: the pieces of the batch and a few of
the others, which then stand for all the others (Jean et al. 2015, "On using very large target
vocabulary for neural machine translation", with uniform sampling: each logit of the sample is
raised by the log of the number of pieces it stands for). Rows that are padding are computed and not
counted, and the size of the sample is a multiple of ``SIZES``, so that there are few shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

SIZES = 256


@dataclass(frozen=True)
class Candidates:
    """The pieces that a batch's softmax is taken over."""

    pieces: torch.Tensor  # their numbers
    gold: torch.Tensor  # the place of every gold piece among them
    stands_for: torch.Tensor  # how many pieces of the vocabulary each one stands for


def candidates(gold: torch.Tensor, vocabulary: int, others: int | None) -> Candidates:
    """Choose the pieces in ``gold`` and ``others`` more, or a few above; None takes them all."""
    used, place = torch.unique(gold, return_inverse=True)
    if others is not None:
        others += -(len(used) + others) % SIZES
    if others is None or len(used) + others >= vocabulary:
        return Candidates(torch.arange(vocabulary), gold, torch.ones(vocabulary))
    order = torch.randperm(vocabulary)
    unused = torch.ones(vocabulary, dtype=torch.bool)
    unused[used] = False
    drawn = order[unused[order]][:others]
    weight = (vocabulary - len(used)) / others
    stands_for = torch.cat([torch.ones(len(used)), torch.full((others,), weight)])
    return Candidates(torch.cat([used, drawn]), place, stands_for)


class _SmoothedCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        hidden: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor,
        among: Candidates,
        counted: torch.Tensor,
        smoothing: float,
        dtype: torch.dtype,
    ) -> torch.Tensor:
        low = hidden.to(dtype), weight.to(dtype)
        logits = (low[0] @ low[1].t()).float().add_(bias)
        gold = among.gold[:, None]
        right = logits.gather(1, gold)[:, 0]
        share = among.stands_for / among.stands_for.sum()
        even = logits @ share
        total = torch.logsumexp(logits.add_(among.stands_for.log()), 1)
        share_of_row = counted / counted.sum()
        loss = (total - (1 - smoothing) * right - smoothing * even) @ share_of_row
        gradient = logits.sub_(total[:, None]).exp_().sub_(smoothing * share)
        gradient.scatter_add_(1, gold, torch.full(gold.shape, smoothing - 1))
        ctx.save_for_backward(gradient.mul_(share_of_row[:, None]).to(dtype), *low)
        return loss

    @staticmethod
    def backward(ctx: Any, *outer: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        gradient, hidden, weight = ctx.saved_tensors
        scale = outer[0]
        to_hidden = (gradient @ weight).float() * scale
        to_weight = (gradient.t() @ hidden).float() * scale
        return to_hidden, to_weight, None, None, None, None, None


def smoothed_cross_entropy(
    hidden: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor,
    among: Candidates,
    smoothing: float,
    dtype: torch.dtype,
    counted: torch.Tensor | None = None,
) -> torch.Tensor:
    """Mean loss per token of ``hidden @ weight.T + bias`` against the gold pieces.

    hidden is ``(tokens, width)``, weight ``(vocabulary, width)``; the bias is held as it is.
    ``counted`` says which tokens the mean is over, and None all.
    """
    rows, row_bias = weight, bias
    if len(among.pieces) < len(weight):
        rows, row_bias = weight[among.pieces], bias[among.pieces]
    every = torch.ones(len(hidden)) if counted is None else counted.float()
    loss: torch.Tensor = _SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        hidden.float(), rows, row_bias, among, every, smoothing, dtype
    )
    return loss
