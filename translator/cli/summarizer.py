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

    summarizer: str = DEFAULT  # see `summarizer_of`
    options: SummaryOptions = field(default_factory=SummaryOptions)
    shown: str = "both"  # see `bilingual.Summing`


class Summings:
    """How documents are summed up, by direction; a summarizer of a language is opened once.

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
        self._progress = progress
        self._memory = memory
        self._opened: dict[Direction, Summing] = {}
        self._summarizers: dict[str, Summarizer] = {}

    def __call__(self, direction: Direction) -> Summing:
        """For documents of this direction; raises ModelError."""
        if direction not in self._opened:
            self._opened[direction] = self._open(direction)
        return self._opened[direction]

    def _open(self, direction: Direction) -> Summing:
        choice = self._choice
        registry = open_registry(self._environment, self._model.registry)
        language = _side(choice, direction, registry)
        if language not in self._summarizers:
            self._summarizers[language] = summarizer_of(
                choice.summarizer, language, self._model, self._environment, self._progress
            )
        back = None
        if choice.summarizer != DEFAULT and _wanted(choice, direction) != language:
            back = self._pipeline(direction if language == direction.source else direction.reverse)
        return Summing(self._summarizers[language], choice.options, language, choice.shown, back)

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


def summarizer_of(
    name: str,
    language: str,
    options: ModelOptions,
    environment: Environment,
    progress: Progress,
) -> Summarizer:
    """The summarizer for a language; weights are found, or fetched, but not yet loaded.

    Args:
        name: ``extractive``; ``seq2seq`` for the default model of the language; a model's name
            in the registry; or a folder of weights.
        language: ISO 639-1 code of the text.
        options: of the job; its `name` is the translator's and not looked at.
        environment: is told what is fetched.
        progress: shows a download.

    Raises ModelError.
    """
    if name == DEFAULT:
        return open_summarizer(name)
    from translator.models.choose import choose
    from translator.models.hub import Hub
    from translator.models.store import Store

    store = Store.default()
    try:
        folder = choose(
            open_registry(environment, options.registry),
            store,
            language,
            None if name in SUMMARIZERS else name,
            task="summarize",
            hub=Hub.from_environment(store, offline=options.offline),
            progress=progress,
            announce=environment.note,
        )
    finally:
        progress.stop()
    environment.detail(f"summarizer {folder.spec.name} in {folder.path}")
    engine = options.engine
    if engine.engine == "echo":  # of translations only
        engine = replace(engine, engine="auto")
    return open_summarizer("seq2seq", folder, engine)
