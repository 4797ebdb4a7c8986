"""Several processes that train one model: each has its own batches, and the gradients are averaged.

One process a core keeps small batches on one thread; several threads on one small batch mostly
wait for each other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import distributed, multiprocessing


def place() -> tuple[int, int]:
    """Tell which process this is, and how many train together."""
    if distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    return 0, 1


def average_gradients(parameters: Sequence[torch.Tensor], *numbers: float) -> list[float]:
    """Average the gradients over the processes, and numbers that have to be the same in all."""
    _, processes = place()
    if processes == 1:
        return list(numbers)
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([*(g.reshape(-1) for g in gradients), torch.tensor(numbers)])
    distributed.all_reduce(flat)
    flat /= processes
    *parts, agreed = flat.split([*(g.numel() for g in gradients), len(numbers)])
    for gradient, part in zip(gradients, parts, strict=True):
        gradient.copy_(part.view_as(gradient))
    return [float(number) for number in agreed]


def start(work: Callable[..., Any], processes: int, *given: Any) -> None:
    """Call ``work(*given)`` in as many processes, which find each other by a file, and wait."""
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{Path(folder) / 'meeting'}"
        multiprocessing.spawn(_one, (processes, meeting, work, given), processes)  # type: ignore[no-untyped-call]


def _one(rank: int, processes: int, meeting: str, work: Callable[..., Any], given: Any) -> None:
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=processes)
    work(*given)
    distributed.destroy_process_group()
