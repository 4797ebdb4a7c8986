"""Summaries of many documents, all options settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from translator import readers
from translator.bilingual import with_translations
from translator.cli.engines import Engines
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions
from translator.cli.output import open_output
from translator.cli.progress import open_progress
from translator.cli.summarizer import DEFAULT, Summarizers
from translator.direction import Settled, settle
from translator.document import Document
from translator.errors import ExitStatus, InputError, SomeFilesFailed, TranslatorError
from translator.languages import LANGUAGES, Direction
from translator.options import SummaryOptions
from translator.pipeline import Pipeline
from translator.readers import articles
from translator.readers.sniff import HEAD, Rejoined
from translator.summarize import gather
from translator.writers.summaries import Named, write

_JSON_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class SummarizeJob:
    """What the user asked for."""

    files: tuple[str, ...] = ("-",)  # paths; "-": standard input
    source_language: str = ""  # empty: find out
    target_language: str = ""  # empty: no translation
    input_format: str = "auto"  # a key of `readers.FORMATS`, "jsonl" or "auto"
    output: Path | None = None  # None: standard output
    format: str = "text"  # one of `writers.summaries.FORMATS`
    options: SummaryOptions = field(default_factory=SummaryOptions)
    summarizer: str = DEFAULT  # see `cli.summarizer`
    model: ModelOptions = field(default_factory=ModelOptions)


@dataclass(frozen=True)
class _Source:
    """A file, or standard input."""

    name: str  # a path; "-": standard input
    place: Path | BinaryIO
    is_json_lines: bool


def run_summarize(job: SummarizeJob, environment: Environment) -> ExitStatus:
    """Write a summary of each document, in order.

    Raises TranslatorError; with several files, the others are done first: SomeFilesFailed.
    """
    sources = [_source(name, job.input_format, environment) for name in job.files]
    several = len(sources) > 1 or sources[0].is_json_lines
    run = _Run(job, sources, environment)
    with ExitStack() as stack:
        stack.callback(run.close)
        stream = stack.enter_context(open_output(environment, job.output))
        write(run, job.format, stream, several=several)
    if run.failed:
        raise SomeFilesFailed(f"{run.failed} of {len(sources)} files failed")
    return ExitStatus.SUCCESS


def _source(name: str, format: str, environment: Environment) -> _Source:
    if name != "-":
        lines = format == "jsonl" or (format == "auto" and name.lower().endswith(_JSON_LINES))
        return _Source(name, Path(name), lines)
    if format != "auto":
        return _Source(name, environment.stdin, format == "jsonl")
    head = environment.stdin.read(HEAD)
    joined = cast(BinaryIO, Rejoined(head, environment.stdin))
    return _Source(name, joined, head.lstrip().startswith(b"{"))


class _Run:
    """The summaries, made as they are asked for; engines are opened once."""

    def __init__(
        self, job: SummarizeJob, sources: Sequence[_Source], environment: Environment
    ) -> None:
        self.failed = 0
        self._job = job
        self._sources = sources
        self._environment = environment
        self._progress = open_progress(environment)
        self._summarizers = Summarizers(job.summarizer, job.model, environment, self._progress)
        self._engines = Engines(job.model, environment, self._progress)

    def __iter__(self) -> Iterator[Named]:
        for source in self._sources:
            try:
                if source.is_json_lines:
                    for article in _articles(source):
                        document = Document(article.blocks, article.name, "jsonl")
                        yield self._summarize(document, article.title)
                else:
                    yield self._summarize(readers.read(source.place, self._job.input_format))
            except TranslatorError as error:
                if len(self._sources) == 1:
                    raise
                self.failed += 1
                self._environment.error(error.message, error.hint)

    def close(self) -> None:
        """Give the engines back."""
        self._engines.close()

    def _summarize(self, document: Document, title: str = "") -> Named:
        settled = settle(document, self._job.source_language)
        self._tell(settled)
        language, target = settled.direction.source, self._job.target_language
        sentences = gather(settled.document.blocks, language, title)
        summary = self._summarizers[language].summarize(sentences, language, self._job.options)
        if not target or target == language:
            return Named(document.name, summary)
        direction = Direction(language, target)
        translating = Pipeline(self._engines[direction], direction)
        return Named(document.name, with_translations(summary, translating), target)

    def _tell(self, settled: Settled) -> None:
        name = _shown(settled.document.name)
        for note in settled.notes:
            if "empty" in note:
                self._environment.note(f"{name} is empty: there is nothing to sum up")
        for _ in settled.warnings:
            language = LANGUAGES[settled.direction.source].name
            self._environment.warn(
                f"the language of {name} is not clear and taken for {language}; "
                "--from says which it is"
            )


def _articles(source: _Source) -> Iterator[articles.Article]:
    name = _shown(source.name)
    try:
        if isinstance(source.place, Path):
            with source.place.open("rb") as stream:
                yield from articles.read(stream)
        else:
            yield from articles.read(source.place)
    except InputError as error:
        raise InputError(f"{name}: {error.message}", error.hint) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{name}: {reason}", "check the name and the folder") from error


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name
