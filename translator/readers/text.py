"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from translator.document import Block
from translator.options import ReaderOptions
from translator.readers.decode import decode
from translator.text.lines import lines_of
from translator.text.paragraphs import split

_CHUNK = 1 << 16  # bytes


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of a plain text, as the stream is read; raises InputError."""
    return split(lines_of(decode(_chunks(stream)), pauses=True), options.paragraphs)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What comes; empty where there is a pause."""
    while (chunk := stream.read(_CHUNK)) != b"":
        yield chunk or b""
