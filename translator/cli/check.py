"""`translator check`: judges a translation that any person or system made. Needs no model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import click

from translator import __version__
from translator.checks import check as find_flags
from translator.checks.tally import Tally
from translator.cli import options
from translator.cli.environment import COLORS, PLAIN_WIDTH, Environment
from translator.cli.options import GroupedCommand, option
from translator.cli.output import open_output
from translator.cli.report import Report
from translator.document import Block, Sentence, TextPair
from translator.errors import ExitStatus, UsageError
from translator.languages import EN_ID, ID_EN, LANGUAGES, Direction
from translator.options import WriterOptions
from translator.result import Flag, Header, Signature, TranslatedBlock, TranslatedSentence

FORMATS = ("table", "jsonl", "html")
_SAMPLE = 200  # pairs that the direction is told by
_BY_OTHERS = Signature("not known", "-", "none", "none", "none")

EPILOG = """\
Examples:
  translator check article.id.txt article.en.txt
  translator check pairs.tsv --from en --to id --strict severe
  translator check memory.tmx --format jsonl > flags.jsonl
  translator check article.id.txt article.en.txt --format html -o check.html

Two files belong together line by line. One file holds both sides: TSV, TMX or XLIFF.
"""
_CODES = click.Choice(list(LANGUAGES))


@dataclass(frozen=True)
class CheckJob:
    """What the user asked for."""

    source: Path
    target: Path | None = None  # None: the source holds both sides
    direction: Direction | None = None  # None: find out
    format: str = "table"  # one of FORMATS
    output: Path | None = None  # None: standard output
    strict: str = ""  # "severe", "any"; empty: flags are no error
    color: str = "auto"


@click.command(cls=GroupedCommand, epilog=EPILOG)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path), required=False)
@option("Languages", "--from", "from_", type=_CODES, help="Of the source. [default: detected]")
@option("Languages", "--to", type=_CODES, help="Of the translation. [default: the other one]")
@options.path("Output", "-o", "--output", metavar="FILE", help="Where to, whole or not at all.")
@option(
    "Output",
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table and html for a person, jsonl one object a pair.",
)
@options.strict()
@option("Output", "--color", type=click.Choice(COLORS), default="auto", help="Colours.")
@click.pass_obj
def check(environment: Environment, /, **given: Any) -> ExitStatus:
    """Show where a translation may be wrong: lost text, changed numbers and names, loops.

    SOURCE and TARGET are texts aligned line by line; without TARGET, SOURCE holds both sides.
    """
    job = CheckJob(
        source=given["source"],
        target=given["target"],
        direction=_direction(given["from_"] or "", given["to"] or ""),
        format=given["format"],
        output=given["output"],
        strict=given["strict"] or "",
        color=given["color"],
    )
    return run_check(job, environment)


def run_check(job: CheckJob, environment: Environment) -> ExitStatus:
    """Judge every pair, in order; raises TranslatorError, FlagsFound after all is written."""
    from translator.readers.pairs import read_pairs

    pairs = read_pairs(job.source, job.target, job.direction)
    direction, pairs = _settle(pairs, job, environment)
    tally = Tally()
    judged = _judge(pairs, direction, tally)
    with open_output(environment, job.output) as stream:
        _write(judged, tally, job, direction, stream, environment)
    tally.enforce(job.strict)
    return ExitStatus.SUCCESS


Judged = Iterator[tuple[TextPair, tuple[Flag, ...]]]


def _judge(pairs: Iterator[TextPair], direction: Direction, tally: Tally) -> Judged:
    for pair in pairs:
        flags = find_flags(pair.source, pair.target, pair.direction or direction)
        tally.add(flags)
        yield pair, flags


def _write(
    judged: Judged,
    tally: Tally,
    job: CheckJob,
    direction: Direction,
    stream: IO[Any],
    environment: Environment,
) -> None:
    if job.format == "jsonl":
        _write_json(judged, stream)
    elif job.format == "html":
        _write_html(judged, job, direction, stream)
    else:
        color = job.color == "always" if job.output else environment.use_color(job.color)
        report = Report(stream, direction, PLAIN_WIDTH if job.output else environment.width, color)
        for pair, flags in judged:
            report.sentence(pair.locator, pair.source, pair.target, flags)
        report.counts(tally)


def _write_json(judged: Judged, stream: IO[Any]) -> None:
    from translator.writers.jsonvalues import dump, of_flag

    for number, (pair, flags) in enumerate(judged, 1):
        values = {
            "number": number,
            "locator": pair.locator,
            "source": pair.source,
            "target": pair.target,
            "flags": [of_flag(flag) for flag in flags],
        }
        stream.write(f"{dump(values)}\n")


def _write_html(judged: Judged, job: CheckJob, direction: Direction, stream: Any) -> None:
    from translator.result import Footer
    from translator.writers.html import HtmlWriter

    writer = HtmlWriter(stream, WriterOptions(summary=False))
    writer.begin(Header(job.source.name, "pairs", direction, _BY_OTHERS, __version__))
    for pair, flags in judged:
        sentence = Sentence(pair.source, 0, len(pair.source))
        block = Block(pair.source, locator=pair.locator)
        translated = TranslatedSentence(sentence, pair.target, flags=flags)
        writer.block(TranslatedBlock(block, (translated,)))
    writer.end(Footer())


def _direction(source: str, target: str) -> Direction | None:
    if source and source == target:
        raise UsageError(
            f"--from and --to are both {LANGUAGES[source].name}", "leave one of them out"
        )
    if source or target:
        return ID_EN if source == "id" or target == "en" else EN_ID
    return None


def _settle(
    pairs: Iterator[TextPair], job: CheckJob, environment: Environment
) -> tuple[Direction, Iterator[TextPair]]:
    """The direction as given, as the file tells, or by the language of the first sources."""
    sample = list(islice(pairs, _SAMPLE))
    pairs = chain(sample, pairs)
    told = job.direction or next((pair.direction for pair in sample if pair.direction), None)
    if told is not None:
        return told, pairs
    from translator.text.language import detect

    guess = detect("\n".join(pair.source for pair in sample)).language
    if guess not in LANGUAGES and sample:
        environment.warn("the language of the source cannot be told; it is taken for Indonesian")
    return (EN_ID if guess == "en" else ID_EN), pairs
