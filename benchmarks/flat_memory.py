"""Peak memory of the command on a small and a large text, and time by size.

    python benchmarks/flat_memory.py --data ../shared/data --sizes 1 50
    python benchmarks/flat_memory.py --data ../shared/data --sizes 0.1 0.5 --model starter-id-en

The text is FLORES dev, over and over, each sentence with a number of its own, so that none is
known. Sizes are in MB (10**6 bytes); the peak is the process's resident set (getrusage).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from figures import machine


def main() -> None:
    options = parse()
    lines = (options.data / "flores-dev" / "id-en.id").read_text("utf-8").splitlines()
    print(f"{machine()}\n")
    print("| MB | peak MiB | seconds | sentences/s |\n|--:|--:|--:|--:|")
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            path = Path(folder, "text.txt")
            sentences = write(path, lines, int(size * 1e6))
            peak, seconds = run(path, options.model)
            peaks.append(peak)
            print(f"| {size:g} | {peak:.0f} | {seconds:.1f} | {sentences / seconds:,.0f} |")
    print(f"\nlargest over smallest: {peaks[-1] / peaks[0] - 1:+.1%}")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 50])
    parser.add_argument("--model", default="", help="default: the echo engine")
    return parser.parse_args()


def write(path: Path, lines: list[str], size: int) -> int:
    """A text of at least `size` bytes; gives its number of sentences."""
    written = number = 0
    with path.open("wb") as file:
        for number, line in enumerate(cycle(lines), 1):
            written += file.write(f"{line[:-1]} {number}.\n".encode())
            if written >= size:
                break
    return number


def run(path: Path, model: str) -> tuple[float, float]:
    """Peak in MiB and seconds of one run in a process of its own."""
    engine = ["--model", model, "--offline"] if model else ["--engine", "echo"]
    command = [sys.executable, "-m", "translator", str(path), "-o", os.devnull, "--from", "id"]
    started = time.monotonic()
    process = subprocess.Popen([*command, "--format", "text", "--no-memory", *engine])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit status {process.returncode}")
    return usage.ru_maxrss / 1024, time.monotonic() - started


if __name__ == "__main__":
    main()
