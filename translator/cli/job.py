"""The main job: one document from its file to its output, all options settled."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from translator import readers
from translator.article import write_article
from translator.checks import check
from translator.checks.tally import Tally
from translator.cli.engines import Engines
from translator.cli.environment import PLAIN_WIDTH, Environment
from translator.cli.model import ModelOptions
from translator.cli.output import open_output
from translator.cli.progress import open_progress
from translator.cli.remember import MemoryOptions, open_memory
from translator.cli.report import Report
from translator.cli.summarizer import SummaryChoice, Summings
from translator.direction import Settled, settle
from translator.document import BlockKind
from translator.errors import EngineError, ExitStatus
from translator.options import PipelineOptions, ReaderOptions, WriterOptions
from translator.pipeline import Pipeline
from translator.protocols import Progress, Writer
from translator.readers.glossary import read_glossary
from translator.result import Origin, TranslatedBlock, TranslatedSentence
from translator.text.counted import counted
from translator.writers import FORMATS, format_of, open_writer

FILTERED = ("markdown", "srt", "vtt")  # read as such, they come out of a pipe as such


@dataclass(frozen=True)
class TranslateJob:
    """What the user asked for."""

    source: str = "-"  # a path; "-": standard input
    source_language: str = ""  # empty: find out
    target_language: str = ""  # empty: the other one
    input_format: str = "auto"
    reader: ReaderOptions = field(default_factory=ReaderOptions)
    output: Path | None = None  # None: standard output
    format: str = ""  # a key of `writers.FORMATS`; empty: what fits the output
    width: int = 0  # columns; 0: those of the screen
    color: str = "auto"
    scores: bool = False
    report: bool = False  # list the flagged sentences on standard error
    strict: str = ""  # "severe", "any"; empty: flags are no error
    glossary: Path | None = None  # terms to translate in one way
    summary: bool | None = None  # None: where the format has room for one
    summary_choice: SummaryChoice = field(default_factory=SummaryChoice)
    model: ModelOptions = field(default_factory=ModelOptions)
    memory: MemoryOptions = field(default_factory=MemoryOptions)
    pipeline: PipelineOptions = field(default_factory=PipelineOptions)


def run_translate(job: TranslateJob, environment: Environment) -> ExitStatus:
    """Translate one document.

    Raises TranslatorError; EngineError for sentences that failed, and FlagsFound, after all is
    written.
    """
    settled = _read(job, environment)
    form = _form(job, settled, environment)
    with open_output(environment, job.output, binary=FORMATS[form].binary) as stream:
        writer = open_writer(form, stream, _writer_options(job, environment))
        progress = open_progress(environment, getattr(writer, "console", None))
        try:
            watcher = _translate(job, settled, form, writer, progress, environment)
        finally:
            progress.stop()
    _tell(job, form, watcher, settled, environment)
    if watcher.failed:
        raise EngineError(
            f"{watcher.failed:,} of {watcher.tally.sentences:,} sentences could not be translated "
            "and are left as they were",
            "run it again with another --engine or --device",
        )
    watcher.tally.enforce(job.strict)
    return ExitStatus.SUCCESS


def _read(job: TranslateJob, environment: Environment) -> Settled:
    if job.source == "-" and environment.stdin_is_terminal:
        environment.note("type or paste the text; Ctrl-D on a line of its own ends it")
    # A page that is written as a page again is one with its navigation, not the article alone.
    ending = job.output.suffix.lower() if job.output else ""
    page_again = (job.format or "same") == "same" and ending in readers.FORMATS["html"].endings
    document = readers.read(
        environment.stdin if job.source == "-" else Path(job.source),
        format=job.input_format,
        paragraphs=job.reader.paragraphs,
        whole_page=job.reader.whole_page or job.format == "same" or page_again,
        field=job.reader.field,
    )
    settled = settle(document, job.source_language, job.target_language)
    for warning in settled.warnings:
        environment.warn(warning)
    for note in settled.notes:
        environment.note(note)
    return settled


def _form(job: TranslateJob, settled: Settled, environment: Environment) -> str:
    """The output's format: as named, or by the file's ending, or by where it goes."""
    if job.format:
        return job.format
    if job.output is not None:
        return format_of(job.output, settled.document.format)
    if environment.stdout_is_terminal:
        return "side-by-side" if settled.translate else "text"  # with one side only
    return "same" if settled.document.format in FILTERED else "text"


def _translate(
    job: TranslateJob,
    settled: Settled,
    form: str,
    writer: Writer,
    progress: Progress,
    environment: Environment,
) -> _Watcher:
    started = time.perf_counter()
    watcher = _Watcher(progress, keep=job.report)
    if not settled.translate:
        write_article(settled, None, writer, watch=watcher)
        return watcher
    glossary = read_glossary(job.glossary, settled.direction) if job.glossary else None
    echo = job.model.engine.engine == "echo"
    wanted = not FORMATS[form].alone if job.summary is None else job.summary
    with (
        closing(Engines(job.model, environment, progress)) as engines,
        open_memory(job.memory, environment, echo=echo) as memory,
    ):
        pipeline = Pipeline(
            engines[settled.direction],
            settled.direction,
            check=None if echo else check,  # it would flag all
            memory=memory,
            options=job.pipeline,
            glossary=glossary,
        )
        environment.detail(str(pipeline.signature))
        summings = Summings(job.summary_choice, job.model, engines, environment, progress, memory)
        summing = summings(settled.direction) if wanted else None
        progress.start("Translating", _size(job, settled))
        counts = write_article(
            settled,
            pipeline,
            writer,
            summing=summing,
            watch=watcher,
        )
    progress.stop()
    seconds = time.perf_counter() - started
    environment.detail(
        f"{counted(sum(vars(counts).values()), 'sentence')} in {seconds:.1f} s, "
        f"{counts.memory:,} from the memory"
    )
    return watcher


class _Watcher:
    """Sees each block after it was written: moves the progress, counts, keeps what is flagged."""

    def __init__(self, progress: Progress, *, keep: bool) -> None:
        self.tally = Tally()
        self.failed = 0  # sentences
        self.flagged: list[tuple[str, TranslatedSentence]] = []
        self._progress = progress
        self._keep = keep
        self._blocks = 0

    def __call__(self, block: TranslatedBlock) -> None:
        self._progress.advance(_bytes(block))
        self._blocks += block.source.kind is not BlockKind.END
        for number, sentence in enumerate(block.sentences, 1):
            self.tally.add(sentence.flags)
            self.failed += sentence.origin is Origin.FAILED
            if sentence.flags and self._keep:
                self.flagged.append((f"paragraph {self._blocks}, sentence {number}", sentence))


def _size(job: TranslateJob, settled: Settled) -> int | None:
    """Bytes that the blocks of the document will have; None: not known beforehand."""
    if job.source == "-" or settled.document.format != "text":
        return None
    return Path(job.source).stat().st_size or None  # a pipe has none


def _bytes(block: TranslatedBlock) -> int:
    return len(f"{block.source.before}{block.source.text}".encode("utf-8", "replace"))


def _tell(
    job: TranslateJob, form: str, watcher: _Watcher, settled: Settled, environment: Environment
) -> None:
    """The report, or one line where the output itself shows no flags."""
    tally = watcher.tally
    if job.report:
        if environment.stdout_is_terminal and environment.stderr_is_terminal:
            environment.stderr.write("\n")  # after the output on the same screen
        color = environment.use_color(job.color, is_terminal=environment.stderr_is_terminal)
        report = Report(environment.stderr, settled.direction, environment.width, color)
        for place, sentence in watcher.flagged:
            report.sentence(place, sentence.source.text, sentence.target, sentence.flags)
        report.counts(tally)
    elif tally.severe and FORMATS[form].alone:
        environment.note(
            f"{tally.severe:,} of {tally.sentences:,} sentences may be wrong; --report lists them"
        )


def _writer_options(job: TranslateJob, environment: Environment) -> WriterOptions:
    to_file = job.output is not None
    return WriterOptions(
        width=job.width or (PLAIN_WIDTH if to_file else environment.width),
        color=job.color == "always" if to_file else environment.use_color(job.color),
        scores=job.scores,
        summary=job.summary is not False,
    )
