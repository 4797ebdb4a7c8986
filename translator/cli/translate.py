"""`translator translate`: turns its arguments into a job and runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator import readers
from translator.cli import options
from translator.cli.environment import COLORS, Environment
from translator.cli.options import GroupedCommand, option
from translator.errors import ExitStatus
from translator.languages import LANGUAGES
from translator.writers import FORMATS

if TYPE_CHECKING:
    from translator.cli.job import TranslateJob

EPILOG = """\
Examples:
  translator article.txt --width 120 --format side-by-side | less -R
  translator article.txt -o article.md --summary-sentences 5
  translator --from en --to id letter.txt
  translator sentences.txt --paragraphs lines > sentences.en.txt   line for line
  translator article.txt --format json | python -m json.tool

The result goes to standard output, everything else to standard error. NO_COLOR and
FORCE_COLOR are honoured.
"""
_CODES = click.Choice(list(LANGUAGES))


@click.command(cls=GroupedCommand, epilog=EPILOG)
@click.argument("file", default="-", metavar="[FILE]")
@option("Languages", "--from", "from_", type=_CODES, help="Of the document. [default: detected]")
@option("Languages", "--to", type=_CODES, help="Of the translation. [default: the other one]")
@option(
    "Input",
    "--input-format",
    type=click.Choice(["auto", *readers.FORMATS]),
    default="auto",
    show_default=True,
    help="Of the document; auto goes by its ending, then by its beginning.",
)
@option(
    "Input",
    "--paragraphs",
    type=click.Choice(["auto", "lines", "blank"]),
    default="auto",
    show_default=True,
    help="What ends one: each line, a blank line, or as the text tells.",
)
@option("Input", "--whole-page", is_flag=True, help="Of HTML all text, not only the article.")
@option("Input", "--field", metavar="NAME", default="", help="Of JSON Lines or CSV: the column.")
@options.path("Output", "-o", "--output", metavar="FILE", help="Where to, whole or not at all.")
@option(
    "Output",
    "-f",
    "--format",
    type=click.Choice(list(FORMATS)),
    help="[default: by the ending of the output; side-by-side on a screen; text elsewhere]",
)
@option("Output", "--show-scores", is_flag=True, help="The model's score of each sentence.")
@options.count("Output", "--width", least=20, help="Columns. [default: those of the screen]")
@option(
    "Output",
    "--color",
    type=click.Choice(COLORS),
    default="auto",
    show_default=True,
    help="Colours.",
)
@option("Output", "--report", is_flag=True, help="List what may be wrong, on standard error.")
@options.strict()
@option(
    "Summary",
    "--summary/--no-summary",
    default=None,
    help="At the end, in both languages. [default: yes, but not as plain text]",
)
@options.count("Summary", "--summary-sentences", default=3, show_default=True, help="At most.")
@options.model_choice()
@options.speed()
@options.messages()
@click.pass_obj
def translate(environment: Environment, /, **given: Any) -> ExitStatus:
    """Translate a document, Indonesian to English or back, and sum it up.

    FILE is a text file; without one, or with -, standard input is read.
    """
    from translator.cli.job import run_translate

    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    return run_translate(_job(given), environment)


def _job(given: Mapping[str, Any]) -> TranslateJob:
    from translator.cli.job import TranslateJob
    from translator.options import PipelineOptions, ReaderOptions, SummaryOptions

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
        summary=given["summary"],
        summary_options=SummaryOptions(sentences=given["summary_sentences"]),
        model=options.model_options(given),
        pipeline=PipelineOptions(batch_tokens=given["batch_tokens"]),
    )
