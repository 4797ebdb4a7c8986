"""The command as a function that tests call."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.cli.environment import Environment
from translator.cli.main import run
from translator.errors import ExitStatus


@dataclass(frozen=True)
class Result:
    """What a run of the command left behind."""

    status: ExitStatus
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


Translator = Callable[..., Result]
Golden = Callable[[str, str], None]


def translator(
    *arguments: str | Path,
    stdin: str | bytes = b"",
    terminal: bool = False,
    columns: int = 100,
    variables: Mapping[str, str] | None = None,
) -> Result:
    """Run ``translator ARGUMENTS``; a known error gives a status, an unknown one is raised.

    Args:
        arguments: as on a command line.
        stdin: what stands on standard input.
        terminal: whether standard output is a screen, and standard input if it is empty.
        columns: width of the screen.
        variables: the environment's; none by default.
    """
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", errors="replace")
    stderr = io.StringIO()
    environment = Environment(
        stdin=io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin),
        stdout=stdout,
        stderr=stderr,
        variables=variables or {},
        stdin_is_terminal=terminal and not stdin,
        stdout_is_terminal=terminal,
        columns=columns if terminal else 0,
    )
    status = run([str(argument) for argument in arguments], environment)
    stdout.flush()
    written = stdout.buffer.getvalue()  # type: ignore[attr-defined]
    return Result(status, written.decode("utf-8"), stderr.getvalue())
