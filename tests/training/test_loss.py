"""The loss of training is torch's own, and a sample of the vocabulary comes near it."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from training.loss import candidates, smoothed_cross_entropy


def test_the_loss_is_torch_s_own() -> None:
    torch.manual_seed(1)
    hidden, weight = torch.randn(7, 5), torch.randn(11, 5)
    bias, gold = torch.randn(11), torch.randint(0, 11, (7,))
    grads = []
    for own in (True, False):
        h, w = hidden.clone().requires_grad_(), weight.clone().requires_grad_()
        if own:
            padding = torch.tensor([1] * 7 + [0] * 2)
            among = candidates(F.pad(gold, (0, 2)), 11, None)
            rows = F.pad(h, (0, 0, 0, 2), value=9.0)
            loss = smoothed_cross_entropy(rows, w, bias, among, 0.1, torch.float32, padding)
        else:
            loss = F.cross_entropy(h @ w.T + bias, gold, label_smoothing=0.1)
        loss.backward()  # type: ignore[no-untyped-call]
        grads.append((loss.detach(), h.grad, w.grad))
    for ours, theirs in zip(*grads, strict=True):
        torch.testing.assert_close(ours, theirs)


def test_a_sampled_loss_is_near_the_whole_one() -> None:
    torch.manual_seed(1)
    hidden, weight = torch.randn(50, 8) / 3, torch.randn(400, 8)
    bias, gold = torch.zeros(400), torch.randint(0, 40, (50,))
    whole = smoothed_cross_entropy(
        hidden, weight, bias, candidates(gold, 400, None), 0.1, torch.float32
    )
    drawn = candidates(gold, 400, 200)
    assert len(drawn.pieces) == len(set(drawn.pieces.tolist())) == 256
    assert torch.equal(drawn.pieces[drawn.gold], gold)
    assert float(drawn.stands_for.sum()) == pytest.approx(400)
    sampled = smoothed_cross_entropy(hidden, weight, bias, drawn, 0.1, torch.float32)
    assert float(sampled) == pytest.approx(float(whole), abs=0.05)
