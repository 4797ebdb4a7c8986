"""What repair gains: on the embedded models' own output, and on loops put into it.

    python benchmarks/repair.py --data ../shared/data [--direction id-en] [--write]

FLORES dev goes through the whole pipeline, without repair and with it. Then the same with an
engine that says the last three words of every tenth sentence six times when it is first asked.
chrF is that of the lines that differ, against the reference. `--write` puts the table into
docs/checks.md, between its markers.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sacrebleu.metrics import CHRF

from translator import __version__
from translator.checks import check
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions, open_model
from translator.cli.progress import open_progress
from translator.document import Block
from translator.languages import Direction
from translator.options import Decoding, PipelineOptions
from translator.pipeline import Pipeline
from translator.protocols import Engine
from translator.result import Hypothesis, Severity, Signature, TranslatedBlock

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"
DIRECTIONS = ("id-en", "en-id")
PERCENTILES = (0.5, 1, 2, 5)


class Looping:
    """An engine whose first answer to every tenth text ends in a loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.signature = replace(engine.signature, model="looping")
        self.max_tokens = engine.max_tokens
        self.workers = engine.workers
        self.count_tokens = engine.count_tokens
        self.alternatives = engine.alternatives
        self.close = engine.close

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """As the engine, every tenth spoilt."""
        return [
            looped(hypothesis) if is_tenth(text) else hypothesis
            for text, hypothesis in zip(texts, self._engine.translate(texts), strict=True)
        ]


def is_tenth(text: str) -> bool:
    """One in ten texts, the same in every run."""
    return sum(text.encode()) % 10 == 0


def looped(hypothesis: Hypothesis) -> Hypothesis:
    """The same, its last three words six times over."""
    words = hypothesis.text.split()
    return replace(hypothesis, text=" ".join([*words, *words[-3:] * 5]))


class Known:
    """A memory that lasts as long as this run."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], Hypothesis] = {}

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        """What is known."""
        key = str(signature)
        return {text: self._pairs[key, text] for text in sources if (key, text) in self._pairs}

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Remember."""
        self._pairs.update({(str(signature), text): one for text, one in pairs.items()})


@dataclass(frozen=True)
class Run:
    """One way through the pipeline."""

    blocks: list[TranslatedBlock]
    seconds: float

    @property
    def severe(self) -> int:
        """Sentences with a severe flag."""
        return sum(
            any(flag.severity is Severity.SEVERE for flag in sentence.flags)
            for block in self.blocks
            for sentence in block.sentences
        )

    @property
    def flagged(self) -> int:
        """Sentences with any flag."""
        return sum(bool(sentence.flags) for block in self.blocks for sentence in block.sentences)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--direction", choices=DIRECTIONS, action="append")
    parser.add_argument("--model", help="name or folder; default: the embedded one")
    parser.add_argument("--write", action="store_true", help="rewrite the table in docs/checks.md")
    options = parser.parse_args()
    rows = [
        "| direction | output | sentences | severe before | after | flagged before | after "
        "| chrF of changed lines before | after | repair took |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    notes = []
    for name in options.direction or DIRECTIONS:
        direction = Direction.parse(name)
        engine = open_engine(options.model or f"starter-{name}", direction)
        sources, references = (
            lines_of(options.data / "flores-dev" / f"{name}.{language}")
            for language in (direction.source, direction.target)
        )
        before, after = runs(engine, direction, sources)
        rows.append(row(name, engine.signature.model, before, after, references))
        notes.append(f"{name}: {percentiles(before)}")
        rows.append(
            row(name, "the same, looped", *runs(Looping(engine), direction, sources), references)
        )
    beams = Decoding(beam_size=6)
    text = "\n".join(rows) + (
        f"\n\ntranslator-id-en {__version__}, first decoding {engine.signature.decoding}, "
        f"repair {beams}; scores below which 0.5, 1, 2 and 5% of the sentences lie: "
        f"{'; '.join(notes)}.\n"
    )
    sys.stdout.write(text)
    if options.write:
        write(text)


def open_engine(model: str, direction: Direction) -> Engine:
    """The engine of a model that is on this machine."""
    environment = Environment.of_process()
    environment.quiet = True
    options = ModelOptions(name=model, offline=True)
    return open_model(options, direction, environment, open_progress(environment))


def runs(engine: Engine, direction: Direction, sources: Sequence[str]) -> tuple[Run, Run]:
    """The whole set without repair and with it."""
    memory = Known()
    result = []
    for repair in (False, True):
        options = PipelineOptions(repair=repair, first_window=65536)
        pipeline = Pipeline(engine, direction, check=check, memory=memory, options=options)
        started = time.perf_counter()
        blocks = list(pipeline.translate(map(Block, sources)))
        result.append(Run(blocks, time.perf_counter() - started))
    return result[0], result[1]


def row(name: str, output: str, before: Run, after: Run, references: Sequence[str]) -> str:
    """One line of the table."""
    changed = [
        (old.target, new.target, reference)
        for old, new, reference in zip(before.blocks, after.blocks, references, strict=True)
        if old.target != new.target
    ]
    old, new, wanted = (list(side) for side in zip(*changed, strict=True))
    sentences = sum(len(block.sentences) for block in before.blocks)
    share = 100 * after.seconds / before.seconds
    return (
        f"| {name} | {output} | {sentences:,} | {before.severe} | {after.severe} "
        f"| {before.flagged} | {after.flagged} | {chrf(old, wanted)} | {chrf(new, wanted)} "
        f"| {share:.0f}% of the decoding |"
    )


def chrf(outputs: Sequence[str], references: Sequence[str]) -> str:
    """Of these lines."""
    return f"{CHRF().corpus_score(list(outputs), [list(references)]).score:.1f}"


def percentiles(run: Run) -> str:
    """The scores at the low end."""
    scores = sorted(
        sentence.score
        for block in run.blocks
        for sentence in block.sentences
        if sentence.score is not None
    )
    found = (scores[int(len(scores) * percent / 100)] for percent in PERCENTILES)
    return ", ".join(f"{score:.2f}" for score in found)


def lines_of(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def write(text: str) -> None:
    """Put the table between the markers of the page."""
    start, end = "<!-- repair:start -->\n", "<!-- repair:end -->"
    head, rest = PAGE.read_text(encoding="utf-8").split(start)
    tail = rest.split(end)[1]
    PAGE.write_text(f"{head}{start}{text}{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
