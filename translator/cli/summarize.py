"""`translator summarize`: the summary alone, of one document or many."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import options, summary
from translator.cli.environment import Environment
from translator.cli.options import GroupedCommand, option
from translator.cli.table import Table
from translator.errors import ExitStatus

if TYPE_CHECKING:
    from translator.cli.summarize_job import SummarizeJob

EPILOG = """\
Examples:
  translator summarize article.txt
  translator summarize article.txt --to en --summary-sentences 2
  translator summarize *.txt --format jsonl > summaries.jsonl
  translator summarize articles.jsonl --format jsonl --summary-ratio 0.2
  translator summarize article.en.txt --summarizer distilbart-cnn-6-6

A line of JSON Lines is a document: {"text": "…"} or {"paragraphs": ["…", "…"]}, with `id` and
`title` if there are. Of several lengths the shortest counts.
"""


@click.command(cls=GroupedCommand, epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]…")
@option(
    "Languages",
    "--from",
    "from_",
    type=Table("translator.languages:LANGUAGES", name="language"),
    metavar="id|en",
    show_default="detected",
    help="Language of the documents.",
)
@option(
    "Languages",
    "--to",
    type=Table("translator.languages:LANGUAGES", name="language"),
    metavar="id|en",
    show_default="no translation",
    help="Translate the sentences of the summary.",
)
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
    type=Table("translator.writers.summaries:FORMATS", name="format"),
    metavar="FORMAT",
    default="text",
    show_default=True,
    help="text, markdown, json or jsonl.",
)
@summary.length()
@option(
    "Input",
    "--input-format",
    type=Table("translator.readers:FORMATS", "auto", "jsonl", name="format"),
    metavar="FORMAT",
    default="auto",
    show_default=True,
    help="Of the documents; auto goes by the ending, then by the beginning.",
)
@options.model_choice()
@options.messages()
@click.pass_obj
def summarize(environment: Environment, /, **given: Any) -> ExitStatus:
    """Sum documents up in their own language.

    Without FILE, or with -, standard input is read.
    """
    from translator.cli.summarize_job import run_summarize

    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    return run_summarize(_job(given), environment)


def _job(given: Mapping[str, Any]) -> SummarizeJob:
    from translator.cli.summarize_job import SummarizeJob

    return SummarizeJob(
        files=given["files"] or ("-",),
        source_language=given["from_"] or "",
        target_language=given["to"] or "",
        input_format=given["input_format"],
        output=None if given["output"] == Path("-") else given["output"],
        format=given["format"],
        options=summary.summary_options(given),
        summarizer=given["summarizer"],
        model=options.model_options(given),
    )
