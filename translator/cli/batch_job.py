"""Many files, all options settled."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from translator.cli.batch_pipelines import MakeWork, Pipelines, PipelineSettings, shared
from translator.cli.batch_progress import BatchProgress
from translator.cli.environment import Environment
from translator.cli.progress import open_progress
from translator.errors import ExitStatus, FlagsFound, SomeFilesFailed
from translator.jobs.batch import BatchOptions, groups, translate_group
from translator.jobs.estimate import estimate
from translator.jobs.inputs import Item, find
from translator.jobs.manifest import Entry, Manifest, failures
from translator.jobs.pool import Pool
from translator.jobs.skip import undone
from translator.text.controls import visible
from translator.text.counted import counted

_SHOWN = 100  # failures that are listed; the manifest has all


@dataclass(frozen=True)
class BatchJob:
    """What the user asked for."""

    paths: tuple[str, ...]
    output: str  # a folder; with a cluster an address too
    options: BatchOptions = field(default_factory=BatchOptions)
    pipeline: PipelineSettings = field(default_factory=PipelineSettings)
    jobs: int = 1  # processes
    force: bool = False  # what is done is done again
    dry_run: bool = False
    strict: str = ""  # "severe", "any"; empty: flags are no error


def run_batch(job: BatchJob, environment: Environment) -> ExitStatus:
    """Translate the files that are not done; raises SomeFilesFailed, or FlagsFound, last."""
    root = Path(job.output)
    items = find(job.paths, root, job.options.format)
    if not items:
        environment.note("there is no file to translate in these folders")
        return ExitStatus.SUCCESS
    manifest = Manifest(root)
    started = time.monotonic()
    progress = open_progress(environment)
    with closing(Pipelines(job.pipeline, environment, progress)) as pipelines:
        todo = items
        if not job.force:
            known = manifest.entries
            todo = undone(items, known, root, job.options, pipelines.__getitem__)
        progress.stop()
        if job.dry_run:
            return _dry_run(job, items, todo, pipelines, environment)
        done: dict[str, Entry] = {}
        with manifest.open():
            shown = BatchProgress(environment, todo)
            try:
                for entry in _entries(job, todo, pipelines, shown):
                    manifest.add(entry)
                    done[entry.name] = entry
                    shown.file(entry)
            finally:
                shown.stop()
    _tell(done, len(items) - len(todo), time.monotonic() - started, environment)
    _enforce(job, [done.get(item.name) or manifest.entries[item.name] for item in items])
    return ExitStatus.SUCCESS


def _entries(
    job: BatchJob, todo: Sequence[Item], pipelines: Pipelines, shown: BatchProgress
) -> Iterator[Entry]:
    if job.jobs == 1:
        for group in groups(todo):
            yield from translate_group(
                group,
                Path(job.output),
                job.options,
                pipelines.__getitem__,
                pipelines.summing,
                shown.block,
            )
        return
    settings = shared(job.pipeline, job.jobs)
    yield from Pool(MakeWork(settings, job.options, Path(job.output)), job.jobs).run(groups(todo))


def _dry_run(
    job: BatchJob,
    items: Sequence[Item],
    todo: Sequence[Item],
    pipelines: Pipelines,
    environment: Environment,
) -> ExitStatus:
    found = estimate(todo, job.options, pipelines, pipelines.memory)
    for message in found.failed:
        environment.warn(message)
    fresh = found.sentences - found.known
    environment.stdout.write(
        f"{len(items):,} files, {len(items) - len(todo):,} of them done\n"
        f"{found.sentences:,} sentences to do, {found.known:,} of them known\n"
        f"about {duration(found.seconds / job.jobs)} for the other {fresh:,}\n"
    )
    return ExitStatus.SUCCESS


def _tell(done: dict[str, Entry], skipped: int, seconds: float, environment: Environment) -> None:
    failed = failures(done.values())
    sentences = sum(entry.sentences for entry in done.values())
    known = sum(entry.counts.memory for entry in done.values())
    environment.note(
        f"{counted(len(done) - len(failed), 'file')} translated, {skipped:,} done before, "
        f"{len(failed):,} failed; {counted(sentences, 'sentence')}, {known:,} from the memory; "
        f"{duration(seconds)}"
    )
    width = max((len(entry.input) for entry in failed), default=0)
    for entry in failed[:_SHOWN]:
        why = entry.error.removeprefix(f"{entry.name}: ")
        environment.stderr.write(f"  {visible(entry.input):{width}}  {visible(why)}\n")


def _enforce(job: BatchJob, entries: Sequence[Entry]) -> None:
    if failed := failures(entries):
        raise SomeFilesFailed(
            f"{len(failed):,} of {len(entries):,} files failed",
            f"{Path(job.output, 'manifest.jsonl')} tells why; the same command tries them again",
        )
    severe = sum(entry.severe for entry in entries)
    notice = sum(entry.notice for entry in entries)
    found = {"severe": severe, "any": severe + notice}.get(job.strict, 0)
    if found:
        sentences = sum(entry.sentences for entry in entries)
        raise FlagsFound(
            f"{found:,} of {sentences:,} sentences have flags", "the manifest counts them by file"
        )


def duration(seconds: float) -> str:
    """A time for a person: "3.2 s", "12 min"."""
    if seconds < 120:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    if seconds < 2 * 60 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:,.1f} h"
