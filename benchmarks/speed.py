"""This tool and its peers on the same weights, text and threads: ratios with their spread.

    python benchmarks/speed.py --data ../shared/data --rounds 5 \
        --python transformers_paragraph=venv/bin/python --python argos=venv-argos/bin/python

The peers take turns, round by round, so that a machine whose speed drifts is fair to all; the
ratios are made within a round. A peer runs in the environment that `--python` names for it, as
its own users install it; by default in this one. `--json FILE` keeps every figure, and
`--compare FILE` shows what has changed since.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
THIS = "this_tool"
PEERS = ("bare_ctranslate2", "argos", "transformers_batches", "transformers_paragraph")
Figures = dict[str, float]


def main() -> None:
    options = parse()
    pythons = dict(item.split("=", 1) for item in options.python)
    names = [THIS, *(options.peer or PEERS)]
    source = options.data / "flores-dev" / "id-en.id"
    lines = source.read_text(encoding="utf-8").splitlines()[: options.lines]
    rounds: list[dict[str, Figures]] = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.txt")
        text.write_text("\n".join(lines), encoding="utf-8")
        for number in range(options.rounds):
            sys.stderr.write(f"round {number + 1} of {options.rounds}\n")
            rounds.append({name: run(name, text, pythons, options) for name in names})
    sys.stdout.write(report(names, rounds, options))
    if options.json:
        facts = {"machine": machine(), "options": str(options), "rounds": rounds}
        options.json.write_text(json.dumps(facts, indent=1))
    if options.compare:
        sys.stdout.write(compare(rounds, json.loads(options.compare.read_text())["rounds"]))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", default=str(HERE.parent / "translator/weights/starter-id-en"))
    parser.add_argument("--lines", type=int, default=100, help="paragraphs of FLORES dev")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--peer", action="append", choices=PEERS)
    parser.add_argument("--python", action="append", default=[], metavar="PEER=PATH")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--compare", type=Path)
    return parser.parse_args()


def run(name: str, text: Path, pythons: dict[str, str], options: argparse.Namespace) -> Figures:
    """One peer, once, in a process of its own."""
    command = [
        *(pythons.get(name, sys.executable), str(HERE / "peers" / f"{name}.py")),
        *("--model", options.model, "--text", str(text)),
        *("--threads", str(options.threads), "--beam-size", str(options.beam_size)),
    ]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    figures: Figures = json.loads(done.stdout)
    return figures


def report(names: list[str], rounds: list[dict[str, Figures]], options: argparse.Namespace) -> str:
    """A table: time of each peer over this tool's, within a round."""
    lines = [
        f"{options.lines} paragraphs of flores-dev id-en, {options.rounds} rounds, "
        f"{options.threads} threads, beam {options.beam_size}; {machine()}",
        "",
        "| system | its time ÷ this tool's: median (min–max) | seconds | load s | peak MiB |",
        "|---|---|--:|--:|--:|",
    ]
    for name in names:
        ratios = [turn[name]["translate_s"] / turn[THIS]["translate_s"] for turn in rounds]
        median = {key: middle(rounds, name, key) for key in ("translate_s", "load_s", "peak_mib")}
        lines.append(
            f"| {name} | {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) "
            f"| {median['translate_s']:.2f} | {median['load_s']:.2f} | {median['peak_mib']:.0f} |"
        )
    return "\n".join(lines) + "\n"


def compare(new: list[dict[str, Figures]], old: list[dict[str, Figures]]) -> str:
    """This tool against the limit, now and then: a ratio that two machines can share."""
    limit = PEERS[0]
    shares = [
        statistics.median(turn[limit]["translate_s"] / turn[THIS]["translate_s"] for turn in runs)
        for runs in (new, old)
    ]
    return f"share of bare CTranslate2's speed: {shares[0]:.3f} now, {shares[1]:.3f} then\n"


def middle(rounds: list[dict[str, Figures]], name: str, key: str) -> float:
    return statistics.median(turn[name][key] for turn in rounds)


def machine() -> str:
    """What the figures were made on."""
    packages: dict[str, Any] = {
        name: version(name) for name in ("ctranslate2", "transformers", "torch")
    }
    versions = ", ".join(f"{name} {number}" for name, number in packages.items())
    cores = f"{os.cpu_count()} cores {platform.machine()}"
    return f"{cores}, Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main()
