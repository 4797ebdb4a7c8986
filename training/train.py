"""Step: train one direction on the CPU for a given time or count of steps, resumable at any point.

    python -m training.train --direction id-en --start FOLDER --work FOLDER --pairs pairs.tsv \
        --minutes 600 ...

The work folder holds ``state.pt`` (weights, optimizer, averaged weights, random state, progress),
written every few minutes and when the process is told to end (SIGTERM); the same command run again
goes on from it. The rate rises over the first steps and then falls along a cosine to a small share
of its peak: of the wall time, so that a run that is slowed down still ends at a low rate when its
time is up, or of the steps (``--steps``), so that two runs can be compared.

With ``--processes N`` as many processes each read their own batches, average their gradients after
every step and so train one model, on N cores.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import MarianMTModel

from training import together
from training.batches import CHANGES, EOS, NO_CHANGES, Batch, Mixture, Sampler
from training.loss import candidates, smoothed_cross_entropy
from training.pairs import read_pairs

EMA_EVERY = 4  # steps between updates of the averaged weights


@dataclass(frozen=True)
class Settings:
    """What a run is told."""

    direction: str
    start: Path  # a model folder in the opus-mt layout
    work: Path
    pairs: Path
    ends: float = math.inf  # seconds since the epoch
    weights: Path | None = None  # JSON: origin -> how often a pair of it is shown in a pass
    rate: float = 5e-4
    floor: float = 0.04  # the last rate, as a share of the peak
    warmup: int = 300  # steps
    tokens: int = 3000  # padded tokens in a batch
    others: int | None = None  # pieces beside the batch's own in the softmax; None is all
    smoothing: float = 0.1
    average: float = 0.9985  # decay a step of the averaged weights
    save_every: float = 240.0  # seconds
    threads: int = 1
    seed: int = 7
    steps: int | None = None  # stop after as many, if the time is not up before
    mixture: Mixture = field(default_factory=Mixture)


@dataclass
class Progress:
    """What a run has done; kept in its state."""

    step: int = 0
    target_tokens: int = 0
    passes: int = 0
    seconds: float = 0.0  # spent training, over all runs of the command
    began: float = 0.0


def read_share(text: str) -> tuple[str, float]:
    """Read ``joined=0.06``: a kind of change, and the share of the examples it is made in."""
    name, _, share = text.partition("=")
    if name not in CHANGES:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(CHANGES)}")
    return name, float(share)


def best_dtype() -> torch.dtype:
    """Choose bfloat16 where the CPU has instructions for it, float32 elsewhere."""
    flags = Path("/proc/cpuinfo")
    if flags.exists() and "avx512_bf16" in flags.read_text(encoding="utf-8"):
        return torch.bfloat16
    return torch.float32


class Trainer:
    """A model, its optimizer and its averaged weights."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.dtype = best_dtype()
        self.model: Any = MarianMTModel.from_pretrained(
            settings.start, attn_implementation="eager", dtype=torch.float32
        )
        self.model.train()
        for module in self.model.modules():
            if isinstance(getattr(module, "dropout", None), float):
                module.dropout = 0.0
        self.pad: int = self.model.config.pad_token_id
        self.pieces = sentencepiece.SentencePieceProcessor(str(settings.start / "source.spm"))
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )
        self._clear_pad()
        self.averaged = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.rng = random.Random(settings.seed)
        self.progress = Progress(began=time.time())
        if (settings.work / "state.pt").exists():
            self._load()
        rank, self.processes = together.place()
        if rank:  # other batches than those of the first process
            self.rng.seed(settings.seed + rank + self.progress.step)

    def _clear_pad(self) -> None:
        # CTranslate2 and Marian start a sentence from a zero embedding, Transformers from <pad>.
        self.model.model.shared.weight.data[self.pad] = 0

    def _load(self) -> None:
        state = torch.load(self.settings.work / "state.pt", weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.averaged = state["averaged"]
        self.rng.setstate(state["rng"])
        self.progress = Progress(**state["progress"])

    def save(self) -> None:
        """Write the state, and the averaged weights as a model folder, each as a whole."""
        work = self.settings.work
        work.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "averaged": self.averaged,
            "rng": self.rng.getstate(),
            "progress": asdict(self.progress),
        }
        torch.save(state, work / "state.new")
        (work / "state.new").replace(work / "state.pt")
        weights = {n: t.half() for n, t in self.averaged.items()}
        weights["final_logits_bias"] = self.model.final_logits_bias.half()
        torch.save(weights, work / "averaged.new")
        (work / "averaged.new").replace(work / "averaged.pt")

    def rate(self, now: float) -> float:
        """Give the rate at a time: warmed up by steps, falling along a cosine of what is done."""
        s, p = self.settings, self.progress
        of_time = (now - p.began) / max(1.0, s.ends - p.began)
        of_steps = p.step / s.steps if s.steps else 0.0
        done = min(1.0, max(of_time, of_steps))
        cosine = s.floor + (1 - s.floor) * 0.5 * (1 + math.cos(math.pi * done))
        return s.rate * min(1.0, (p.step + 1) / s.warmup) * cosine

    def step(self, batch: Batch, rate: float, over: bool = False) -> tuple[float, int, bool]:
        """Learn from one batch; return the mean loss, the target tokens, and whether it is over."""
        start = torch.full((len(batch.target), 1), self.pad)
        shifted = torch.cat([start, batch.target[:, :-1]], 1)
        keep = batch.target != self.pad
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.dtype is torch.bfloat16):
            hidden = self.model.model(
                input_ids=batch.source,
                attention_mask=(batch.source != self.pad).long(),
                decoder_input_ids=shifted,
                use_cache=False,
            ).last_hidden_state
        gold = batch.target.masked_fill(~keep, EOS)
        loss = smoothed_cross_entropy(
            hidden.flatten(0, 1),
            self.model.model.shared.weight[: self.pad],
            self.model.final_logits_bias[0, : self.pad],
            candidates(gold.flatten(), self.pad, self.settings.others),
            self.settings.smoothing,
            self.dtype,
            keep.flatten(),
        )
        loss.backward()  # type: ignore[no-untyped-call]
        count = int(keep.sum())
        rate, seen, ending = together.average_gradients(self.parameters, rate, count, over)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self._clear_pad()
        self.progress.step += 1
        if self.progress.step % EMA_EVERY == 0:
            self._average()
        self.progress.target_tokens += round(seen * self.processes)
        return float(loss.detach()), count, ending > 0

    def _average(self) -> None:
        # The weight of the past grows with the number of steps, so that early averages follow.
        step = self.progress.step
        decay = min(self.settings.average, (step + 1) / (step + 20)) ** EMA_EVERY
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                self.averaged[name].mul_(decay).add_(parameter, alpha=1 - decay)


def train(settings: Settings) -> Progress:
    """Run until the time (or the steps) are up, and leave the state in the work folder."""
    torch.set_num_threads(settings.threads)
    torch.set_flush_denormal(True)
    rank, processes = together.place()
    torch.manual_seed(settings.seed + rank)
    trainer = Trainer(settings)
    progress = trainer.progress
    if settings.steps and progress.step >= settings.steps:  # the command of a finished run again
        return progress
    weights = json.loads(settings.weights.read_text()) if settings.weights else {}
    sides = [(p.origin, *p.sides(settings.direction)) for p in read_pairs(settings.pairs)]
    sides = [side for side in sides if weights.get(side[0], 1.0) > 0]
    sampler = Sampler(
        sides, trainer.pieces, weights, settings.mixture, settings.tokens, trainer.pad, trainer.rng
    )
    if rank == 0:
        print(f"{len(sides)} pairs, {trainer.dtype}", flush=True)
    told_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: told_to_stop.append(number))
    if processes > 1:  # what they are sent when the one that started them ends
        signal.signal(signal.SIGINT, lambda number, frame: told_to_stop.append(number))
    saved = logged = time.time()
    loss_sum, tokens, since = 0.0, 0, 0
    while True:
        for batch in sampler.one_pass():
            now = time.time()
            rate = trainer.rate(now)
            over = now >= settings.ends or progress.step + 1 == settings.steps
            loss, count, over = trainer.step(batch, rate, over or bool(told_to_stop))
            progress.seconds += time.time() - now
            loss_sum, tokens, since = loss_sum + loss * count, tokens + count, since + 1
            if rank == 0 and (since == 50 or progress.step in (1, 10)):
                speed = tokens * processes / (time.time() - logged)
                print(
                    f"{time.strftime('%H:%M:%S', time.gmtime())} pass {progress.passes} "
                    f"step {progress.step} loss {loss_sum / tokens:.3f} rate {rate:.2e} "
                    f"{speed:.0f} tokens/s, {progress.target_tokens / 1e6:.2f} M",
                    flush=True,
                )
                loss_sum, tokens, since, logged = 0.0, 0, 0, time.time()
            if rank == 0 and (over or time.time() - saved > settings.save_every):
                trainer.save()
                saved = time.time()
            if over:
                return progress
        progress.passes += 1


def main(argv: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--direction", choices=("id-en", "en-id"), required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--minutes", type=float, help="the end, from now")
    parser.add_argument("--until", type=float, help="the end, in seconds since the epoch")
    parser.add_argument("--steps", type=int, help="the end, in steps")
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--floor", type=float, default=0.04)
    parser.add_argument("--warmup", type=int, default=300)
    parser.add_argument("--tokens", type=int, default=3000)
    parser.add_argument("--others", type=int, help="pieces drawn for the softmax, e.g. 1500")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--mixture",
        type=read_share,
        nargs="*",
        metavar="CHANGE=SHARE",
        help=f"the changes to make to examples, of {', '.join(CHANGES)}, and no others; "
        "when not given, those of the recipe",
    )
    given = vars(parser.parse_args(argv))
    minutes, until, shares = (given.pop(name) for name in ("minutes", "until", "mixture"))
    if [minutes, until, given["steps"]].count(None) != 2:
        parser.error("give one of --minutes, --until and --steps")
    processes = given.pop("processes")
    ends = until or (math.inf if minutes is None else time.time() + 60 * minutes)
    mixture = Mixture() if shares is None else replace(NO_CHANGES, **dict(shares))
    settings = Settings(ends=ends, mixture=mixture, **given)
    if processes == 1:
        train(settings)
    else:
        together.start(train, processes, settings)


if __name__ == "__main__":
    main()
