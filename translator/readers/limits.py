"""How large a document may be that has to stand in memory whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from translator.errors import InputError
from translator.readers.decode import decode

MAX_BYTES = 64 * 2**20  # of a file, and of all that a zip file unpacks to
_CHUNK = 1 << 16


def read_bytes(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """All of a stream; raises InputError if that is more than `limit` bytes."""
    return b"".join(_chunks(stream, limit))


def read_text(stream: BinaryIO, limit: int = MAX_BYTES) -> str:
    """All of a stream, decoded; raises InputError if it is too large, or no text."""
    return "".join(decode(_chunks(stream, limit)))


def too_large(limit: int = MAX_BYTES) -> InputError:
    """The error for more than that many bytes."""
    return InputError(
        f"larger than {limit // 2**20} MiB", "cut it into parts, or convert it to plain text"
    )


def _chunks(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
        yield chunk
