"""Pipelines for a job of many files, in this process or in another one."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from translator.checks import check
from translator.cli.engines import Engines
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions
from translator.cli.progress import SilentProgress
from translator.cli.remember import MemoryOptions, open_memory
from translator.cli.summarizer import SummaryChoice, Summings
from translator.jobs.batch import BatchOptions, OpenPipeline, translate_group
from translator.jobs.manifest import Entry
from translator.jobs.pool import Group
from translator.languages import Direction
from translator.options import PipelineOptions
from translator.pipeline import Pipeline
from translator.protocols import Progress
from translator.readers.glossary import read_glossary

_WINDOW = 1 << 18  # characters: the more are read ahead, the fuller the batches


@dataclass(frozen=True)
class PipelineSettings:
    """What pipelines are made from; it can be sent to another process."""

    model: ModelOptions = field(default_factory=ModelOptions)
    memory: MemoryOptions = field(default_factory=MemoryOptions)
    glossary: Path | None = None
    batch_tokens: int = PipelineOptions.batch_tokens
    repair: bool = True
    summary: SummaryChoice = field(default_factory=SummaryChoice)

    @property
    def options(self) -> PipelineOptions:
        """Whatever files come together, each gets the same: so no batch is padded.

        Nor does it have a shortlist, which is that of all its sentences.
        """
        return PipelineOptions(
            batch_tokens=self.batch_tokens,
            even_batches=True,
            window=_WINDOW,
            first_window=_WINDOW,
            repair=self.repair,
        )


class Pipelines(dict[Direction, Pipeline]):
    """Pipelines by direction, made when they are asked for, with one memory.

    Args:
        settings: of all of them.
        environment: is told which models are taken.
        progress: shows a download.
    """

    def __init__(
        self, settings: PipelineSettings, environment: Environment, progress: Progress
    ) -> None:
        super().__init__()
        self._settings = settings
        self._stack = ExitStack()
        model = _without_shortlist(settings.model)
        self._engines = self._stack.enter_context(closing(Engines(model, environment, progress)))
        self._echo = settings.model.engine.engine == "echo"
        self.memory = self._stack.enter_context(
            open_memory(settings.memory, environment, echo=self._echo)
        )
        self.summing = Summings(
            settings.summary, model, self._engines, environment, progress, self.memory
        )

    def __missing__(self, direction: Direction) -> Pipeline:
        path = self._settings.glossary
        self[direction] = Pipeline(
            self._engines[direction],
            direction,
            check=None if self._echo else check,  # it would flag all
            memory=self.memory,
            options=self._settings.options,
            glossary=read_glossary(path, direction) if path else None,
        )
        return self[direction]

    def close(self) -> None:
        """Give engines and memory back."""
        self._stack.close()


def _without_shortlist(model: ModelOptions) -> ModelOptions:
    decoding = replace(model.engine.decoding, shortlist=False)
    return replace(model, engine=replace(model.engine, decoding=decoding))


@dataclass(frozen=True)
class MakePipelines:
    """Makes, in another process, what opens pipelines there."""

    settings: PipelineSettings

    def __call__(self) -> OpenPipeline:
        """The function."""
        return _silent(self.settings).__getitem__


@dataclass(frozen=True)
class MakeWork:
    """Makes, in another process, what translates groups of files there."""

    settings: PipelineSettings
    options: BatchOptions
    root: Path

    def __call__(self) -> Callable[[Group], Iterator[Entry]]:
        """The function, with pipelines of its own."""
        pipelines = _silent(self.settings)
        return lambda group: translate_group(
            group, self.root, self.options, pipelines.__getitem__, pipelines.summing
        )


def _silent(settings: PipelineSettings) -> Pipelines:
    environment = Environment(io.BytesIO(), io.StringIO(), sys.stderr, os.environ, quiet=True)
    return Pipelines(settings, environment, SilentProgress())


def shared(settings: PipelineSettings, jobs: int) -> PipelineSettings:
    """The same for one of several processes, which has its share of the threads."""
    if jobs == 1 or settings.model.engine.threads:
        return settings
    from translator.engines.threads import physical_cores

    engine = replace(settings.model.engine, threads=max(physical_cores() // jobs, 1))
    return replace(settings, model=replace(settings.model, engine=engine))
