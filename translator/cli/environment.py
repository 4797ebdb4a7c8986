"""The outside world as one object: streams, screen, variables. Commands get it, tests make it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, TextIO

if TYPE_CHECKING:
    from rich.console import Console

COLORS = ("auto", "always", "never")
PLAIN_WIDTH = 100  # columns, where there is no screen to ask
NARROWEST = 20  # columns; less cannot hold two words


@dataclass
class Environment:
    """What a command may touch outside of its arguments and files.

    Both text streams leave line ends as they are.
    """

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str] = field(default_factory=dict)
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    columns: int = 0  # of the screen; 0: not known
    stdout_is_closed: bool = False  # by the caller: what is written there is lost
    quiet: bool = False  # errors and warnings only
    verbose: bool = False

    @classmethod
    def of_process(cls) -> Environment:
        """The world of this process. Its streams are set to UTF-8 where they are no screen."""
        stdout_is_closed = sys.stdout is None
        for name in ("stdin", "stdout", "stderr"):
            if getattr(sys, name) is None:  # the caller closed it
                setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115
        for stream, is_result in ((sys.stdout, True), (sys.stderr, False)):
            # A pipe or file gets UTF-8 whatever the locale, as the reader takes it.
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(  # type: ignore[union-attr]
                encoding=encoding,
                errors="replace" if is_result else "backslashreplace",
                newline="" if is_result else None,
            )
        return cls(
            stdin=sys.stdin.buffer,
            stdout=sys.stdout,
            stderr=sys.stderr,
            variables=os.environ,
            stdin_is_terminal=sys.stdin.isatty(),
            stdout_is_terminal=sys.stdout.isatty(),
            stderr_is_terminal=sys.stderr.isatty(),
            columns=_columns(),
            stdout_is_closed=stdout_is_closed,
        )

    @property
    def width(self) -> int:
        """Columns to fill on standard output."""
        return max(self.columns or PLAIN_WIDTH, NARROWEST)

    def use_color(self, choice: str = "auto", *, is_terminal: bool | None = None) -> bool:
        """Whether to write colours.

        Args:
            choice: one of `COLORS`; "auto" looks at NO_COLOR, FORCE_COLOR and TERM, in this
                order, then at the stream.
            is_terminal: of the stream in question; None: standard output.
        """
        if choice != "auto":
            return choice == "always"
        if self.variables.get("NO_COLOR"):  # https://no-color.org
            return False
        if self.variables.get("FORCE_COLOR"):  # https://force-color.org
            return True
        if self.variables.get("TERM") == "dumb":
            return False
        return self.stdout_is_terminal if is_terminal is None else is_terminal

    @cached_property
    def console(self) -> Console:
        """Standard output, for tables."""
        return self._console(self.stdout, self.stdout_is_terminal)

    @cached_property
    def error_console(self) -> Console:
        """Standard error, for progress."""
        return self._console(self.stderr, self.stderr_is_terminal)

    def _console(self, stream: TextIO, is_terminal: bool) -> Console:
        from translator.writers.terminal_console import PlainConsole

        color = self.use_color(is_terminal=is_terminal)
        return PlainConsole(stream, self.width, color=color, is_terminal=is_terminal)

    def note(self, text: str) -> None:
        """One line for the user's information."""
        if not self.quiet:
            self._say("note", text, "36")

    def detail(self, text: str) -> None:
        """One line that only `-v` shows."""
        if self.verbose and not self.quiet:
            self._say("", text, "")

    def warn(self, text: str) -> None:
        """One line on something that is likely wrong; `-q` does not silence it."""
        self._say("warning", text, "33")

    def error(self, text: str, hint: str = "") -> None:
        """Why a command failed, and the cure."""
        self._say("error", text, "31")
        if hint:
            self.stderr.write(f"{self._weight('hint:', '36')} {hint}\n")

    def _say(self, label: str, text: str, code: str) -> None:
        from translator.text.controls import visible  # names of files may hold anything

        text = f"translator: {label}: {visible(text)}" if label else f"translator: {text}"
        if self.stderr_is_terminal and self.columns:
            import textwrap  # compiles expressions, and is rarely needed

            text = textwrap.fill(
                text, self.width - 1, subsequent_indent="  ", break_long_words=False
            )
        if label:
            text = text.replace(f"{label}:", self._weight(f"{label}:", code), 1)
        self.stderr.write(f"{text}\n")
        self.stderr.flush()

    def _weight(self, text: str, code: str) -> str:
        if not self.use_color(is_terminal=self.stderr_is_terminal):
            return text
        return f"\x1b[1;{code}m{text}\x1b[0m"


def _columns() -> int:
    """Width of the screen on standard output or error; COLUMNS overrides it; 0: no screen."""
    if (given := os.environ.get("COLUMNS", "")).isdigit() and int(given) > 0:
        return int(given)
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            try:
                return os.get_terminal_size(stream.fileno()).columns
            except (OSError, ValueError):
                continue
    return 0
