"""Step, optional: average the weights of several runs that began at the same model.

    python -m training.average --out averaged.pt run-2/averaged.pt=0.5 run-1/averaged.pt=0.25 \
        start/model.safetensors=0.25

Runs from one start end near each other, and the mean of their weights is often better than each of
them (Wortsman et al. 2022, "Model soups"). What comes out goes to ``training.evaluate`` and
``training.export`` as the ``averaged.pt`` of a run does.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file


def read(path: Path) -> Mapping[str, torch.Tensor]:
    """Read the weights that a run wrote, or those of a model folder."""
    if path.suffix == ".safetensors":
        return load_file(path)
    weights: Mapping[str, torch.Tensor] = torch.load(path)
    return weights


def average(parts: Sequence[tuple[Mapping[str, torch.Tensor], float]]) -> dict[str, torch.Tensor]:
    """Sum the weights, each times its share of the whole; in fp16.

    A model folder leaves out the positions, which are computed: they are taken from the others.
    """
    made = {}
    for name in {name: None for weights, _ in parts for name in weights}:
        having = [(weights[name].float(), share) for weights, share in parts if name in weights]
        whole = sum(share for _, share in having)
        made[name] = torch.stack([tensor * (share / whole) for tensor, share in having]).sum(0)
    return {name: tensor.half() for name, tensor in made.items()}


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line, average and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parts", nargs="+", metavar="FILE=SHARE")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    named = [part.rpartition("=") for part in given.parts]
    torch.save(average([(read(Path(path)), float(share)) for path, _, share in named]), given.out)


if __name__ == "__main__":
    main()
