"""The cost of a cluster's start, and sentences a second for each actor. Needs the extra `cluster`.

    python benchmarks/cluster.py --data ../shared/data --documents 100 400

A Ray cluster of this machine alone, one CPU for each actor, the embedded model, articles of 4
sentences of FLORES dev. The time of two sizes gives the start (what a job of no documents would
take) and the speed. In each the first 400 articles differ, further ones repeat with a number.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

import ray

from translator.cli.batch_pipelines import MakePipelines, PipelineSettings
from translator.cli.model import ModelOptions
from translator.cli.remember import MemoryOptions
from translator.cluster.job import ClusterJob, run
from translator.jobs.batch import BatchOptions
from translator.models.store import EMBEDDED
from translator.options import EngineOptions

SENTENCES = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--documents", type=int, nargs=2, default=[100, 400])
    parser.add_argument("--cpus", type=int, default=2)
    options = parser.parse_args()
    lines = (options.data / "flores-dev" / "id-en.id").read_text("utf-8").splitlines()
    started = time.monotonic()
    ray.init(
        num_cpus=options.cpus,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
        _node_ip_address="127.0.0.1",
    )
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, ray {ray.__version__}")
    print(f"Ray itself starts in {time.monotonic() - started:.1f} s")
    seconds = [job(lines, count) for count in options.documents]
    small, large = options.documents
    rate = (large - small) * SENTENCES / (seconds[1] - seconds[0])
    print(f"{small} documents {seconds[0]:.1f} s, {large} documents {seconds[1]:.1f} s")
    print(f"a job starts in {seconds[0] - small * SENTENCES / rate:.1f} s")
    print(f"{rate:.1f} sentences a second, {rate / options.cpus:.1f} for each CPU")


def job(lines: list[str], count: int) -> float:
    """Seconds of a job of so many documents."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        for number in range(count):
            own = [lines[(number * SENTENCES + n) % len(lines)] for n in range(SENTENCES)]
            text = "\n\n".join(f"{line[:-1]} {number}." for line in own)
            (folder / f"{number}.txt").write_text(text, "utf-8")
        model = ModelOptions(
            str(EMBEDDED / "starter-id-en"), offline=True, engine=EngineOptions(threads=1)
        )
        settings = PipelineSettings(model, MemoryOptions(wanted=False))
        started = time.monotonic()
        outcome = run(
            ClusterJob(
                paths=(str(folder),),
                output=str(Path(name, "out")),
                options=BatchOptions(source_language="id"),
                make=MakePipelines(settings),
            )
        )
        assert len(outcome.rows) == count
        return time.monotonic() - started


if __name__ == "__main__":
    main()
