"""Many documents on a cluster, all options settled."""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import blake2b

from translator.cli.batch_job import BatchJob, duration
from translator.cli.batch_pipelines import MakePipelines
from translator.cli.environment import Environment
from translator.cluster import shards
from translator.cluster.job import ClusterJob, Outcome, run
from translator.errors import ExitStatus, FlagsFound, SomeFilesFailed, UsageError
from translator.text.controls import visible

_SHOWN = 20  # failures that are listed


def run_on_cluster(job: BatchJob, address: str, environment: Environment) -> ExitStatus:
    """Translate what is not done; raises SomeFilesFailed, or FlagsFound, last."""
    form = job.options.format or "parquet"
    if form not in shards.FORMATS:
        raise UsageError(f"a cluster does not write {form}", "take --format parquet or jsonl")
    for option, given in (("--dry-run", job.dry_run), ("--force", job.force)):
        if given:
            raise UsageError(f"{option} is not for a cluster", "name another folder with -o")
    settings = job.pipeline
    if settings.memory.path is None:  # one in a cache folder is of this machine alone
        settings = replace(settings, memory=replace(settings.memory, wanted=False))
    threads = settings.model.engine.threads or 1
    engine = replace(settings.model.engine, threads=threads)
    settings = replace(settings, model=replace(settings.model, engine=engine))
    started = time.monotonic()
    environment.note(f"translating on the cluster ({address})")
    outcome = run(
        ClusterJob(
            paths=job.paths,
            output=job.output,
            options=job.options,
            make=MakePipelines(settings),
            format=form,
            field=job.options.reader.field or "text",
            address=address,
            threads=threads,
            gpu=settings.model.engine.device == "cuda",
            actors=job.jobs if job.jobs > 1 else 0,
            settings=_hash(f"{job.options}{settings}"),
        )
    )
    _tell(outcome, time.monotonic() - started, environment)
    _enforce(job, outcome)
    return ExitStatus.SUCCESS


def _hash(text: str) -> str:
    return "b2-1:" + blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _tell(outcome: Outcome, seconds: float, environment: Environment) -> None:
    failed = _failed(outcome)
    there = len(outcome.rows) - len(failed)
    environment.note(
        f"{there:,} documents are there, {outcome.skipped:,} of them from before; "
        f"{len(failed):,} failed; {duration(seconds)}; {outcome.manifest}"
    )
    for row in failed[:_SHOWN]:
        environment.stderr.write(f"  {visible(row['name'])}  {visible(row['error'])}\n")


def _failed(outcome: Outcome) -> list[dict[str, str]]:
    return [row for row in outcome.rows if row["status"] == "failed"]


def _enforce(job: BatchJob, outcome: Outcome) -> None:
    if failed := _failed(outcome):
        raise SomeFilesFailed(
            f"{len(failed):,} of {len(outcome.rows):,} documents failed",
            f"{outcome.manifest} tells why; the same command tries them again",
        )
    severe = sum(row["severe"] for row in outcome.rows)
    notice = sum(row["notice"] for row in outcome.rows)
    if found := {"severe": severe, "any": severe + notice}.get(job.strict, 0):
        raise FlagsFound(f"{found:,} sentences have flags", "the manifest counts them")
