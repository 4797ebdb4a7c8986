"""`translator translate`: turns its arguments into a job and runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import options, reading, summary
from translator.cli.environment import Environment
from translator.cli.options import GroupedCommand, option
from translator.cli.table import Table
from translator.errors import ExitStatus

if TYPE_CHECKING:
    from translator.cli.job import TranslateJob

EPILOG = """\
Examples:
  translator article.txt --format side-by-side --width 120 | less -R
  translator article.txt -o article.md --summary-sentences 5
  translator --from en --to id letter.txt
  translator sentences.txt --paragraphs lines > sentences.en.txt   line for line
  translator article.txt --format json | python -m json.tool

The result goes to standard output, everything else to standard error.
NO_COLOR and FORCE_COLOR are honoured.
"""


class TranslateCommand(GroupedCommand):
    """Its help ends with the formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of formats, then the epilog."""
        from translator import readers, writers

        with formatter.section("Formats to write"):
            formatter.write_dl([(name, form.help) for name, form in writers.FORMATS.items()])
        with formatter.section("Formats to read"):
            formatter.write_text(", ".join(readers.FORMATS))
        super().format_epilog(ctx, formatter)


@click.command(cls=TranslateCommand, epilog=EPILOG)
@click.argument("file", default="-", metavar="[FILE]", type=click.Path())
@options.languages()
@options.path(
    "Output",
    "-o",
    "--output",
    metavar="FILE",
    show_default="standard output",
    help="Where to write; the file appears whole or not at all.",
)
@option(
    "Output",
    "-f",
    "--format",
    type=Table("translator.writers:FORMATS", name="format"),
    metavar="FORMAT",
    show_default="by the output's ending; side-by-side on a screen, else text",
    help="What to write, as listed below.",
)
@summary.bilingual()
@summary.length()
@option("Checks", "--report", is_flag=True, help="List what may be wrong, on standard error.")
@options.strict()
@options.path(
    "Languages", "--glossary", metavar="FILE", help="Terms and their translations: CSV, TSV, TBX."
)
@reading.repair()
@reading.document()
@options.count("Screen", "--width", least=20, show_default="the screen's", help="Columns.")
@options.color()
@option("Screen", "--show-scores", is_flag=True, help="How sure the model was of each sentence.")
@options.model_choice()
@options.memory()
@options.speed()
@options.messages()
@click.pass_obj
def translate(environment: Environment, /, **given: Any) -> ExitStatus:
    """Translate a document, Indonesian to English or back, and sum it up.

    Without FILE, or with -, standard input is read.
    """
    from translator.cli.job import run_translate

    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    return run_translate(_job(given), environment)


def _job(given: Mapping[str, Any]) -> TranslateJob:
    from translator.cli.job import TranslateJob
    from translator.options import PipelineOptions, ReaderOptions

    return TranslateJob(
        source=given["file"],
        source_language=given["from_"] or "",
        target_language=given["to"] or "",
        input_format=given["input_format"],
        reader=ReaderOptions(given["paragraphs"], given["whole_page"], given["field"]),
        output=None if given["output"] == Path("-") else given["output"],
        format=given["format"] or "",
        width=given["width"] or 0,
        color=given["color"],
        scores=given["show_scores"],
        report=given["report"],
        strict=given["strict"] or "",
        glossary=given["glossary"],
        summary=given["summary"],
        summary_choice=summary.summary_choice(given),
        model=options.model_options(given),
        memory=options.memory_options(given),
        pipeline=PipelineOptions(batch_tokens=given["batch_tokens"], repair=given["repair"]),
    )
