"""What comes out for inputs that a small model does not know, and for other languages.

    python benchmarks/hard_inputs.py --data ../shared/data --write

The 50 inputs of `tests/data/hard-inputs.tsv` go through the whole tool with the embedded model;
each says what must come through. Beside them, how many sentences of the dev sets are wrongly taken
for another language and left as they are, and how many lines of other languages are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from translator.checks import check
from translator.document import Block
from translator.engines import open_engine
from translator.engines.echo import EchoEngine
from translator.languages import EN_ID, ID_EN, Direction
from translator.models.choose import choose
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import EngineOptions
from translator.pipeline import Pipeline
from translator.result import Origin, TranslatedBlock
from translator.text.language import is_foreign

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"
INPUTS = ROOT / "tests" / "data" / "hard-inputs.tsv"
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    options = parser.parse_args()
    text = "\n".join([*answers(ID_EN), "", *left(options.data)]) + "\n"
    sys.stdout.write(text)
    if options.write:
        opening, closing_mark = "<!-- hard-inputs:start -->\n", "<!-- hard-inputs:end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(opening)
        after = rest.partition(closing_mark)[2]
        PAGE.write_text(before + opening + text + closing_mark + after, encoding="utf-8")


def answers(direction: Direction) -> Iterator[str]:
    """How many inputs of each class come through, and what does not."""
    from training.hard_inputs import lost, read_inputs

    rows = read_inputs(INPUTS)
    results = translate([text for text, _, _ in rows], direction)
    kinds = dict.fromkeys(kind for _, kind, _ in rows)
    yield "| class | inputs | come through | or have a flag |"
    yield "|---|--:|--:|--:|"
    gone = [
        bool(lost(text, keep, result.target))
        for (text, _, keep), result in zip(rows, results, strict=True)
    ]
    for kind in kinds:
        own = [n for n, row in enumerate(rows) if row[1] == kind]
        kept = sum(not gone[n] for n in own)
        told = sum(gone[n] and bool(results[n].flags) for n in own)
        yield f"| {kind} | {len(own)} | {kept} | {kept + told} |"
    yield f"| **all** | {len(rows)} | {gone.count(False)} | |"
    yield ""
    yield "What does not come through:\n"
    for row, result, is_gone in zip(rows, results, gone, strict=True):
        if is_gone:
            yield f"- `{row[0]}` → `{result.target}`"


def translate(texts: Sequence[str], direction: Direction) -> list[TranslatedBlock]:
    """Each text as a paragraph, through the pipeline with the embedded model."""
    folder = choose(Registry.load(), Store.default(), str(direction), f"starter-{direction}")
    with closing(open_engine(folder, EngineOptions())) as engine:
        return list(Pipeline(engine, direction, check=check).translate(map(Block, texts)))


def left(data: Path) -> Iterator[str]:
    """How often a sentence is left as it is because of its language."""
    yield "| sentences | number | left as they are |"
    yield "|---|--:|--:|"
    for name, language, texts in sets(data):
        count = sum(is_foreign(text, language) for text in texts)
        yield f"| {name} | {len(texts):,} | {count} |"
    lines = (ROOT / "benchmarks" / "languages.tsv").read_text(encoding="utf-8").splitlines()
    others = [line.split("\t")[1] for line in lines if not line.startswith("ms")]
    found = sum(is_copied(text) for text in others)
    yield f"| lines of other languages (`benchmarks/languages.tsv`) | {len(others)} | {found} |"


def sets(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    news = [line.split("\t") for line in (data / "news-dev.tsv").read_text("utf-8").splitlines()]
    for direction, column in ((ID_EN, 0), (EN_ID, 1)):
        source = direction.source
        path = data / "flores-dev" / f"{direction}.{source}"
        yield f"flores-dev, {source}", source, path.read_text("utf-8").splitlines()
        yield f"news-dev, {source}", source, [pair[column] for pair in news]


def is_copied(text: str) -> bool:
    """Whether no model is asked: other scripts are protected, whatever the language."""
    (block,) = Pipeline(EchoEngine(), ID_EN).translate([Block(text)])
    return all(sentence.origin is Origin.COPY for sentence in block.sentences)


if __name__ == "__main__":
    main()
