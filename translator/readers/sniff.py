"""What a document is, as its first bytes tell."""

from __future__ import annotations

import re
from io import RawIOBase
from typing import BinaryIO

HEAD = 4096  # bytes that are looked at

_PATTERNS = (
    ("pdf", re.compile(rb"%PDF-")),
    ("epub", re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL)),
    (
        "odt",
        re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.S),
    ),
    ("docx", re.compile(rb"PK\x03\x04.*(?:word/|\[Content_Types\]\.xml)", re.DOTALL)),
    (
        "subtitles",
        re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT\b|\s*\d+\r?\n\d\d:\d\d:\d\d,\d{3} -->)"),
    ),
    (
        "html",
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I),
    ),
)


def sniff(head: bytes) -> str:
    """The name of a format; empty if the bytes could be anything."""
    return next((name for name, pattern in _PATTERNS if pattern.match(head)), "")


class Rejoined(RawIOBase):
    """A stream whose first bytes have been read, whole again. It does not close the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int | None:  # type: ignore[override]
        """Fill the buffer; gives the number of bytes, 0 at the end, None for a pause."""
        chunk, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        chunk = chunk or self._stream.read(len(buffer))
        if chunk is None:
            return None
        buffer[: len(chunk)] = chunk
        return len(chunk)
