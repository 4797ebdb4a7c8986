"""Where the time goes: each phase's share, by timers around its functions.

    python benchmarks/phases.py --data ../shared/data --lines 200 --rounds 3

The embedded model is loaded already; what starting costs shows `commands.py`. A phase's time is its
own: what it calls of other phases is theirs. Two clocks are read. The processor's: the model's
threads are CTranslate2's own, so theirs is what the process used and Python's threads did not. The
wall's, on the main thread: while it works the model may wait, and the rest is waiting for the
model. A fresh memory is filled, and the text is written as a page (both languages, flags).
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import figures

CLOCKS = ("processor", "wall")
ARTICLE = figures.ROOT / "examples" / "bali-alibaba.id.txt"
MODEL, REST = "the model", "the rest of the pipeline"
FIRST, AGAIN = "waiting for the model", "waiting for second tries"
CALLING = "calling the model"
# Phases, and the functions they are made of: module, then attribute or class and attribute.
PHASES = {
    "reading": ("translator.readers:read",),
    "language": ("job:settle",),
    "splitting into sentences": ("translator.text.sentences:split",),
    "preparing sentences": ("translator.pipeline:Pipeline._cut",),
    "tokenising": (
        "translator.engines.marian:MarianTokenizer.pieces",
        "translator.engines.marian:MarianTokenizer.text",
    ),
    CALLING: ("translator.engines.base:MarianEngine.alternatives",),
    "second tries": ("translator.checks.repair:Repairer.repair",),
    "checks": ("job:check",),
    "memory": (
        "translator.memory.file:MemoryFile.get_many",
        "translator.memory.file:MemoryFile.put_many",
    ),
    "writing": (
        "translator.writers.html:HtmlWriter.begin",
        "translator.writers.html:HtmlWriter.block",
        "translator.writers.html:HtmlWriter.end",
    ),
    "summary": ("translator.article:sum_up",),
    REST: ("job:write_article",),
}
# Generators: what they do happens when they are asked for the next.
WAITS = {FIRST: "translator.engines.answers:each", AGAIN: "translator.checks.repair:each"}


@dataclass(frozen=True)
class Spent:
    """What a phase took, without what it called of other phases."""

    calls: int = 0
    processor: float = 0.0  # seconds
    wall: float = 0.0  # seconds, on the main thread only

    def plus(self, processor: float, wall: float) -> Spent:
        return Spent(self.calls + 1, self.processor + processor, self.wall + wall)


class Clock:
    """Adds up what is spent, by phase."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = defaultdict(Spent)
        self._lock = threading.Lock()
        self._own = threading.local()

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time what is done within; phases within are taken off."""
        stack = self._own.__dict__.setdefault("stack", [])
        stack.append([0.0, 0.0])
        processor, wall = time.thread_time(), time.perf_counter()
        try:
            yield
        finally:
            processor, wall = time.thread_time() - processor, time.perf_counter() - wall
            inner = stack.pop()
            if stack:
                stack[-1] = [stack[-1][0] + processor, stack[-1][1] + wall]
            on_main = threading.current_thread() is threading.main_thread()
            with self._lock:
                self.spent[name] = self.spent[name].plus(
                    processor - inner[0], wall - inner[1] if on_main else 0.0
                )

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            with self.phase(name):
                return function(*given, **named)

        return timed

    def along(self, name: str, items: Iterable[Any]) -> Iterator[Any]:
        """The same items; each step to the next one is timed."""
        rest = iter(items)
        while True:
            with self.phase(name):
                item = next(rest, None)
            if item is None:
                return
            yield item

    def watch(self) -> None:
        """Put the timers in."""
        for name, places in PHASES.items():
            for place in places:
                replaced(place, functools.partial(self.around, name))
        for name, place in WAITS.items():
            replaced(place, functools.partial(self._each, name))
        replaced("translator.readers:read", self._document)

    def _each(self, name: str, each: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: self.along(name, each(*given))

    def _document(self, read: Callable[..., Any]) -> Callable[..., Any]:
        """Blocks are read while they are translated."""

        def watched(*given: Any, **named: Any) -> Any:
            document = read(*given, **named)
            return replace(document, blocks=self.along("reading", document.blocks))

        return watched


def replaced(place: str, change: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put a changed function in the place of one: "module:name" or "module:Class.name"."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, sys.modules[module])
    setattr(owner, name, change(getattr(owner, name)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--lines", type=int, default=200, help="of FLORES dev")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    figures.add_arguments(parser)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    ratios: dict[str, list[float]] = {}
    print(f"{options.rounds} rounds; {figures.machine('ctranslate2')}; {figures.commit()}")
    with tempfile.TemporaryDirectory() as scratch:
        lines = (options.data / "flores-dev" / "id-en.id").read_text("utf-8").splitlines()
        flores = Path(scratch, "flores.txt")
        flores.write_text("\n".join(lines[: options.lines]) + "\n", "utf-8")
        for name, text in (
            (f"{options.lines} lines of flores-dev", flores),
            (ARTICLE.name, ARTICLE),
        ):
            runs = [measure(text) for _ in range(options.rounds)]
            print(f"\n{name}:\n\n{report(name, runs, ratios)}", end="")
    figures.finish(options, ratios)


def measure(text: Path) -> dict[str, Spent]:
    """One run in a process of its own."""
    command = [sys.executable, __file__, "--child", str(text)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    found = json.loads(printed.splitlines()[-1])
    return {name: Spent(**values) for name, values in found.items()}


def child(text: Path) -> None:
    """Translate a text and print what each phase took, and the whole."""
    import job as jobs

    from translator.memory.file import MemoryFile
    from translator.writers import html  # noqa: F401 - loaded, to put timers in

    job = jobs.Job()
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch, "out.html")
        job.run(ARTICLE, target, form="html", summary=True)  # loads all there is to load
        clock = Clock()
        clock.watch()
        memory = MemoryFile(Path(scratch, "memory.sqlite3"))
        wall, processor = time.perf_counter(), time.process_time()
        job.run(text, target, form="html", memory=memory, summary=True)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        memory.close()
    spent = dict(clock.spent)
    known = sum(each.processor for each in spent.values())
    spent[MODEL] = Spent(spent[CALLING].calls, processor - known)
    spent["all"] = Spent(1, processor, wall)
    print(json.dumps({name: vars(each) for name, each in spent.items()}))


def report(name: str, runs: list[dict[str, Spent]], ratios: dict[str, list[float]]) -> str:
    """The table of one text: medians; fills `ratios`."""
    lines = [
        "| phase | calls | processor, ms | share | wall, ms | share |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for phase in [*PHASES, MODEL, FIRST, AGAIN, "all"]:
        found = [run.get(phase, Spent()) for run in runs]
        cells = [
            f"{statistics.median(getattr(one, clock) for one in found) * 1000:,.1f} | "
            f"{statistics.median(share(run, clock, phase) for run in runs):.1%}"
            for clock in CLOCKS
        ]
        lines.append(f"| {phase} | {found[0].calls:,} | {' | '.join(cells)} |")
    lines.append("")
    for clock in CLOCKS:
        own = [share(run, clock, *(phase for phase in PHASES if phase != CALLING)) for run in runs]
        ratios[f"{name}: all but the model, of the {clock}'s time"] = own
        lines.append(f"All but the model, of the {clock}'s time: {percent(own)}.  ")
    cores = [run["all"].processor / run["all"].wall for run in runs]
    return "\n".join([*lines, f"Cores in use: {figures.spread(cores)}.", ""])


def share(run: dict[str, Spent], clock: str, *phases: str) -> float:
    """Of the whole time by one clock."""
    return sum(getattr(run.get(phase, Spent()), clock) for phase in phases) / getattr(
        run["all"], clock
    )


def percent(values: list[float]) -> str:
    """Median, and least and greatest in brackets."""
    return f"{statistics.median(values):.1%} ({min(values):.1%}–{max(values):.1%})"


if __name__ == "__main__":
    main()
