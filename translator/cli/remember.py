"""From the options of a command to a memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.environment import Environment

if TYPE_CHECKING:
    from translator.protocols import Memory


@dataclass(frozen=True)
class MemoryOptions:
    """Whether former translations are used, and where they are."""

    wanted: bool = True
    path: Path | None = None  # None: in the user's cache folder


def default_path() -> Path:
    """The memory that is used unless another one is named."""
    from translator.models.files import default_cache

    return default_cache() / "memory.sqlite3"


@contextmanager
def open_memory(
    options: MemoryOptions, environment: Environment, *, echo: bool = False
) -> Iterator[Memory | None]:
    """The memory while a job runs; None: none is wanted.

    The default one is a convenience: where it cannot be used, that is told and the job goes on.
    One that was named has to work: its methods raise MemoryFileError. What an `echo` gives back
    is kept only where a file is named.
    """
    if not options.wanted or (echo and options.path is None):
        yield None
        return
    from translator.memory.file import MemoryFile
    from translator.memory.optional import OptionalMemory

    memory = MemoryFile(options.path or default_path(), environment.warn)
    try:
        yield memory if options.path else OptionalMemory(memory, environment.warn)
    finally:
        memory.close()
