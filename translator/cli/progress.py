"""Progress on the screen, and none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.cli.environment import Environment
from translator.protocols import Progress

if TYPE_CHECKING:
    from rich.console import Console


class SilentProgress:
    """Shows nothing."""

    def start(self, description: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, steps: int) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


class RichProgress:
    """A bar in the last line of a console; what is printed there scrolls above it."""

    def __init__(self, console: Console) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def start(self, description: str, total: int | None) -> None:
        """Show a bar, or a moving one where the total is not known."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._progress.add_task(description, total=total)
        self._progress.start()

    def advance(self, steps: int) -> None:
        """Fill it."""
        for task in self._progress.task_ids:
            self._progress.advance(task, steps)

    def stop(self) -> None:
        """Take it away and give the cursor back."""
        self._progress.stop()


def open_progress(environment: Environment, console: Console | None = None) -> Progress:
    """Progress on standard error, if that is a screen and the user has not asked for quiet.

    Args:
        environment: the streams.
        console: on the same screen, which already shows results; None: there is none.
    """
    if environment.quiet or not environment.stderr_is_terminal:
        return SilentProgress()
    return RichProgress(console or environment.error_console)
