"""Progress on the screen, and none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.cli.environment import Environment
from translator.protocols import Progress

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar


class SilentProgress:
    """Shows nothing."""

    def start(self, description: str, total: int | None, unit: str = "") -> None:
        """Nothing."""

    def advance(self, steps: int) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


class RichProgress:
    """A bar in the last line of a console; what is printed there scrolls above it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: Bar | None = None

    def start(self, description: str, total: int | None, unit: str = "") -> None:
        """Show a bar, or a moving one where the total is not known."""
        self.stop()
        self._shown = _bar(self._console, unit, total is not None)
        self._shown.add_task(description, total=total)
        self._shown.start()

    def advance(self, steps: int) -> None:
        """Fill it."""
        if self._shown is not None:
            for task in self._shown.task_ids:
                self._shown.advance(task, steps)

    def stop(self) -> None:
        """Take it away and give the cursor back."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None


def _bar(console: Console, unit: str, bounded: bool) -> Bar:
    from rich import progress

    columns: list[progress.ProgressColumn] = [
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
    ]
    if unit == "bytes":
        columns += [
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
        ]
    elif bounded:
        columns += [progress.TaskProgressColumn(), progress.TimeRemainingColumn()]
    else:
        columns.append(progress.TimeElapsedColumn())
    return progress.Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    )


def open_progress(environment: Environment, console: Console | None = None) -> Progress:
    """Progress on standard error, if that is a screen and the user has not asked for quiet.

    Args:
        environment: the streams.
        console: on the same screen, which already shows results; None: there is none.
    """
    if environment.quiet or not environment.stderr_is_terminal:
        return SilentProgress()
    return RichProgress(console or environment.error_console)
