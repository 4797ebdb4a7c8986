"""Engines by direction, opened when they are asked for and given back together."""

from __future__ import annotations

from dataclasses import replace

from translator.cli.environment import Environment
from translator.cli.model import ModelOptions, open_model
from translator.engines.base import MarianEngine
from translator.engines.reranked import RerankedEngine
from translator.languages import Direction
from translator.protocols import Engine, Progress


class Engines(dict[Direction, Engine]):
    """The engine that translates documents of a direction.

    Args:
        options: which weights, and how they run.
        environment: is told which models are taken.
        progress: shows a download.
    """

    def __init__(self, options: ModelOptions, environment: Environment, progress: Progress) -> None:
        super().__init__()
        self._options = options
        self._environment = environment
        self._progress = progress
        self._back: dict[Direction, Engine] = {}

    def __missing__(self, direction: Direction) -> Engine:
        self[direction] = self._open(self._options, direction)
        return self[direction]

    def back(self, direction: Direction) -> Engine:
        """An engine against the documents' direction: a model that was named is not for it."""
        if self._options.name is None:
            return self[direction]
        if direction not in self._back:
            self._back[direction] = self._open(replace(self._options, name=None), direction)
        return self._back[direction]

    def close(self) -> None:
        """Give all engines back."""
        for engine in (*self.values(), *self._back.values()):
            engine.close()
        self.clear()
        self._back.clear()

    def _open(self, options: ModelOptions, direction: Direction) -> Engine:
        try:
            engine = open_model(options, direction, self._environment, self._progress)
            if options.reranked and isinstance(engine, MarianEngine):
                second = open_model(
                    replace(options, name=None),
                    direction.reverse,
                    self._environment,
                    self._progress,
                    notice=False,
                )
                assert isinstance(second, MarianEngine)
                return RerankedEngine(engine, second, options.engine.decoding)
            return engine
        finally:
            self._progress.stop()
