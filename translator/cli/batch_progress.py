"""Progress of a job of many files: one row for all of them, one for the file at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from translator.cli.environment import Environment
from translator.jobs.inputs import Item, size_of, total_size
from translator.jobs.manifest import Entry
from translator.result import TranslatedBlock

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class BatchProgress:
    """Shows it on standard error, if that is a screen and the user has not asked for quiet.

    Args:
        environment: the streams.
        items: all files of the job.
    """

    def __init__(self, environment: Environment, items: Sequence[Item]) -> None:
        self._items = {item.name: item for item in items}
        self._finished = 0
        self._current = ""
        self._shown: Progress | None = None
        if environment.stderr_is_terminal and not environment.quiet:
            self._shown = _columns(environment)
            self._all: TaskID = self._shown.add_task(self._title, total=total_size(items))
            self._file: TaskID = self._shown.add_task("", total=None, visible=False)
            self._shown.start()

    @property
    def _title(self) -> str:
        return f"{self._finished:,} of {len(self._items):,} files"

    def block(self, item: Item, block: TranslatedBlock) -> None:
        """A block of a file was written."""
        if self._shown is None:
            return
        if item.name != self._current:
            self._current = item.name
            size = size_of(item)
            self._shown.reset(self._file, total=size, description=item.name, visible=True)
        text = f"{block.source.before}{block.source.text}"
        self._shown.advance(self._file, len(text.encode("utf-8", "replace")))

    def file(self, entry: Entry) -> None:
        """A file is finished."""
        self._finished += 1
        if self._shown is not None:
            size = size_of(self._items[entry.name])
            self._shown.update(self._all, advance=size, description=self._title)

    def stop(self) -> None:
        """Leave the screen as it was."""
        if self._shown is not None:
            self._shown.stop()


def _columns(environment: Environment) -> Progress:
    from rich import progress

    return progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TimeRemainingColumn(),
        console=environment.error_console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
