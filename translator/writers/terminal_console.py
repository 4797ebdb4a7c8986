"""Rich's console, set so that it shows a text as it is and leaves errors alone."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.theme import Theme

STYLES = Theme(
    {
        "head": "not dim bold cyan",
        "rule": "dim",
        "number": "dim",
        "heading": "bold",
        "verbatim": "dim",
        "score": "dim",
        "code": "cyan",
        "notice": "yellow",
        "severe": "red",
        "closing": "dim",
    }
)


class PlainConsole(Console):
    """A console without markup, emoji names or highlighting.

    Args:
        stream: what it writes to.
        width: columns.
        color: whether escape sequences may be written.
        is_terminal: whether the stream is a screen, so that a bar may move on it.
    """

    def __init__(self, stream: TextIO, width: int, *, color: bool, is_terminal: bool) -> None:
        super().__init__(
            file=stream,
            width=width,
            color_system="standard" if color else None,
            no_color=not color,
            force_terminal=is_terminal,
            legacy_windows=False,
            emoji=False,
            markup=False,
            highlight=False,
            theme=STYLES,
        )

    def on_broken_pipe(self) -> None:
        """Let the error through: what a closed pipe means is for the command to say."""
        raise  # rich calls this while it handles the BrokenPipeError
