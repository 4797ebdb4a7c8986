"""What each setting costs and gives: speed and chrF of the whole tool on FLORES dev.

    python benchmarks/settings.py --data ../shared/data --lines 997 --rounds 3
    python benchmarks/settings.py --data ../shared/data --table beams --table batches

Every setting runs in a process of its own, once a round, in turns with the default; speed is the
default's time over its own, within a round. Speed and chrF are of the same lines, through reader,
pipeline, second tries and writer, without a memory. The table of threads is of CTranslate2 alone
on tokens that are ready: this tool has one worker for each thread.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import figures

TYPES = ("int8", "int8_float32", "float32")
BEAMS = (1, 2, 4, 6)
BATCHES = (128, 256, 512, 1024, 2048, 4096)


@dataclass(frozen=True)
class Setting:
    """How the tool, or CTranslate2 alone, is run."""

    name: str
    compute_type: str = "int8"
    beam: int = 4
    batch_tokens: int = 512
    bare: bool = False  # CTranslate2 alone
    workers: int = 2
    threads: int = 1  # of each worker
    processes: int = 1
    shortlist: bool = True  # of target words that go with the source; the embedded int8 has one
    reranked: bool = False  # by the model of the other direction


DEFAULT = Setting("the default: beam 4, int8, shortlist, batches of 512")
TABLES = {
    "points": [
        Setting("--fast", beam=1),
        Setting("--best", beam=8, reranked=True),
    ],
    "beams": [
        *(Setting(f"beam {beam}, int8, shortlist", beam=beam) for beam in BEAMS),
        *(
            Setting(f"beam {beam}, {kind}", kind, beam, shortlist=False)
            for kind in TYPES
            for beam in BEAMS
        ),
    ],
    "batches": [Setting(f"batches of {tokens} tokens", batch_tokens=tokens) for tokens in BATCHES],
    "threads": [
        Setting("1 worker of 2 threads", bare=True, workers=1, threads=2),
        Setting("2 workers of 1 thread", bare=True),
        Setting("2 processes of 1 thread", bare=True, workers=1, processes=2),
        Setting("1 worker of 1 thread", bare=True, workers=1),
    ],
}
# What the others of a table are compared with.
BASES = dict.fromkeys(TABLES, DEFAULT) | {"threads": TABLES["threads"][0]}


@dataclass(frozen=True)
class Outcome:
    """What one run took, and the translations."""

    seconds: float
    peak: float  # MiB, of all its processes
    outputs: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--table", choices=TABLES, action="append")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    figures.add_arguments(parser)
    options = parser.parse_args()
    if options.child:
        setting, source, target = options.child
        child(Setting(**json.loads(setting)), Path(source), Path(target))
        return
    flores = options.data / "flores-dev"
    sources, references = (
        (flores / f"id-en.{language}").read_text("utf-8").splitlines()[: options.lines]
        for language in ("id", "en")
    )
    print(
        f"{len(sources)} lines of flores-dev id-en, starter-id-en, {options.rounds} rounds; "
        f"{figures.machine('ctranslate2')}; {figures.commit()}"
    )
    ratios: dict[str, list[float]] = {}
    for table in options.table or TABLES:
        rounds = []
        settings = list(dict.fromkeys([BASES[table], *TABLES[table]]))
        for number in range(options.rounds):
            sys.stderr.write(f"{table}: round {number + 1} of {options.rounds}\n")
            rounds.append({setting: run(setting, sources) for setting in settings})
        print("\n" + report(BASES[table], rounds, references, ratios))
    figures.finish(options, ratios)


def run(setting: Setting, sources: Sequence[str]) -> Outcome:
    """One setting, once; its processes load first and begin together."""
    parts = [list(sources[part :: setting.processes]) for part in range(setting.processes)]
    with tempfile.TemporaryDirectory() as scratch:
        children = []
        for number, part in enumerate(parts):
            source, target = Path(scratch, f"{number}.txt"), Path(scratch, f"{number}.out")
            source.write_text("\n".join(part) + "\n", "utf-8")
            command = [sys.executable, __file__, "--child", json.dumps(asdict(setting))]
            process = subprocess.Popen(
                [*command, str(source), str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            children.append((process, target))
        for process, _ in children:
            assert process.stdout and process.stdout.readline() == b"ready\n", setting
        for process, _ in children:
            assert process.stdin
            process.stdin.write(b"go\n")
            process.stdin.flush()
        taken = [json.loads(process.communicate()[0]) for process, _ in children]
        outputs = [""] * len(sources)
        for number, (_, target) in enumerate(children):
            outputs[number :: setting.processes] = target.read_text("utf-8").splitlines()
    seconds, peaks = zip(*taken, strict=True)
    return Outcome(max(seconds), sum(peaks), outputs)


def child(setting: Setting, source: Path, target: Path) -> None:
    """Load, wait for the word, translate; print seconds and peak memory."""
    sys.path.insert(0, str(figures.ROOT))
    translate = bare(setting) if setting.bare else tool(setting)
    with tempfile.TemporaryDirectory() as scratch:
        warm = Path(scratch, "warm.txt")
        warm.write_text("Halo, apa kabar?\n", "utf-8")
        translate(warm, Path(scratch, "warm.out"))
        print("ready", flush=True)
        sys.stdin.readline()
        seconds = translate(source, target)
    import resource

    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def tool(setting: Setting):  # type: ignore[no-untyped-def]
    """The whole tool; the function gives the seconds of one file."""
    from job import Job

    from translator.options import Decoding, EngineOptions, PipelineOptions

    job = Job(
        engine=EngineOptions(
            threads=setting.workers,
            compute_type=setting.compute_type,
            decoding=Decoding(beam_size=setting.beam, shortlist=setting.shortlist),
        ),
        options=PipelineOptions(batch_tokens=setting.batch_tokens),
        reranked=setting.reranked,
    )

    def translate(source: Path, target: Path) -> float:
        started = time.perf_counter()
        job.run(source, target, paragraphs="lines")
        return time.perf_counter() - started

    return translate


def bare(setting: Setting):  # type: ignore[no-untyped-def]
    """CTranslate2 alone: the peer of `speed.py`, which times its own call."""
    sys.path.insert(0, str(figures.ROOT / "benchmarks" / "peers"))
    from bare_ctranslate2 import Bare

    peer = Bare(
        argparse.Namespace(
            model=figures.ROOT / "translator/weights/starter-id-en",
            beam_size=setting.beam,
            batch_tokens=setting.batch_tokens,
            compute_type=setting.compute_type,
            shortlist=False,
            workers=setting.workers,
            threads=setting.workers * setting.threads,
        )
    )

    def translate(source: Path, target: Path) -> float:
        outputs = peer(source.read_text("utf-8").splitlines())
        target.write_text("\n".join(outputs) + "\n", "utf-8")
        return peer.seconds

    return translate


def report(
    base: Setting,
    rounds: Sequence[dict[Setting, Outcome]],
    references: Sequence[str],
    ratios: dict[str, list[float]],
) -> str:
    """One table; fills `ratios`."""
    from sacrebleu.metrics import CHRF

    lines = [
        "| setting | speed ÷ the first's: median (min–max) | seconds | chrF | peak MiB |",
        "|---|---|--:|--:|--:|",
    ]
    for setting in rounds[0]:
        own = [found[setting] for found in rounds]
        speed = [found[base].seconds / found[setting].seconds for found in rounds]
        ratios[setting.name] = speed
        score = CHRF().corpus_score(list(own[-1].outputs), [list(references)]).score
        seconds, peak = (
            statistics.median(getattr(one, key) for one in own) for key in ("seconds", "peak")
        )
        lines.append(
            f"| {setting.name} | {figures.spread(speed)} | {seconds:.2f} | {score:.1f} "
            f"| {peak:.0f} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
