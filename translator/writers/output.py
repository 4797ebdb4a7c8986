"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from translator.errors import OutputError

# What a write to an open file may meet; any other OSError in the block is not ours.
_WRITE_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


@contextmanager
def whole_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream whose content replaces the file at `path` when the block ends well.

    It is written beside its place and moved in; on any error the old file stays as it was.
    A symbolic link is followed, the permissions of a file that is there are kept. What is no
    regular file (a device, a pipe) is written directly. Text is UTF-8, line ends are left alone.
    Raises OutputError.
    """
    with _mapped(path):
        descriptor, part, place = _open(path)
    try:
        with _mapped(path, _WRITE_ERRORS), _stream(descriptor, binary) as stream:
            yield stream
        if part is not None:
            with _mapped(path):
                part.replace(place)
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _open(path: Path) -> tuple[int, Path | None, Path]:
    """An open descriptor, the file beside the place that it belongs to, and the place."""
    place = path.resolve()
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    # /dev/stdout and its like may lead to a regular file that others write to.
    if path.absolute().is_relative_to("/dev") or (place.exists() and not place.is_file()):
        return os.open(path, os.O_WRONLY | os.O_APPEND), None, place
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    mode = place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    Path(name).chmod(mode)
    return descriptor, Path(name), place


def _stream(descriptor: int, binary: bool) -> IO[Any]:
    if binary:
        return os.fdopen(descriptor, "wb")
    return os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="")


@contextmanager
def _mapped(path: Path, numbers: tuple[int, ...] = ()) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if numbers and error.errno not in numbers:
            raise
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot write {path}: {reason}", "choose another place") from error


def _umask() -> int:
    # There is no way to ask for it without setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
