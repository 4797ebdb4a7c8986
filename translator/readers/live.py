"""Input that comes as someone makes it: a pipe. It is read as it comes, and its pauses are told."""

from __future__ import annotations

import os
import select
import stat
from io import RawIOBase
from typing import BinaryIO

SECONDS = 0.5  # without anything new: a pause


class Live(RawIOBase):
    """A pipe or a socket, read as it comes. It does not close the stream.

    Args:
        stream: nothing was read from it before.

    Attributes:
        patient: pauses are waited through, not told.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.patient = False
        self._number = stream.fileno()
        self._told = True  # there is nothing before the first pause

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int | None:  # type: ignore[override]
        """Fill the buffer with what is there; gives the number of bytes, 0 at the end.

        None: nothing has come for `SECONDS` since the last bytes. It is told once a pause.
        """
        if not (self.patient or self._told) and not self._is_ready():
            self._told = True
            return None
        chunk = os.read(self._number, len(buffer))
        self._told = False
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def head(self, size: int) -> bytes:
        """The first bytes: so many, or those before the end or the first pause."""
        head = b""
        while len(head) < size and (chunk := self.read(size - len(head))):
            head += chunk
        self._told = not head  # whoever reads on has to know of the pause too
        return head

    def _is_ready(self) -> bool:
        return bool(select.select([self._number], [], [], SECONDS)[0])


def is_live(stream: BinaryIO) -> bool:
    """Whether a stream is a pipe or a socket whose pauses can be told; a screen is not."""
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, AttributeError, ValueError):  # it is in memory
        return False
    # Windows can wait for sockets only.
    return os.name == "posix" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))
