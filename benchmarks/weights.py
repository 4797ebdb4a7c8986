"""A folder of weights with the int8 conversion in it, for `speed.py` and its peers.

    python benchmarks/weights.py FOLDER                  random, of the full opus-mt shape
    python benchmarks/weights.py FOLDER --model OTHER    a copy of other weights

Random weights either end at once or never. Here the end mark's row is fitted (ridge regression on
the decoder's own states) so that it wins when as many tokens stand as the source has: the
translations are nonsense of the source's length, and so take as long as real ones.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import figures

END = 0  # id of the end mark
SLOPE = 0.6  # logits that the end gains with each token
SOURCES = 48  # sentences that the row is fitted on
ROUNDS = 2  # the encoder sees the end mark too, so a new row moves the states a little


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(figures.ROOT))
    if options.model:
        shutil.copytree(options.model, options.folder)
    else:
        random_opus(options.folder)
    convert(options.folder)


def convert(folder: Path) -> None:
    """Put the tool's own conversion beside the weights."""
    from translator.models.convert import convert
    from translator.models.store import Store

    shutil.copytree(convert(Store.default().at(folder), "int8"), folder / "ctranslate2")


def random_opus(folder: Path, seed: int = 0) -> None:
    """Random weights of the opus-mt shape that say about as many tokens as they are given."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    from tests.weights import OPUS_MT, random_marian
    from translator.models.convert import quiet

    random_marian(folder, seed, shape=OPUS_MT, vocabulary=54_796)
    torch.manual_seed(seed)
    with quiet():
        model = MarianMTModel(MarianConfig.from_pretrained(folder)).eval()
        draw = random.Random(seed)
        lengths = [draw.randint(8, 80) for _ in range(SOURCES)]
        for _ in range(ROUNDS):
            fit_end(model, lengths, draw)
        (folder / "model.safetensors").unlink()
        settings = (folder / "generation_config.json").read_bytes()
        model.save_pretrained(folder)
        (folder / "generation_config.json").write_bytes(settings)


def fit_end(model: Any, lengths: list[int], draw: random.Random) -> None:
    """Set the end's row and bias: its logit passes the others' where target and source are even."""
    import torch

    states, places, highest = [], [], []
    embedding = model.model.shared.weight
    words = range(1, 12_000)
    with torch.no_grad():
        for length in lengths:
            source = [draw.choice(words) for _ in range(length - 1)] + [END]
            said = [draw.choice(words) for _ in range(2 * length)]
            if draw.random() < 0.5:  # such weights repeat themselves
                said = said[:1] * len(said)
            target = [model.config.decoder_start_token_id, *said[1:]]
            found = model.model(
                input_ids=torch.tensor([source]), decoder_input_ids=torch.tensor([target])
            ).last_hidden_state[0]
            states.append(found)
            places.append(torch.arange(1.0, len(target) + 1) - length)
            highest.append((found @ embedding.T)[:, 1:].max(dim=1).values)
        seen = torch.cat(states)
        seen = torch.cat([seen, torch.ones(len(seen), 1)], dim=1).double()
        squares = seen.T @ seen + torch.eye(seen.shape[1], dtype=torch.float64)
        row = torch.linalg.solve(squares, seen.T @ torch.cat(places).double()) * SLOPE
        embedding[END] = row[:-1].float()
        model.final_logits_bias[0, END] = float(row[-1]) + float(torch.cat(highest).mean())


if __name__ == "__main__":
    main()
