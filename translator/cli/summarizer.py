"""From the name that a user gives to a summarizer, and to the summaries of translated documents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from translator.bilingual import Summing
from translator.checks import check
from translator.cli.engines import Engines
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions, open_registry
from translator.languages import Direction
from translator.models.registry import Registry
from translator.options import SummaryOptions
from translator.pipeline import Pipeline
from translator.protocols import Memory, Progress, Summarizer
from translator.summarize import SUMMARIZERS, open_summarizer

DEFAULT = "extractive"
_READS = "en"  # what a model of which nothing else is known sums up


@dataclass(frozen=True)
class SummaryChoice:
    """What summary of a translated document the user asked for."""

    summarizer: str = DEFAULT  # see `Summarizers`
    options: SummaryOptions = field(default_factory=SummaryOptions)
    shown: str = "both"  # see `bilingual.Summing`


class Summarizers:
    """Summarizers by the language that they read, each opened once.

    Args:
        name: ``extractive``; ``seq2seq`` for the default model of the language; a model's name
            in the registry; or a folder of weights.
        model: options of the job; their `name` is the translator's and not looked at.
        environment: is told what is fetched.
        progress: shows a download.
    """

    def __init__(
        self, name: str, model: ModelOptions, environment: Environment, progress: Progress
    ) -> None:
        self._name = name
        self._model = model
        self._environment = environment
        self._progress = progress
        self._opened: dict[str, Summarizer] = {}

    def __getitem__(self, language: str) -> Summarizer:
        """For texts in a language, ISO 639-1; weights are found, or fetched, but not yet loaded.

        Raises ModelError.
        """
        if language not in self._opened:
            self._opened[language] = self._open(language)
        return self._opened[language]

    def _open(self, language: str) -> Summarizer:
        if self._name == DEFAULT:
            return open_summarizer(self._name)
        from translator.models.choose import choose
        from translator.models.hub import Hub
        from translator.models.store import Store

        store = Store.default()
        try:
            folder = choose(
                open_registry(self._environment, self._model.registry),
                store,
                language,
                None if self._name in SUMMARIZERS else self._name,
                task="summarize",
                hub=Hub.from_environment(store, offline=self._model.offline),
                progress=self._progress,
                announce=self._environment.note,
            )
        finally:
            self._progress.stop()
        self._environment.detail(f"summarizer {folder.spec.name} in {folder.path}")
        engine = self._model.engine
        if engine.engine == "echo":  # of translations only
            engine = replace(engine, engine="auto")
        return open_summarizer("seq2seq", folder, engine)


class Summings:
    """How documents are summed up, by direction.

    Args:
        choice: of the user.
        model: of the job.
        engines: translate what a summarizer wrote.
        environment: is told what is fetched.
        progress: shows a download.
        memory: of translations; None: there is none.
    """

    def __init__(
        self,
        choice: SummaryChoice,
        model: ModelOptions,
        engines: Engines,
        environment: Environment,
        progress: Progress,
        memory: Memory | None = None,
    ) -> None:
        self._choice = choice
        self._model = model
        self._engines = engines
        self._environment = environment
        self._memory = memory
        self._opened: dict[Direction, Summing] = {}
        self._summarizers = Summarizers(choice.summarizer, model, environment, progress)

    def __call__(self, direction: Direction) -> Summing:
        """For documents of this direction; raises ModelError."""
        if direction not in self._opened:
            self._opened[direction] = self._open(direction)
        return self._opened[direction]

    def _open(self, direction: Direction) -> Summing:
        choice = self._choice
        registry = open_registry(self._environment, self._model.registry)
        language = _side(choice, direction, registry)
        summarizer = self._summarizers[language]
        back = None
        if choice.summarizer != DEFAULT and _wanted(choice, direction) != language:
            back = self._pipeline(direction if language == direction.source else direction.reverse)
        return Summing(summarizer, choice.options, language, choice.shown, back)

    def _pipeline(self, direction: Direction) -> Pipeline:
        own = direction in self._engines
        engine = self._engines[direction] if own else self._engines.back(direction)
        echo = self._model.engine.engine == "echo"
        return Pipeline(engine, direction, check=None if echo else check, memory=self._memory)


def _wanted(choice: SummaryChoice, direction: Direction) -> str:
    """The language of a summary in one language; empty: it is shown in both."""
    return {"source": direction.source, "target": direction.target}.get(choice.shown, "")


def _side(choice: SummaryChoice, direction: Direction, registry: Registry) -> str:
    """The language that the summarizer reads: one that is shown, English before Indonesian."""
    if choice.summarizer == DEFAULT:
        return direction.source
    reads = [_READS]
    for spec in registry.models:
        if spec.name == choice.summarizer:
            reads = spec.direction.split(",")
    wanted = _wanted(choice, direction)
    if wanted in reads:
        return wanted
    return _READS if _READS in reads else reads[0]
