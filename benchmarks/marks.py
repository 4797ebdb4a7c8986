"""How often bold words are bold in the translation: marks on FLORES dev.

    python benchmarks/marks.py --data ../shared/data [--direction id-en] [--write]

The truth comes from word pairs that a corpus teaches (IBM model 1, both ways): a word or a run of
words of the source is marked if each word has one learnt partner in the embedded model's
translation, and the partners stand side by side. What is counted: marks that hold exactly these
words. Words that are the same on both sides (names, numbers) are counted apart. `--write` puts the
table into docs/formats.md, between its markers.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import __version__
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions, open_model
from translator.cli.progress import open_progress
from translator.document import Block, Mark, MarkKind
from translator.languages import Direction
from translator.options import PipelineOptions
from translator.pipeline import Pipeline
from translator.text.projection import project

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"
DIRECTIONS = ("id-en", "en-id")
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
ROUNDS = 3  # of model 1
SURE = 0.4  # probability of a pair, each way, at least
SEEN = 8  # times that both words of a pair must have been seen
LONGEST = 4  # words in one mark
Lexicon = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """A marked sentence and the words of its translation that ought to be marked."""

    source: str
    target: str
    mark: Mark
    wanted: tuple[int, int]

    @property
    def words(self) -> str:
        """The marked words."""
        return self.source[self.mark.start : self.mark.end]

    @property
    def kept(self) -> bool:
        """Whether they are the same in the translation."""
        return self.words.lower() == self.target[slice(*self.wanted)].lower()


def words_of(text: str) -> list[str]:
    """Words in small letters."""
    return [word.lower() for word in WORD.findall(text)]


def pairs(folder: Path, direction: Direction, limit: int = 25_000) -> Iterator[list[list[str]]]:
    """Sentences of the corpus as words, source first; its files have Indonesian first."""
    count = 0
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            sides = [words_of(side) for side in line.split("\t")[:2]]
            if len(sides) == 2 and all(2 < len(side) < 30 for side in sides):
                yield sides if direction.source == "id" else sides[::-1]
                count += 1
                if count == limit:
                    return


def learn(corpus: Sequence[list[list[str]]]) -> dict[str, dict[str, float]]:
    """IBM model 1: the probability of each target word, given a source word."""
    table: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(lambda: 1e-3))
    for _ in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for source, target in corpus:
            for word in target:
                total = sum(table[other][word] for other in source)
                for other in source:
                    counts[other][word] += table[other][word] / total
        table = defaultdict(lambda: defaultdict(lambda: 1e-9))
        for other, found in counts.items():
            total = sum(found.values())
            table[other] = defaultdict(
                lambda: 1e-9, {w: n / total for w, n in found.most_common(30)}
            )
    return table


def lexicon(corpus: Sequence[list[list[str]]]) -> dict[str, str]:
    """Pairs of words that are sure both ways."""
    forth = learn(corpus)
    back = learn([[target, source] for source, target in corpus])
    seen = [Counter(word for sides in corpus for word in set(sides[side])) for side in (0, 1)]
    result: dict[str, str] = {}
    for word, found in forth.items():
        best = max(found, key=lambda other: found[other])
        sure = found[best] >= SURE and back[best][word] >= SURE
        if sure and seen[0][word] >= SEEN and seen[1][best] >= SEEN:
            result[word] = best
    return result


def case(source: str, target: str, known: Lexicon, chance: random.Random) -> Case | None:
    """One marked sentence, or None if it has no run of words that is sure."""
    here = [match for match in WORD.finditer(source)]
    there = [match for match in WORD.finditer(target)]
    once = Counter(match[0].lower() for match in here)
    places = defaultdict(list)
    for number, match in enumerate(there):
        places[match[0].lower()].append(number)

    def partner(number: int) -> int | None:
        word = here[number][0].lower()
        found = places.get(word) or places.get(known.get(word, ""), [])
        return found[0] if once[word] == 1 and len(found) == 1 else None

    partners = [partner(number) for number in range(len(here))]
    runs: list[tuple[int, int, int, int]] = []
    for start in range(len(here)):
        for end in range(start + 1, min(start + LONGEST, len(here)) + 1):
            found = [each for each in partners[start:end] if each is not None]
            if len(found) == end - start and max(found) - min(found) == end - start - 1:
                runs.append((start, end, min(found), max(found)))
    if not runs:
        return None
    start, end, first, last = chance.choice(runs)
    mark = Mark(here[start].start(), here[end - 1].end(), MarkKind.STRONG, "[", "]")
    return Case(source, target, mark, (there[first].start(), there[last].end()))


def rate(found: Sequence[bool]) -> str:
    """A share, with the number that it is of."""
    return f"{100 * sum(found) / max(len(found), 1):.1f}% of {len(found):,}"


def proportional(case: Case) -> tuple[int, int]:
    """What relative place alone would give: as many words, at the same share of the sentence."""
    here, there = list(WORD.finditer(case.source)), list(WORD.finditer(case.target))
    inside = [n for n, match in enumerate(here) if case.mark.start <= match.start() < case.mark.end]
    first = min(round(inside[0] / len(here) * len(there)), len(there) - 1)
    last = min(first + len(inside) - 1, len(there) - 1)
    return there[first].start(), there[last].end()


def measure(direction: Direction, data: Path, count: int) -> list[str]:
    """A row of the table for each kind of mark."""
    known = lexicon(list(pairs(data / "corpus", direction)))
    folder = data / "flores-dev"
    sources = (folder / f"{direction}.{direction.source}").read_text("utf-8").splitlines()[:count]
    environment = Environment.of_process()
    options = ModelOptions(name=f"starter-{direction}", offline=True)
    engine = open_model(options, direction, environment, open_progress(environment))
    pipeline = Pipeline(engine, direction, options=PipelineOptions())
    chance = random.Random(1)
    cases: list[Case] = []
    for block in pipeline.translate(Block(source) for source in sources):
        for sentence in block.sentences:
            if made := case(sentence.source.text, sentence.target, known, chance):
                cases.append(made)
    hints = {
        block.source.text: block.target
        for block in pipeline.translate(Block(words) for words in sorted({c.words for c in cases}))
    }
    rows: list[str] = []
    for name, chosen in (
        ("same on both sides", [each for each in cases if each.kept]),
        ("one word", [each for each in cases if not each.kept and " " not in each.words]),
        ("two to four words", [each for each in cases if not each.kept and " " in each.words]),
    ):
        exact: dict[str, list[bool]] = {"place": [], "words": [], "hints": []}
        touched: list[bool] = []
        for each in chosen:
            found = {"place": proportional(each)}
            for method, given in (("words", {}), ("hints", hints)):
                marks = project(each.source, each.target, [each.mark], given).marks
                found[method] = (marks[0].start, marks[0].end) if marks else (0, 0)
            for method, place in found.items():
                exact[method].append(place == each.wanted)
            start, end = found["hints"]
            touched.append(start < each.wanted[1] and each.wanted[0] < end)
        cells = [rate(exact[method]) for method in ("place", "words", "hints")] + [rate(touched)]
        rows.append(f"| {direction} | {name} | " + " | ".join(cells) + " |")
    engine.close()
    return rows


def main() -> int:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--direction", choices=DIRECTIONS, action="append")
    parser.add_argument("--count", type=int, default=997, help="sentences of FLORES dev")
    parser.add_argument("--write", action="store_true", help="put the table into docs/formats.md")
    arguments = parser.parse_args()
    rows = [
        row
        for direction in arguments.direction or DIRECTIONS
        for row in measure(Direction.parse(direction), arguments.data, arguments.count)
    ]
    table = "\n".join(
        [
            "| direction | marked | relative place | shared words | with their translation "
            "| touches the right words |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"translator {__version__}, embedded models, FLORES dev, "
            "`python benchmarks/marks.py --write`.",
        ]
    )
    print(table)
    if arguments.write:
        page = PAGE.read_text("utf-8")
        start, end = "<!-- marks -->\n", "<!-- end of marks -->"
        before, rest = page.split(start)
        PAGE.write_text(f"{before}{start}\n{table}\n\n{end}{rest.split(end)[1]}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
