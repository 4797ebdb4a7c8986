"""Whole commands, from the shell: seconds to the first and the last paragraph, and peak memory.

    python -m venv venv-tool && venv-tool/bin/pip install -c constraints.txt .
    python benchmarks/commands.py --python venv-tool/bin/python --rounds 10

What is measured is the installed package, its modules compiled, as a user has it. The article goes
to a pipe and to a terminal; beside it stand scripts that import ctranslate2 and sentencepiece and
do the same by hand (`peers/bare_script.py`): with one worker, as CTranslate2 comes, and with one
for each core, and `python -c pass` beside `--help`. All take turns,
and the ratios are made within a round. The peak is the resident set that the system reports.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import figures

ARTICLE = figures.ROOT / "examples" / "bali-alibaba.id.txt"
SIGN = b"Denpasar"  # stands in the first paragraph, and so in its translation
BARE = figures.ROOT / "benchmarks" / "peers" / "bare_script.py"
WEIGHTS = "from translator.models.store import EMBEDDED; print(EMBEDDED / 'starter-id-en')"
TOOL, SCREEN, HELP, PASS = (
    "translator FILE",
    "translator FILE, terminal",
    "--help",
    "python -c pass",
)


@dataclass(frozen=True)
class Taken:
    """What one run took."""

    first: float  # seconds from the shell until the first paragraph stands there
    last: float  # until the process has ended
    processor: float  # seconds
    peak: float  # MiB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="of a venv")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(
        "--option", action="append", default=[], help="for the tool: --option=--fast"
    )
    figures.add_arguments(parser)
    options = parser.parse_args()
    commands = made(options.python.absolute(), options.option)
    rounds = []
    for number in range(options.rounds + 1):
        sys.stderr.write(f"round {number} of {options.rounds}\n")
        rounds.append({name: measure(name, commands[name]) for name in commands})
    del rounds[0]  # it compiles the modules and fills the system's cache of files
    ratios = compared(rounds)
    print(report(rounds, ratios))
    figures.finish(options, ratios)


def made(python: Path, extra: Sequence[str]) -> dict[str, list[str]]:
    """Every command, by its name."""
    translator = str(python.with_name("translator"))
    with tempfile.TemporaryDirectory() as elsewhere:  # not the checkout that lies here
        printed = subprocess.run(
            [str(python), "-c", WEIGHTS],
            check=True, capture_output=True, text=True, cwd=elsewhere, env=environment(),
        )  # fmt: skip
    weights = printed.stdout.strip()
    tool = [translator, str(ARTICLE), "--no-memory", "--offline", *extra]
    commands = {TOOL: tool, SCREEN: tool}
    for part in ("first", "all"):
        for workers in ("1", "2"):
            arguments = [weights, str(ARTICLE), part, workers]
            commands[bare(part, workers)] = [str(python), str(BARE), *arguments]
    return commands | {HELP: [translator, "--help"], PASS: [str(python), "-c", "pass"]}


def bare(part: str, workers: str) -> str:
    """The name of a bare script."""
    what = "first paragraph" if part == "first" else "whole article"
    return f"bare script, {what}, {workers} worker" + ("s" if workers != "1" else "")


def environment() -> Mapping[str, str]:
    """This one, without what changes Python: PYTHONPATH, PYTHONDONTWRITEBYTECODE, …"""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def measure(name: str, command: Sequence[str]) -> Taken:
    """Run a command once."""
    if name == SCREEN:
        reading, writing = pty.openpty()
    else:
        reading, writing = os.pipe()
    with tempfile.TemporaryDirectory() as elsewhere:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=writing, stderr=subprocess.DEVNULL, cwd=elsewhere, env=environment()
        )
        os.close(writing)
        first, seen = 0.0, b""
        while chunk := read(reading):
            seen += chunk
            if not first and SIGN in seen:
                first = time.perf_counter() - started
        _, status, usage = os.wait4(process.pid, 0)
        last = time.perf_counter() - started
        os.close(reading)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name}: exit status {process.returncode}")
    return Taken(first, last, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def read(descriptor: int) -> bytes:
    """What has come; nothing at the end."""
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how a terminal ends
        return b""


def compared(rounds: Sequence[Mapping[str, Taken]]) -> dict[str, list[float]]:
    """The ratios that matter, to the script that anybody writes and to the fastest one."""
    ratios = {}
    for workers in ("1", "2"):
        first, whole = bare("first", workers), bare("all", workers)
        ratios |= {
            f"first paragraph in a pipe ÷ {first}": [
                r[TOOL].first / r[first].first for r in rounds
            ],
            f"first paragraph on a terminal ÷ {first}": [
                r[SCREEN].first / r[first].first for r in rounds
            ],
            f"whole article in a pipe ÷ {whole}": [r[TOOL].last / r[whole].last for r in rounds],
            f"whole article on a terminal ÷ {whole}": [
                r[SCREEN].last / r[whole].last for r in rounds
            ],
            f"peak memory ÷ {first}": [r[TOOL].peak / r[first].peak for r in rounds],
            f"peak memory ÷ {whole}": [r[TOOL].peak / r[whole].peak for r in rounds],
        }
    return ratios | {
        f"{HELP} ÷ {PASS}": [r[HELP].last / r[PASS].last for r in rounds],
        f"{HELP} ÷ {PASS}, processor": [r[HELP].processor / r[PASS].processor for r in rounds],
    }


def report(rounds: Sequence[Mapping[str, Taken]], ratios: figures.Series) -> str:
    """Two tables in Markdown."""
    lines = [
        f"{len(rounds)} rounds; {figures.machine('ctranslate2', 'sentencepiece')}; "
        f"{figures.commit()}",
        "",
        "| ratio | median (min–max) |",
        "|---|---|",
        *(f"| {name} | {figures.spread(values)} |" for name, values in ratios.items()),
        "",
        "| command | first paragraph, s | end, s | processor, s | peak MiB |",
        "|---|--:|--:|--:|--:|",
    ]
    for name in rounds[0]:
        first, last, processor, peak = (
            statistics.median(getattr(each[name], field) for each in rounds)
            for field in ("first", "last", "processor", "peak")
        )
        shown = f"{first:.3f}" if first else "–"
        lines.append(f"| {name} | {shown} | {last:.3f} | {processor:.3f} | {peak:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
