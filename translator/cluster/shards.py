"""The files that a cluster has written: what they hold, and whether they are whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from translator.cluster.places import files, filesystem
from translator.cluster.rows import ORIGINS
from translator.errors import InputError, OutputError
from translator.writers.jsonvalues import dump

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

FORMATS = {"parquet": ".parquet", "jsonl": ".json"}  # the endings that Ray gives
MANIFEST = "manifest.jsonl"
COLUMNS = (
    *("name", "status", "error", "key", "made", "direction", "signature"),
    *(*ORIGINS, "severe", "notice"),
)


def entries(folder: str, format: str) -> Iterator[dict[str, Any]]:
    """The manifest's columns of all rows; a shard that was cut by a kill is deleted.

    Args:
        folder: a path or an address; it need not be there.
        format: a key of `FORMATS`.
    """
    try:
        system, found = files(folder)
    except InputError:
        return
    for path, _ in found:
        if path.endswith(FORMATS[format]):
            read = _parquet if format == "parquet" else _json
            if (rows := read(system, path)) is None:
                system.delete_file(path)
            else:
                yield from rows


def _parquet(system: FileSystem, path: str) -> list[dict[str, Any]] | None:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    try:
        table = read_table(path, columns=list(COLUMNS), filesystem=system)
    except (ArrowException, OSError):
        return None
    return table.to_pylist()  # type: ignore[no-any-return]


def _json(system: FileSystem, path: str) -> list[dict[str, Any]] | None:
    rows = []
    with system.open_input_stream(path) as stream:
        for line in stream.read().splitlines():
            try:
                values = json.loads(line)
                rows.append({name: values[name] for name in COLUMNS})
            except (ValueError, KeyError, TypeError):
                return None
    return rows


def write_manifest(folder: str, rows: list[dict[str, Any]]) -> str:
    """One line a document, by name; gives its place. Raises OutputError."""
    system, path = filesystem(folder)
    place = f"{path.rstrip('/')}/{MANIFEST}"
    try:
        with system.open_output_stream(place) as stream:
            for row in sorted(rows, key=lambda row: row["name"]):
                stream.write((dump(row) + "\n").encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(f"cannot write {place}: {error}", "choose another place") from error
    return place
