"""Time and peak memory of converting and loading weights of the full opus-mt shape.

    python benchmarks/loading.py --rounds 3

The weights are random, made from a seed: size and shape are those of opus-mt-id-en (d_model 512,
6 and 6 layers, 8 heads, FFN 2048, 54,796 entries). Every step runs in a process of its own; its
memory is the greatest resident size that the system reports for that process. The median of the
rounds is shown.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
SENTENCE = "Pemerintah provinsi akan bekerja sama dengan perusahaan itu mulai tahun depan."

Figures = tuple[float, float, float]  # seconds, seconds of the processor, megabytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        child(options.step, options.folder)
        return
    rows: dict[str, list[Figures]] = {}
    for number in range(options.rounds):
        sys.stderr.write(f"round {number + 1} of {options.rounds}\n")
        with tempfile.TemporaryDirectory() as folder:
            run("make", Path(folder))
            for step in STEPS:
                if step != "make":
                    rows.setdefault(step, []).append(run(step, Path(folder)))
    sys.stdout.write(report(rows))


def run(step: str, folder: Path) -> Figures:
    """One step in a process of its own."""
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    seconds, processor, megabytes = json.loads(printed.splitlines()[-1])
    return seconds, processor, megabytes


def child(step: str, folder: Path) -> None:
    """Do a step and print what it took."""
    sys.path[:0] = [str(ROOT)]
    started = time.perf_counter()
    STEPS[step](folder)
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figures = (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)  # from KiB
    sys.stdout.write(json.dumps(figures) + "\n")


def make(folder: Path) -> None:
    from tests.weights import OPUS_MT, random_marian

    random_marian(folder / "model", shape=OPUS_MT, vocabulary=54_796)


def convert(folder: Path, kind: str) -> None:
    from translator.models import convert as module
    from translator.models.store import Store

    store = Store(folder / "cache", folder / "hub")
    module.convert(store.at(folder / "model"), kind)


def load(folder: Path, engine: str, kind: str) -> None:
    """Load, and translate one sentence of twelve words."""
    from translator.engines import open_engine
    from translator.models.store import Store
    from translator.options import Decoding, EngineOptions

    store = Store(folder / "cache", folder / "hub")
    options = EngineOptions(engine, device="cpu", compute_type=kind, decoding=Decoding(1))
    open_engine(store.at(folder / "model"), options).translate([SENTENCE])


STEPS: dict[str, Callable[[Path], None]] = {
    "make": make,
    "converting to int8": lambda folder: convert(folder, "int8"),
    "converting to float32": lambda folder: convert(folder, "float32"),
    "loading int8 in CTranslate2, first sentence": lambda folder: load(
        folder, "ctranslate2", "int8"
    ),
    "loading float32 in CTranslate2, first sentence": lambda folder: load(
        folder, "ctranslate2", "float32"
    ),
    "loading float32 in transformers, first sentence": lambda folder: load(
        folder, "transformers", "float32"
    ),
}


def report(rows: dict[str, list[Figures]]) -> str:
    """The table in Markdown, with the versions it was made with."""
    packages = ("ctranslate2", "transformers", "torch")
    lines = ["| step | seconds | processor seconds | peak memory |", "|---|--:|--:|--:|"]
    for step, figures in rows.items():
        seconds, processor, megabytes = map(statistics.median, zip(*figures, strict=True))
        lines.append(f"| {step} | {seconds:.1f} | {processor:.1f} | {megabytes:,.0f} MB |")
    made_with = ", ".join(f"{name} {version(name)}" for name in packages)
    lines.append(f"\nPython {platform.python_version()}, {made_with}, {platform.machine()}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
