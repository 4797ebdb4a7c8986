"""The record of a job: a line of JSON for each file. It tells what is done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from translator.errors import InputError, OutputError, UsageError
from translator.result import Counts
from translator.writers.jsonvalues import dump
from translator.writers.output import whole_file

NAME = "manifest.jsonl"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """What became of one file."""

    input: str  # its path, as it was named
    name: str  # below the folder that was named
    output: str  # below the output folder; empty: there is none
    status: str  # "done", "failed"
    input_sha256: str = ""
    output_sha256: str = ""
    settings: str = ""  # hash of what the output depends on beside input and signature
    signature: str = ""  # empty: it was not translated
    direction: str = ""  # "id-en"
    counts: Counts = field(default_factory=Counts)  # sentences by origin
    severe: int = 0  # sentences with a severe flag
    notice: int = 0  # with other flags
    seconds: float = 0.0  # from its first block read to its output, files between included
    error: str = ""  # why it failed

    @property
    def sentences(self) -> int:
        """All of its sentences."""
        return sum(vars(self.counts).values())


def digest(path: Path) -> str:
    """The hash of a file's content; raises InputError."""
    hashed = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    return hashed.hexdigest()


class Manifest:
    """The entries of an output folder, by the name of the input.

    Args:
        folder: of the outputs; it may not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.entries: dict[str, Entry] = {}
        self._stream: IO[bytes] | None = None
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(f"{self.path}: {(error.strerror or str(error)).lower()}") from error
        for line in lines:
            if entry := _entry(line):
                self.entries[entry.name] = entry

    @contextmanager
    def open(self) -> Iterator[None]:
        """Take the folder for this job; when it ends well, one line a file is left.

        Raises UsageError if another job has it, OutputError if it cannot be written.
        """
        from filelock import FileLock, Timeout

        folder = self.path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / ".manifest.lock")
            lock.acquire(timeout=0)
        except Timeout as error:
            raise UsageError(
                f"another job is writing into {folder}", "wait for it, or name another folder"
            ) from error
        except OSError as error:
            raise _unwritable(folder, error) from error
        try:
            _remove_parts(folder)
            yield
            self._compact()
        finally:
            if self._stream is not None:
                self._stream.close()
            lock.release()

    def add(self, entry: Entry) -> None:
        """Record an entry; it stays if the process is killed. Raises OutputError."""
        self.entries[entry.name] = entry
        try:
            if self._stream is None:
                self._stream = self.path.open("ab")
                if self._stream.tell():
                    self._stream.write(b"\n")  # the last line may be cut; a blank one is nothing
            self._stream.write(_line(entry))
            self._stream.flush()
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _compact(self) -> None:
        with whole_file(self.path, binary=True) as stream:
            for name in sorted(self.entries):
                stream.write(_line(self.entries[name]))


def _line(entry: Entry) -> bytes:
    return (dump(asdict(entry)) + "\n").encode("utf-8", "replace")


def _entry(line: bytes) -> Entry | None:
    """None for a line that was cut when a process was killed, or is of another version."""
    try:
        values: dict[str, Any] = json.loads(line)
        return Entry(**{**values, "counts": Counts(**values["counts"])})
    except (ValueError, TypeError, KeyError):
        return None


def _remove_parts(folder: Path) -> None:
    """Files that a killed process left unfinished; no one else writes here."""
    for path in folder.rglob(".*.part"):
        path.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {path}: {(error.strerror or os.strerror(error.errno or 0)).lower()}",
        "choose another place",
    )


def failures(entries: Iterable[Entry]) -> list[Entry]:
    """Those that failed, in order."""
    return [entry for entry in entries if entry.status == "failed"]
