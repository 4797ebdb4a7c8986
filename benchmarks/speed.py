"""This tool and its peers on the same weights, text and threads: ratios with their spread.

    python benchmarks/speed.py --data ../shared/data --rounds 5 \
        --python argos=venv-argos/bin/python --python easynmt=venv-easynmt/bin/python

    python benchmarks/speed.py --data ../shared/data --rounds 3 --random-opus --lines 24

The peers take turns, round by round, so that a machine whose speed drifts is fair to all; the
ratios are made within a round. Both sides of a ratio translate the same paragraphs: a peer that
is slow gets the first few only (`--peer-lines`), and this tool is timed on those too. Every peer
runs in a process of its own, in the environment that `--python` names for it, as its own users
install it; by default in this one:

    python -m venv venv-argos
    venv-argos/bin/pip install -c constraints.txt argostranslate
    python -m venv venv-easynmt
    venv-easynmt/bin/pip install -c constraints.txt EasyNMT

`--random-opus` takes random weights of the full opus-mt shape, made from a seed. What they say is
no language, so no sentence is tried a second time. `--json FILE` keeps the ratios, and `--compare
FILE` shows what has changed since.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import figures
from speed_peers import ONCE, PEERS, THIS, Round, Run, Text, Times

HERE = Path(__file__).parent


def main() -> None:
    options = parse()
    names = list(dict.fromkeys([THIS, *(options.peer or default_peers(options))]))
    texts = list(read(options))
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["TRANSLATOR_CACHE"] = str(folder / "cache")
        model = prepare(options, folder)
        for number in range(options.rounds):
            sys.stderr.write(f"round {number + 1} of {options.rounds}\n")
            rounds.append(turn(names, texts, model, options, folder))
        ratios: dict[str, list[float]] = {}
        for text in texts:
            sys.stdout.write(report(text, names, rounds, ratios, model, options))
    figures.finish(options, ratios)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--model", type=Path, default=figures.ROOT / "translator/weights/starter-id-en"
    )
    parser.add_argument("--random-opus", action="store_true", help="random weights, full size")
    parser.add_argument("--text", choices=("flores", "articles"), action="append")
    parser.add_argument("--lines", type=int, default=200, help="paragraphs of FLORES dev")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--peer", action="append", choices=PEERS)
    parser.add_argument("--peer-lines", action="append", default=[], metavar="PEER=N")
    parser.add_argument("--python", action="append", default=[], metavar="PEER=PATH")
    figures.add_arguments(parser)
    return parser.parse_args()


def default_peers(options: argparse.Namespace) -> list[str]:
    """All, without those that have an environment of their own which is not named."""
    named = [item.partition("=")[0] for item in options.python]
    left_out = {"argos", "easynmt"}.difference(named)
    if options.random_opus:  # there is no shortlist, and nothing is tried again
        left_out |= {"this_tool_once", "this_tool_once_all_words"}
        left_out |= {name for name in PEERS if name.endswith("_shortlist")}
    return [name for name in PEERS if name not in left_out]


def read(options: argparse.Namespace) -> Sequence[Text]:
    """The texts that were asked for."""
    texts = []
    wanted = options.text or ("flores", "articles")
    if "flores" in wanted:
        source, target = (
            (options.data / "flores-dev" / f"id-en.{language}").read_text("utf-8")
            for language in ("id", "en")
        )
        kept = slice(options.lines)
        texts.append(
            Text("flores-dev", tuple(source.splitlines()[kept]), tuple(target.splitlines()[kept]))
        )
    if "articles" in wanted:
        for path in sorted((options.data.parent / "articles").glob("*.id.txt")):
            lines = path.read_text("utf-8").splitlines()
            texts.append(Text(path.name, tuple(filter(str.strip, lines))))
    return texts


def prepare(options: argparse.Namespace, folder: Path) -> Path:
    """The folder of weights with its int8 conversion in it, as the bare peer wants it.

    In a process of its own: a child's peak of memory is at least its parent's size.
    """
    if not options.random_opus and (options.model / "ctranslate2").is_dir():
        return options.model.resolve()
    command = [sys.executable, str(HERE / "weights.py"), str(folder / "model")]
    if not options.random_opus:
        command += ["--model", str(options.model)]
    subprocess.run(command, check=True)
    return folder / "model"


def turn(
    names: Sequence[str],
    texts: Sequence[Text],
    model: Path,
    options: argparse.Namespace,
    folder: Path,
) -> Round:
    """Every peer once on every text, and this tool on what any peer was given."""
    found: Round = {}
    for text in texts:
        wanted = [(name, count(name, text, options)) for name in names]
        for name, lines in dict.fromkeys([*((THIS, lines) for _, lines in wanted), *wanted]):
            found[text.name, name, lines] = run(
                name, text.paragraphs[:lines], model, options, folder
            )
    return found


def count(name: str, text: Text, options: argparse.Namespace) -> int:
    """How many paragraphs a peer is given; of an article all."""
    said = dict(item.split("=", 1) for item in options.peer_lines)
    wanted = int(said.get(name, 0)) or PEERS[name].lines or len(text.paragraphs)
    return min(wanted, len(text.paragraphs)) if text.references else len(text.paragraphs)


def run(
    name: str,
    paragraphs: Sequence[str],
    model: Path,
    options: argparse.Namespace,
    folder: Path,
) -> Run:
    """One peer, once, in a process of its own."""
    source, target = folder / "text.txt", folder / "output.txt"
    source.write_text("\n".join(paragraphs), "utf-8")
    pythons = dict(item.split("=", 1) for item in options.python)
    peer = PEERS[name]
    command = [
        *(pythons.get(name, sys.executable), str(HERE / "peers" / f"{peer.script}.py")),
        *("--model", str(model), "--text", str(source), "--output", str(target)),
        *("--threads", str(options.threads), "--beam-size", str(options.beam_size)),
        *peer.arguments,
    ]
    if options.random_opus and name == THIS:
        command.append(ONCE)
    environment = os.environ | {"PYTHONPATH": str(figures.ROOT), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return Run(times, tuple(target.read_text("utf-8").split("\n")))


def report(
    text: Text,
    names: Sequence[str],
    rounds: Sequence[Round],
    ratios: dict[str, list[float]],
    model: Path,
    options: argparse.Namespace,
) -> str:
    """A table: time of each peer over this tool's, within a round; fills `ratios`."""
    weights = "random weights of the opus-mt shape" if options.random_opus else model.name
    lines = [
        f"{text.name}, {weights}, {options.rounds} rounds, {options.threads} threads, "
        f"beam {options.beam_size}; {figures.machine()}; {figures.commit()}",
        "",
        "| system | paragraphs | its time ÷ this tool's: median (min–max) | seconds "
        "| characters/s | output tokens | chrF | load s | peak MiB |",
        "|---|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name in names:
        own = count(name, text, options)
        runs = [found[text.name, name, own] for found in rounds]
        ours = [found[text.name, THIS, own] for found in rounds]
        ratio = [
            one.times["translate_s"] / other.times["translate_s"]
            for one, other in zip(runs, ours, strict=True)
        ]
        ratios[f"{text.name}: {name}"] = ratio
        seconds, load, peak = (
            statistics.median(one.times[key] for one in runs)
            for key in ("translate_s", "load_s", "peak_mib")
        )
        given = sum(map(len, text.paragraphs[:own]))
        lines.append(
            f"| {name} | {own} | {figures.spread(ratio)} | {seconds:.2f} | {given / seconds:,.0f} "
            f"| {tokens(runs[-1].outputs, model):,} of {tokens(ours[-1].outputs, model):,} "
            f"| {chrf(runs[-1].outputs, text, options)} | {load:.2f} | {peak:.0f} |"
        )
    return "\n".join([*lines, "", *limits(text, names, rounds, ratios, options)]) + "\n\n"


def limits(
    text: Text,
    names: Sequence[str],
    rounds: Sequence[Round],
    ratios: dict[str, list[float]],
    options: argparse.Namespace,
) -> list[str]:
    """Shares of the limit, which is the fastest of the bare ones, in sentences; fills `ratios`."""
    bare_ones = [name for name in names if name.startswith("bare_")]
    pairs = {THIS: "_shortlist", "this_tool_once": "_shortlist", "this_tool_once_all_words": ""}
    if options.random_opus:
        pairs = {THIS: ""}
    lines = []
    for ours, ending in pairs.items():
        same = [
            name for name in bare_ones if name.endswith("_shortlist") == (ending == "_shortlist")
        ]
        if not same or ours not in names:
            continue
        best = min(same, key=lambda name: statistics.median(ratios[f"{text.name}: {name}"]))
        size = len(text.paragraphs)
        share = [
            found[text.name, best, size].times["translate_s"]
            / found[text.name, ours, size].times["translate_s"]
            for found in rounds
        ]
        ratios[f"{text.name}: share of the limit, {ours}"] = share
        lines.append(f"{ours} reaches {figures.spread(share)} of the limit, {best}.  ")
    if "bare_1_worker_2048" in bare_ones:
        unasked = ratios[f"{text.name}: bare_1_worker_2048"]
        lines.append(f"CTranslate2 as it comes takes {figures.spread(unasked)} times our time.")
    return lines


def tokens(outputs: Sequence[str], model: Path) -> int:
    """Target tokens of translations: equal work can be seen by them."""
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(str(model / "target.spm"))
    return sum(map(len, pieces.encode(list(outputs))))


def chrf(outputs: Sequence[str], text: Text, options: argparse.Namespace) -> str:
    """chrF against the references, where there are any and the weights have learnt something."""
    from sacrebleu.metrics import CHRF

    if not text.references or options.random_opus:
        return "–"
    return (
        f"{CHRF().corpus_score(list(outputs), [list(text.references[: len(outputs)])]).score:.1f}"
    )


if __name__ == "__main__":
    main()
