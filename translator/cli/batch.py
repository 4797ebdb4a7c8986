"""`translator batch`: turns its arguments into a job of many files and runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.cli import options, reading, summary
from translator.cli.environment import Environment
from translator.cli.options import GroupedCommand, option
from translator.cli.table import Table
from translator.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from translator.cli.batch_job import BatchJob

EPILOG = """\
Examples:
  translator batch articles -o english
  translator batch 'archive/**/*.html' letter.docx -o english --format same
  translator batch articles -o english --format json --jobs 4
  translator batch articles -o english --dry-run

What is done is not done again: the same command goes on after a kill, and after files have
changed it translates those. FOLDER/manifest.jsonl has a line for each file. Exit status 7: some
files failed, the others are there.
"""


@click.command(cls=GroupedCommand, epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@options.languages()
@options.path(
    "Languages", "--glossary", metavar="FILE", help="Terms and their translations: CSV, TSV, TBX."
)
@option(
    "Output",
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    help="Where to write; it keeps the tree of each folder in PATHS.",
)
@option(
    "Output",
    "-f",
    "--format",
    type=Table("translator.writers:FORMATS", "parquet", name="format"),
    metavar="FORMAT",
    show_default="as the document is; with --cluster parquet",
    help="What to write, as `translator translate --help` lists; with --cluster parquet or jsonl.",
)
@summary.bilingual()
@summary.length()
@options.strict()
@reading.repair()
@reading.document()
@option("Job", "--force", is_flag=True, help="Translate again what is done.")
@option("Job", "--dry-run", is_flag=True, help="Count the sentences, estimate the time, and stop.")
@options.count("Job", "--jobs", default=1, most=1024, show_default=True, help="Processes.")
@option(
    "Job",
    "--cluster",
    metavar="auto|ADDRESS",
    help="Run on Ray: PATHS and FOLDER may be addresses such as s3://…; see docs/cluster.md.",
)
@options.model_choice()
@options.memory()
@options.speed()
@options.messages()
@click.pass_obj
def batch(environment: Environment, /, **given: Any) -> ExitStatus:
    """Translate many files: files, folders and patterns."""
    from translator.cli.batch_job import run_batch

    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    if given["cluster"]:
        from translator.cli.batch_cluster import run_on_cluster

        return run_on_cluster(_job(given), given["cluster"], environment)
    if given["format"] == "parquet":
        raise UsageError("parquet is written by a cluster only", "take jsonl, or --cluster auto")
    return run_batch(_job(given), environment)


def _job(given: Mapping[str, Any]) -> BatchJob:
    from translator.cli.batch_job import BatchJob
    from translator.cli.batch_pipelines import PipelineSettings
    from translator.jobs.batch import BatchOptions
    from translator.jobs.manifest import digest
    from translator.options import ReaderOptions

    glossary: Path | None = given["glossary"]
    choice = summary.summary_choice(given)
    return BatchJob(
        paths=given["paths"],
        output=given["output"],
        options=BatchOptions(
            source_language=given["from_"] or "",
            target_language=given["to"] or "",
            input_format=given["input_format"],
            format=given["format"] or "",
            reader=ReaderOptions(given["paragraphs"], given["whole_page"], given["field"]),
            summary=given["summary"],
            more=f"repair={given['repair']} {choice}" + (digest(glossary) if glossary else ""),
        ),
        pipeline=PipelineSettings(
            model=options.model_options(given),
            memory=options.memory_options(given),
            glossary=glossary,
            batch_tokens=given["batch_tokens"],
            repair=given["repair"],
            summary=choice,
        ),
        jobs=given["jobs"],
        force=given["force"],
        dry_run=given["dry_run"],
        strict=given["strict"] or "",
    )
