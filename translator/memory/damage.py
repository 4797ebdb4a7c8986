"""When the memory's file is not what it should be."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translator.errors import MemoryFileError

_MAGIC = b"SQLite format 3\0"
# A file of another ending, and without SQLite's beginning, may be a document that was named by
# mistake: it stays where it is.
_ENDINGS = ("", ".sqlite3", ".sqlite", ".db", ".memory")
_COMPANIONS = ("", "-wal", "-shm")  # files that SQLite keeps beside the first
_HINT = "--no-memory does without, --memory FILE takes another file"


def is_damage(error: Exception) -> bool:
    """Whether the content is at fault: SQLITE_CORRUPT or SQLITE_NOTADB, or no UTF-8."""
    # The driver gives those two the base class, and all others one of their own.
    return type(error) is sqlite3.DatabaseError or isinstance(error, UnicodeDecodeError)


def identity(path: Path) -> tuple[int, int]:
    """Tells one file from another that took its place."""
    found = path.stat()
    return found.st_dev, found.st_ino


def set_aside(path: Path, damaged: tuple[int, int], error: Exception) -> Path | None:
    """Move a damaged file out of the way; gives its new place.

    None: another process has done it.
    Raises MemoryFileError for what was never a memory.
    """
    with locked(path):
        if not path.exists() or identity(path) != damaged:
            return None
        with path.open("rb") as file:
            is_database = file.read(len(_MAGIC)) == _MAGIC
        if not is_database and path.suffix.lower() not in _ENDINGS:
            raise MemoryFileError(f"{path} is no translation memory", _HINT) from error
        stamp = time.strftime("%Y%m%d-%H%M%S")
        place = path.with_name(f"{path.name}.damaged-{stamp}-{os.getpid()}")
        for companion in _COMPANIONS:
            file_beside = path.with_name(path.name + companion)
            if file_beside.exists():
                file_beside.replace(place.with_name(place.name + companion))
        return place


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While this holds, no other process makes, converts or moves the file."""
    from filelock import FileLock

    with FileLock(path.with_name(f"{path.name}.lock")):
        yield


def mapped(error: Exception, path: Path) -> MemoryFileError:
    """The error for what SQLite or the system said."""
    said = str(error)
    if isinstance(error, OSError):
        said = (error.strerror or said).lower()
    if "full" in said or "I/O error" in said:  # a full disk can be either
        said = f"{said}; is the disk full?"
    return MemoryFileError(f"the translation memory {path} cannot be used: {said}", _HINT)
