"""Pipelines for actors: each notes the process that it runs in, and takes its time."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.engines.echo import EchoEngine
from translator.jobs.batch import OpenPipeline
from translator.languages import Direction
from translator.pipeline import Pipeline
from translator.result import Hypothesis


class SlowEcho(EchoEngine):
    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        time.sleep(0.01 * len(texts))
        return super().translate(texts)


@dataclass(frozen=True)
class MakeSlow:
    """Notes each actor as a file that is named by its process."""

    pids: Path

    def __call__(self) -> OpenPipeline:
        self.pids.mkdir(exist_ok=True)
        (self.pids / str(os.getpid())).touch()
        pipelines: dict[Direction, Pipeline] = {}
        return lambda way: pipelines.setdefault(way, Pipeline(SlowEcho(), way))
