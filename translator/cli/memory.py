"""`translator memory`: what the translation memory holds, in and out of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli import options
from translator.cli.environment import Environment
from translator.cli.options import GroupedCommand, option
from translator.cli.remember import default_path
from translator.cli.table import Table
from translator.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from translator.memory.file import MemoryFile

_DAY = 24 * 60 * 60
_AT_ONCE = 1000  # rows of an import in one transaction
_FILE = options.path(
    "Memory", "--memory", metavar="FILE", show_default="in the cache folder", help="Which one."
)


@click.group()
def memory() -> None:
    """Show, move and clear what was translated before."""


@memory.command(cls=GroupedCommand)
@_FILE
@click.pass_obj
def path(environment: Environment, /, memory: Path | None) -> ExitStatus:
    """Print the file's name."""
    environment.stdout.write(f"{memory or default_path()}\n")
    return ExitStatus.SUCCESS


@memory.command(cls=GroupedCommand)
@_FILE
@click.pass_obj
def stats(environment: Environment, /, memory: Path | None) -> ExitStatus:
    """Show how much there is, by model and direction."""
    from translator.memory import tell

    place = memory or default_path()
    if not place.exists():
        environment.note(f"{place} is not there yet: nothing was translated")
        return ExitStatus.SUCCESS
    with _opened(place, environment) as file:
        groups = tell.groups(file)
    for group in groups:
        first, last = (date.fromtimestamp(when) for when in (group.first, group.last))
        environment.stdout.write(
            f"{group.sentences:>9,} sentences  {group.direction}  {first} to {last}\n"
            f"{'':9} {group.signature}\n"
        )
    total = sum(group.sentences for group in groups)
    size = sum(file.stat().st_size for file in place.parent.glob(f"{place.name}*"))
    environment.stdout.write(f"{total:>9,} sentences in {size / 1e6:,.1f} MB: {place}\n")
    return ExitStatus.SUCCESS


@memory.command(cls=GroupedCommand)
@options.path("Output", "-o", "--output", metavar="FILE", show_default="standard output", help="")
@option(
    "Output",
    "-f",
    "--format",
    type=Table("translator.memory.exchange:FORMATS", name="format"),
    metavar="FORMAT",
    show_default="by the output's ending, else jsonl",
    help="tmx, tsv, or jsonl, which keeps everything.",
)
@_FILE
@click.pass_obj
def export(
    environment: Environment, /, output: Path | None, format: str | None, memory: Path | None
) -> ExitStatus:
    """Write all translations to a file."""
    from translator.memory import exchange
    from translator.writers.output import whole_file

    form = format or (exchange.format_of(output) if output else "jsonl")
    with _opened(memory or default_path(), environment) as file:
        if output is None:
            number = exchange.export(file.rows(), form, environment.stdout)
        else:
            with whole_file(output) as stream:
                number = exchange.export(file.rows(), form, stream)
    environment.note(f"{number:,} translations written")
    return ExitStatus.SUCCESS


@memory.command("import", cls=GroupedCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@options.languages()
@_FILE
@click.pass_obj
def import_(
    environment: Environment,
    /,
    files: tuple[Path, ...],
    from_: str | None,
    to: str | None,
    memory: Path | None,
) -> ExitStatus:
    """Take in translations: TMX, TSV, or JSON Lines of `export`.

    Those of TMX and TSV are taken for a person's work and go before every model's.
    """
    from itertools import islice

    from translator.languages import LANGUAGES, Direction
    from translator.memory import exchange

    direction = None
    if from_ or to:
        source = from_ or next(code for code in LANGUAGES if code != to)
        direction = Direction(source, to or next(code for code in LANGUAGES if code != source))
        if direction.source == direction.target:
            raise UsageError("--from and --to are the same", "leave one of them out")
    with _opened(memory or default_path(), environment) as file:
        for path in files:
            rows = exchange.read(path, direction)
            number = 0
            while some := list(islice(rows, _AT_ONCE)):
                number += file.put_rows(some)
            environment.note(f"{number:,} translations from {path}")
    return ExitStatus.SUCCESS


@memory.command(cls=GroupedCommand)
@options.count("Memory", "--unused-days", required=True, help="Forget what was not used so long.")
@_FILE
@click.pass_obj
def prune(environment: Environment, /, unused_days: int, memory: Path | None) -> ExitStatus:
    """Forget what was not used for long."""
    with _opened(memory or default_path(), environment) as file:
        number = file.prune(time.time() - unused_days * _DAY)
    environment.note(f"{number:,} translations forgotten")
    return ExitStatus.SUCCESS


@memory.command(cls=GroupedCommand)
@option("Memory", "--yes", is_flag=True, help="Do not ask.")
@_FILE
@click.pass_obj
def clear(environment: Environment, /, yes: bool, memory: Path | None) -> ExitStatus:
    """Forget everything."""
    place = memory or default_path()
    if not place.exists():
        environment.note(f"{place} is not there: there is nothing to forget")
        return ExitStatus.SUCCESS
    if not yes:
        if not environment.stdin_is_terminal:
            raise UsageError(f"everything in {place} would be forgotten", "say --yes")
        click.confirm(f"Forget all translations in {place}?", abort=True, err=True)
    with _opened(place, environment) as file:
        number = file.prune(sys.maxsize)
    environment.note(f"{number:,} translations forgotten")
    return ExitStatus.SUCCESS


@contextmanager
def _opened(path: Path, environment: Environment) -> Iterator[MemoryFile]:
    from translator.memory.file import MemoryFile

    with closing(MemoryFile(path, environment.warn)) as file:
        yield file
