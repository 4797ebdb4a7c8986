"""Many files in one job: against one long file, after kills, and what a batch's company changes.

    python benchmarks/batch.py files --data ../shared/data       # short files against one long one
    python benchmarks/batch.py kills --data ../shared/data       # SIGKILL at 50 random moments
    python benchmarks/batch.py company --data ../shared/data     # padded and even batches
    python benchmarks/batch.py memory                            # the translation memory's speed

Articles are made of FLORES dev, id-en; the model is the embedded one unless --model names another.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from figures import machine

from translator.engines import open_engine
from translator.memory.file import MemoryFile
from translator.models.store import EMBEDDED, Store
from translator.options import EngineOptions
from translator.result import Hypothesis, Signature
from translator.text.batching import batches
from translator.text.normalise import prepare

OWN = (".manifest.lock", "manifest.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["files", "kills", "company", "memory"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", default=str(EMBEDDED / "starter-id-en"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    print(machine())
    {"files": files, "kills": kills, "company": company, "memory": memory}[options.what](options)


def lines_of(data: Path) -> list[str]:
    return (data / "flores-dev" / "id-en.id").read_text("utf-8").splitlines()


def articles(data: Path, folder: Path, count: int, sentences: int) -> Path:
    folder.mkdir()
    lines = lines_of(data)
    for number in range(count):
        own = lines[number * sentences : (number + 1) * sentences]
        (folder / f"{number:03}.txt").write_text("\n\n".join(own) + "\n", "utf-8")
    return folder


def command(options: argparse.Namespace, source: Path, output: Path, *more: str) -> list[str]:
    return [
        *(sys.executable, "-m", "translator", "batch", str(source), "-o", str(output)),
        *("--from", "id", "--format", "text", "--quiet", "--model", options.model, *more),
    ]


def files(options: argparse.Namespace) -> None:
    """200 files of 4 sentences, and the same 800 sentences in one file, in turns."""
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        short = articles(options.data, Path(name, "short"), 200, 4)
        long = articles(options.data, Path(name, "long"), 1, 800)
        for turn in range(options.rounds):
            seconds = {}
            for source in (short, long) if turn % 2 else (long, short):
                output = Path(name, "out")
                started = time.monotonic()
                subprocess.run(command(options, source, output, "--no-memory"), check=True)
                seconds[source] = time.monotonic() - started
                shutil.rmtree(output)
            ratios.append(seconds[short] / seconds[long])
            print(f"200 files {seconds[short]:.1f} s, one file {seconds[long]:.1f} s")
    print(f"200 short files ÷ one long one: median {statistics.median(ratios):.3f}")


def kills(options: argparse.Namespace) -> None:
    """Kill a job at random moments; its end has to be that of one that was left alone."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        source = articles(options.data, Path(name, "in"), 200, 4)
        alone = Path(name, "alone")
        started = time.monotonic()
        subprocess.run(command(options, source, alone, "--no-memory"), check=True)
        whole = time.monotonic() - started
        output, memory = Path(name, "out"), Path(name, "memory.sqlite3")
        killed = finished = 0
        while killed < options.kills:
            process = subprocess.Popen(command(options, source, output, "--memory", str(memory)))
            try:
                process.wait(chance.uniform(0.5, 3.5))
                finished += 1
                assert process.returncode == 0 and same(alone, output)
                shutil.rmtree(output)
                memory.unlink()
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
        subprocess.run(command(options, source, output, "--memory", str(memory)), check=True)
        print(
            f"200 files, {whole:.1f} s undisturbed; {killed} kills, done {finished + 1} times in "
            f"between and after: byte-equal {same(alone, output)}"
        )


def same(first: Path, second: Path) -> bool:
    found = [
        {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in OWN}
        for folder in (first, second)
    ]
    return found[0] == found[1]


def company(options: argparse.Namespace) -> None:
    """Each sentence alone, in padded batches, in even ones: what differs, and the time."""
    folder = Store.default().at(Path(options.model), "id-en")
    engine = open_engine(folder, EngineOptions(threads=1))
    texts = [prepare(line, "id").text for line in dict.fromkeys(lines_of(options.data))]
    lengths = engine.count_tokens(texts)
    engine.translate(texts[:2])
    alone: dict[int, Hypothesis] = {}
    print(f"{len(texts)} sentences, {engine.signature}\n")
    print("| batches | CPU s | other texts | other scores | largest difference |")
    print("|---|--:|--:|--:|--:|")
    ways = {
        "one sentence each": [[number] for number in range(len(texts))],
        "padded, 2048 tokens": batches(lengths, 2048),
        "padded, 512 tokens": batches(lengths, 512),
        "even, 2048 tokens": batches(lengths, 2048, even=True),
        "even, 512 tokens": batches(lengths, 512, even=True),
    }
    for name, way in ways.items():
        started = time.process_time()
        found = {
            number: hypothesis
            for batch in way
            for number, hypothesis in zip(
                batch, engine.translate([texts[number] for number in batch]), strict=True
            )
        }
        spent = time.process_time() - started
        alone = alone or found
        pairs = [(alone[number], found[number]) for number in alone]
        print(
            f"| {name} | {spent:.1f} | {sum(a.text != b.text for a, b in pairs)} "
            f"| {sum(a.score != b.score for a, b in pairs)} "
            f"| {max(abs(a.score - b.score) for a, b in pairs):.1g} |"
        )


def memory(options: argparse.Namespace) -> None:
    """A million sentences in windows of 500."""
    signature = Signature("m", "1", "e", "int8", "beam4", "id-en", "1")
    total, window = 1_000_000, 500
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "memory.sqlite3")
        with closing(MemoryFile(path)) as file:
            started = time.monotonic()
            for start in range(0, total, window):
                texts = [text(number) for number in range(start, start + window)]
                file.put_many({one: Hypothesis(one, -0.5) for one in texts}, signature)
            put = time.monotonic() - started
            chance = random.Random(1)
            started = time.monotonic()
            for _ in range(200):
                texts = [text(chance.randrange(2 * total)) for _ in range(window)]
                file.get_many(texts, signature)
            get = time.monotonic() - started
        size = path.stat().st_size
    print(
        f"{total:,} sentences: {total / put:,.0f} put a second, {200 * window / get:,.0f} looked "
        f"up a second (half of them known), {size / total:.0f} bytes each"
    )


def text(number: int) -> str:
    return f"Kalimat nomor {number} berisi beberapa kata tentang harga beras di pasar kota itu."


if __name__ == "__main__":
    main()
