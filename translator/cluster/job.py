"""A job on Ray Data: read, translate with actors, write shards, then the manifest."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from translator import readers
from translator.cluster import shards
from translator.cluster.places import files, filesystem
from translator.cluster.rows import Row, Translate
from translator.errors import EngineError, InputError, MissingExtra, TranslatorError
from translator.jobs.batch import BatchOptions, OpenPipeline

if TYPE_CHECKING:
    import ray.data

LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
_DOCUMENTS_AT_ONCE = 32  # in one batch of an actor; a killed actor loses one batch


@dataclass(frozen=True)
class ClusterJob:
    """What is wanted."""

    paths: tuple[str, ...]  # files and folders, local or addresses
    output: str  # folder or address
    options: BatchOptions
    make: Callable[[], OpenPipeline]  # must be picklable; is called in each actor
    format: str = "parquet"  # a key of `shards.FORMATS`
    field: str = "text"  # of Parquet: the column with the text
    address: str = "auto"  # of the cluster; "auto": the one that runs here, else a new one
    threads: int = 1  # of each actor's engine: so many CPUs it takes
    gpu: bool = False  # each actor takes a GPU
    actors: int = 0  # at most; 0: as many as there is room for
    settings: str = ""  # the hash of all that a translation depends on


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    manifest: str  # where it is
    rows: list[Row]  # of the manifest
    skipped: int  # documents that were done before


def run(job: ClusterJob) -> Outcome:
    """Translate what is not done; raises TranslatorError.

    Documents that were done in a former run of the same settings are left out. The manifest is
    written last, from all shards that are there.
    """
    try:
        import ray.data
    except ImportError as error:
        raise MissingExtra("--cluster", "cluster") from error
    _connect(job.address)
    before = _latest(shards.entries(job.output, job.format))
    before = [row for row in before if row["status"] == "done"]
    done = {row["key"]: row["signature"] for row in before}
    system, place = filesystem(job.output)
    translated = _rows(job.paths, job.field).map_batches(
        Translate,
        fn_constructor_args=(job.make, job.options, job.settings, done),
        batch_size=_DOCUMENTS_AT_ONCE,
        batch_format="pyarrow",
        num_cpus=job.threads,
        num_gpus=1 if job.gpu else None,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=job.actors or _room(job)),
    )
    try:
        if job.format == "parquet":
            translated.write_parquet(place, filesystem=system)
        else:
            translated.write_json(place, filesystem=system, force_ascii=False)
    except ray.exceptions.RayError as error:
        raise _mapped(error) from error
    rows = _latest(shards.entries(job.output, job.format))
    kept = {row["made"] for row in before}
    skipped = sum(row["made"] in kept for row in rows)
    return Outcome(shards.write_manifest(job.output, rows), rows, skipped)


def _latest(rows: Iterable[Row]) -> list[Row]:
    """One row a document: that of the last run that translated it."""
    by_name: dict[str, Row] = {}
    for row in rows:
        if row["name"] not in by_name or row["made"] > by_name[row["name"]]["made"]:
            by_name[row["name"]] = row
    return list(by_name.values())


def _connect(address: str) -> None:
    import ray
    from ray.data import DataContext

    logging.getLogger("ray").setLevel(logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if not ray.is_initialized():
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        try:
            ray.init(
                address=None if address == "auto" else address,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except (ConnectionError, ValueError) as error:
            raise EngineError(
                f"no Ray cluster answers at {address}", "`ray status` shows where it is"
            ) from error
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False


def _room(job: ClusterJob) -> int:
    import ray

    total = ray.cluster_resources()
    if job.gpu:
        return max(int(total.get("GPU", 0)), 1)
    return max(int(total.get("CPU", 1)) // job.threads, 1)


def _rows(paths: Sequence[str], field: str) -> ray.data.Dataset:
    """All documents as rows of name, content and kind. Raises InputError."""
    parts = [part for path in paths for part in _parts(path, field)]
    if not parts:
        raise InputError("there is no document in these places", "check the names")
    return parts[0].union(*parts[1:]) if parts[1:] else parts[0]


def _parts(place: str, field: str) -> list[ray.data.Dataset]:
    import ray.data

    system, found = files(place)
    endings = {ending for form in readers.FORMATS.values() for ending in form.endings}
    by_kind: dict[str, list[str]] = {"parquet": [], "line": [], "file": []}
    for path, size in found:
        ending = PurePosixPath(path).suffix.lower()
        if PurePosixPath(path).name == shards.MANIFEST or not size:
            continue
        if ending == PARQUET:
            by_kind["parquet"].append(path)
        elif ending in LINES:
            by_kind["line"].append(path)
        elif ending in endings or len(found) == 1:
            by_kind["file"].append(path)
    parts = []
    if names := by_kind["file"]:
        read = ray.data.read_binary_files(names, filesystem=system, include_paths=True)
        parts.append(read.map(_of_file))
    if names := by_kind["line"]:
        read = ray.data.read_text(names, filesystem=system, include_paths=True)
        parts.append(read.map(_of_line))
    if names := by_kind["parquet"]:
        read = ray.data.read_parquet(names, filesystem=system, include_paths=True)
        if field not in read.columns():
            raise InputError(
                f"{names[0]} has no column {field!r}",
                f"--field names it; there are {', '.join(read.columns())}",
            )
        parts.append(read.map(_OfRecord(field)))
    return parts


def _of_file(row: Row) -> Row:
    return {"name": row["path"], "content": row["bytes"], "kind": "file"}


def _of_line(row: Row) -> Row:
    import json

    content = row["text"].encode("utf-8", "surrogatepass")
    try:
        name = str(json.loads(content)["id"])
    except (ValueError, TypeError, KeyError):
        name = f"{row['path']}#{_short(content)}"
    return {"name": name, "content": content, "kind": "line"}


@dataclass(frozen=True)
class _OfRecord:
    """A record of Parquet."""

    field: str

    def __call__(self, row: Row) -> Row:
        content = str(row[self.field] or "").encode("utf-8", "surrogatepass")
        name = str(row["id"]) if row.get("id") is not None else f"{row['path']}#{_short(content)}"
        return {"name": name, "content": content, "kind": "text"}


def _short(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()[:16]


def _mapped(error: Any) -> TranslatorError:
    """A known error that a worker met, or else that the cluster failed."""
    cause = getattr(error, "cause", None)
    if isinstance(cause, TranslatorError):
        return cause
    last = str(error).strip().splitlines()[-1]
    return EngineError(f"the cluster failed: {last}", "`ray logs` has more")
