"""Where a command's result goes: a file that appears whole, or standard output."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

from translator.cli.environment import Environment
from translator.errors import OutputError, UsageError


def open_output(
    environment: Environment, path: Path | None, *, binary: bool = False
) -> AbstractContextManager[IO[Any]]:
    """A stream for the result, as a context; standard output stays open.

    Args:
        environment: has standard output.
        path: of a file, which appears when the context ends well; None: standard output.
        binary: whether the stream takes bytes.

    Raises UsageError for bytes on a screen, OutputError for a file that cannot be written, and for
    a standard output that the caller closed.
    """
    if path is not None:
        from translator.writers.output import whole_file

        return whole_file(path, binary=binary)
    if environment.stdout_is_closed:
        raise OutputError("standard output is closed", "open it, or name a file with -o")
    if not binary:
        return nullcontext(environment.stdout)
    if environment.stdout_is_terminal:
        raise UsageError("this format is not for a screen", "name a file with -o")
    return nullcontext(environment.stdout.buffer)
