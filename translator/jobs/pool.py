"""Groups of files in several processes. A process that dies is replaced, its files are redone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from translator.errors import EngineError, TranslatorError
from translator.jobs.inputs import Item
from translator.jobs.manifest import Entry

Group = Sequence[Item]
Work = Callable[[Group], Iterator[Entry]]
_TRIES = 2  # of a group whose process died


@dataclass
class _Task:
    group: list[Item]
    tries: int = 0


class Pool:
    """Processes that each make their own `Work`.

    Args:
        make: gives the function that translates a group; it is called once in each process and
            must be picklable.
        size: number of processes.
    """

    def __init__(self, make: Callable[[], Work], size: int) -> None:
        self._make = make
        self._size = size
        self._workers: list[_Worker] = []

    def run(self, groups: Iterable[Group]) -> Iterator[Entry]:
        """Translate groups; entries come as files are finished, in no order.

        Raises what `Work` raises, and EngineError if processes keep dying.
        """
        rest = map(_Task, map(list, groups))
        again: list[_Task] = []
        try:
            while True:
                while len(self._busy()) < self._size:
                    task = again.pop() if again else next(rest, None)
                    if task is None:
                        break
                    self._idle().begin(task)
                if not (busy := self._busy()):
                    return
                for worker in _ready(busy):
                    yield from worker.receive()
                    if worker.task is not None and not worker.process.is_alive():
                        again.append(self._bury(worker))
        finally:
            for worker in self._workers:
                worker.stop()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _idle(self) -> _Worker:
        for worker in self._workers:
            if worker.task is None:
                return worker
        self._workers.append(_Worker(self._make))
        return self._workers[-1]

    def _bury(self, worker: _Worker) -> _Task:
        self._workers.remove(worker)
        task = worker.task
        assert task is not None
        task.tries += 1
        if task.tries >= _TRIES:
            raise EngineError(
                f"a process died {_TRIES} times (exit code {worker.process.exitcode}) "
                f"on the files from {task.group[0].path} on",
                "is there enough memory? fewer --jobs need less",
            )
        return task


class _Worker:
    """One process, and the pipe to it."""

    def __init__(self, make: Callable[[], Work]) -> None:
        # A process that is started afresh shares no locks or threads of an engine.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Task | None = None

    @property
    def signals(self) -> tuple[Connection, int]:
        """What becomes ready when there is something to receive, or the process ends."""
        return self._pipe, self.process.sentinel

    def begin(self, task: _Task) -> None:
        """Give it a group."""
        self.task = task
        with suppress(OSError):  # it died while idle: that is found out by its sentinel
            self._pipe.send(task.group)

    def receive(self) -> Iterator[Entry]:
        """The entries that are there; raises what the work raised."""
        while self.task is not None and self._pipe.poll():
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                self.process.join()
                return
            if isinstance(message, Entry):
                self.task.group = [i for i in self.task.group if i.name != message.name]
                yield message
            elif message is None:
                self.task = None
            else:
                raise message

    def stop(self) -> None:
        """End the process, whatever it is doing: outputs are whole or not there."""
        self.process.terminate()
        self.process.join()
        self._pipe.close()


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    ready = wait([signal for worker in workers for signal in worker.signals])
    return [worker for worker in workers if not set(worker.signals).isdisjoint(ready)]


def _serve(pipe: Connection, make: Callable[[], Work]) -> None:
    """What a process does: groups in, entries out, then None; an error ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = make()
        while True:
            for entry in work(pipe.recv()):
                pipe.send(entry)
            pipe.send(None)
    except EOFError:
        return  # there are no more groups
    except TranslatorError as error:
        pipe.send(error)


def _end_with_parent() -> None:
    """A killed parent leaves no process behind that would go on by itself."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
