"""One document from its file to its output: the main job, its options settled."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from translator import __version__, readers
from translator.checks import check
from translator.cli.direction import Settled, settle
from translator.cli.environment import PLAIN_WIDTH, Environment
from translator.cli.model import ModelOptions, open_model
from translator.cli.progress import open_progress
from translator.document import BlockKind
from translator.errors import ExitStatus, UsageError
from translator.languages import Direction
from translator.options import ParagraphMode, PipelineOptions, SummaryOptions, WriterOptions
from translator.pipeline import Pipeline
from translator.protocols import Progress, Writer
from translator.result import Counts, Footer, Header, Signature, Summary, TranslatedBlock
from translator.writers import FORMATS, format_of, open_writer
from translator.writers.output import whole_file

NOT_TRANSLATED = Signature("none", "-", "none", "none", "none", "none")


@dataclass(frozen=True)
class TranslateJob:
    """What the user asked for."""

    source: str = "-"  # a path; "-": standard input
    source_language: str = ""  # empty: find out
    target_language: str = ""  # empty: the other one
    input_format: str = "auto"
    paragraphs: ParagraphMode = "auto"
    output: Path | None = None  # None: standard output
    format: str = ""  # a key of `writers.FORMATS`; empty: what fits the output
    width: int = 0  # columns; 0: those of the screen
    color: str = "auto"
    scores: bool = False
    summary: bool | None = None  # None: where the format has room for one
    summary_options: SummaryOptions = field(default_factory=SummaryOptions)
    model: ModelOptions = field(default_factory=ModelOptions)
    pipeline: PipelineOptions = field(default_factory=PipelineOptions)

    def form(self, environment: Environment) -> str:
        """The output's format: as named, or by the file's ending, or by where it goes."""
        if self.format:
            return self.format
        if self.output is not None:
            return format_of(self.output)
        return "side-by-side" if environment.stdout_is_terminal else "text"

    def wants_summary(self, form: str) -> bool:
        """Whether a summary is made: as asked, else where the format has one."""
        return FORMATS[form].summary if self.summary is None else self.summary


def run_translate(job: TranslateJob, environment: Environment) -> ExitStatus:
    """Translate one document; raises TranslatorError."""
    source = environment.stdin if job.source == "-" else Path(job.source)
    document = readers.read(source, format=job.input_format, paragraphs=job.paragraphs)
    settled = settle(document, job.source_language, job.target_language)
    for warning in settled.warnings:
        environment.warn(warning)
    for note in settled.notes:
        environment.note(note)
    form = job.form(environment)
    if form == "side-by-side" and not settled.translate:
        form = "text"  # there is one side only
    with _output(job, form, environment) as stream:
        writer = open_writer(form, stream, _writer_options(job, environment))
        progress = open_progress(environment, getattr(writer, "console", None))
        try:
            _translate(job, settled, form, writer, progress, environment)
        finally:
            progress.stop()
    return ExitStatus.SUCCESS


def _translate(
    job: TranslateJob,
    settled: Settled,
    form: str,
    writer: Writer,
    progress: Progress,
    environment: Environment,
) -> None:
    started = time.perf_counter()
    document, direction = settled.document, settled.direction
    with ExitStack() as stack:
        pipeline: Pipeline | None = None
        blocks: Iterable[TranslatedBlock] = map(TranslatedBlock, document.blocks)
        signature = NOT_TRANSLATED
        if settled.translate:
            engine = open_model(job.model, direction, environment, progress)
            stack.callback(engine.close)
            judge = None if job.model.engine.engine == "echo" else check  # all would be flagged
            pipeline = Pipeline(engine, direction, check=judge, options=job.pipeline)
            blocks, signature = pipeline.translate(document.blocks), pipeline.signature
            environment.detail(str(signature))
        writer.begin(Header(document.name, document.format, direction, signature, __version__))
        kept = _write(blocks, writer, progress, job.wants_summary(form) and settled.translate)
        summary = _summarize(kept, direction, job.summary_options) if kept else None
        progress.stop()
        writer.end(Footer(summary, pipeline.counts if pipeline else Counts()))
    if pipeline is not None:
        sentences, seconds = sum(vars(pipeline.counts).values()), time.perf_counter() - started
        environment.detail(f"{sentences:,} sentences in {seconds:.1f} s")


def _write(
    blocks: Iterable[TranslatedBlock], writer: Writer, progress: Progress, keep: bool
) -> list[TranslatedBlock]:
    """Write each block as it comes; gives those that a summary needs, none unless told to."""
    kept: list[TranslatedBlock] = []
    progress.start("Translating", None)
    for block in blocks:
        writer.block(block)
        progress.advance(1)
        if keep and block.source.kind is not BlockKind.END:
            kept.append(block)
    return kept


def _summarize(
    blocks: Sequence[TranslatedBlock], direction: Direction, options: SummaryOptions
) -> Summary | None:
    from translator.summarize import gather, open_summarizer

    sentences = gather(blocks, direction.source)
    if not sentences:
        return None
    return open_summarizer("extractive").summarize(sentences, direction.source, options)


@contextmanager
def _output(job: TranslateJob, form: str, environment: Environment) -> Iterator[IO[Any]]:
    """The stream for the result: a file that appears whole, or standard output."""
    binary = FORMATS[form].binary
    if job.output is not None and str(job.output) != "-":
        with whole_file(job.output, binary=binary) as stream:
            yield stream
    elif not binary:
        yield environment.stdout
    elif environment.stdout_is_terminal:
        raise UsageError(f"{form} is not for a screen", "name a file with -o")
    else:
        yield environment.stdout.buffer


def _writer_options(job: TranslateJob, environment: Environment) -> WriterOptions:
    to_file = job.output is not None
    return WriterOptions(
        width=job.width or (PLAIN_WIDTH if to_file else environment.width),
        color=job.color == "always" if to_file else environment.use_color(job.color),
        scores=job.scores,
        summary=job.summary is not False,
    )
