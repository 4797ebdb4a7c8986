"""What the measurements of speed share: the machine, ratios with their spread, two commits.

A ratio of two times that were taken in turns is what two commits, or two machines, can be
compared by. `--json FILE` keeps every ratio of a run; `--compare FILE` shows what has changed
since that file was written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
Series = Mapping[str, Sequence[float]]  # name of a ratio to its value in each round


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that every measurement has."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the ratios here")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="an earlier --json")


def finish(options: argparse.Namespace, ratios: Series, **facts: Any) -> None:
    """Keep the ratios, and compare them, as the options say."""
    if options.json:
        known = {"machine": machine(), "commit": commit(), "command": shlex.join(sys.argv)}
        options.json.write_text(json.dumps(known | facts | {"ratios": ratios}, indent=1) + "\n")
    if options.compare:
        old = json.loads(options.compare.read_text("utf-8"))
        print(f"\nThen: {old['commit']}; now: {commit()}.\n")
        print(comparison(old["ratios"], ratios), end="")


def comparison(old: Series, new: Series) -> str:
    """A table of what both runs have, with the change of the medians."""
    lines = ["| ratio | then | now | change |", "|---|--:|--:|--:|"]
    for name in (name for name in new if name in old):
        change = statistics.median(new[name]) / statistics.median(old[name]) - 1
        lines.append(f"| {name} | {spread(old[name])} | {spread(new[name])} | {change:+.1%} |")
    return "\n".join(lines) + "\n"


def spread(values: Sequence[float]) -> str:
    """Median, and least and greatest in brackets."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def machine(*packages: str) -> str:
    """What the figures were made on."""
    names = packages or ("ctranslate2", "transformers", "torch")
    versions = ", ".join(filter(None, map(_version, names)))
    cores = f"{os.cpu_count()} cores {platform.machine()}{_processor()}"
    return f"{cores}, Python {platform.python_version()}, {versions}"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({names[0]})" if names else ""


def commit() -> str:
    """The checkout's commit, with a plus if files were changed since."""
    command = ["git", "describe", "--always", "--dirty=+"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
