"""What a glossary costs: terms honoured and chrF, without it and with it.

    python benchmarks/glossary.py --data ../shared/data [--direction id-en] [--write]

The glossary is 40 common nouns, each with one translation. The sentences are those of FLORES dev
that have one of them and whose reference has its translation: so chrF can tell what the way of
asking costs. `--write` puts the table into docs/checks.md, between its markers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from repair import DIRECTIONS, PAGE, chrf, lines_of, open_engine

from translator import __version__
from translator.document import Block
from translator.languages import Direction
from translator.pipeline import Pipeline
from translator.text.glossary import Glossary, Term

PAIRS = """
    pemerintah government, polisi police, kota city, pulau island, kapal ship, gempa earthquake,
    perusahaan company, pesawat aircraft, sungai river, bahasa language, rumah house, perang war,
    hutan forest, gunung mountain, musik music, penyakit disease, bencana disaster, laut sea,
    hewan animals, tanaman plants, presiden president, penumpang passengers, penelitian research,
    ilmuwan scientists, kecelakaan accident, bandara airport, pelancong travelers, budaya culture,
    sejarah history, tentara army, penyair poet, hukum law, pasukan troops, makanan food, air water,
    negara country, dunia world, anak-anak children, gambar picture, cuaca weather
"""


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--direction", choices=DIRECTIONS, action="append")
    parser.add_argument("--write", action="store_true", help="rewrite the table in docs/checks.md")
    options = parser.parse_args()
    rows = [
        "| direction | model | sentences | glossary | terms honoured | chrF |",
        "|---|---|--:|---|--:|--:|",
    ]
    for name in options.direction or DIRECTIONS:
        direction = Direction.parse(name)
        engine = open_engine(f"starter-{name}", direction)
        glossary = Glossary(tuple(terms(direction)))
        sources, references = (
            lines_of(options.data / "flores-dev" / f"{name}.{language}")
            for language in (direction.source, direction.target)
        )
        chosen = [
            (source, reference)
            for source, reference in zip(sources, references, strict=True)
            if glossary.find(source) and not glossary.missing(source, reference)
        ]
        wanted = [reference for _, reference in chosen]
        for given in (None, glossary):
            pipeline = Pipeline(engine, direction, glossary=given)
            blocks = list(pipeline.translate(Block(source) for source, _ in chosen))
            outputs = [block.target for block in blocks]
            rows.append(
                f"| {name} | {engine.signature.model} | {len(chosen)} | {'yes' if given else 'no'} "
                f"| {honoured(glossary, chosen, outputs)} | {chrf(outputs, wanted)} |"
            )
    text = "\n".join(rows) + f"\n\ntranslator-id-en {__version__}, 40 terms.\n"
    sys.stdout.write(text)
    if options.write:
        start, end = "<!-- glossary:start -->\n", "<!-- glossary:end -->"
        head, rest = PAGE.read_text(encoding="utf-8").split(start)
        tail = rest.split(end)[1]
        PAGE.write_text(f"{head}{start}{text}{end}{tail}", encoding="utf-8")


def terms(direction: Direction) -> list[Term]:
    """The 40 nouns for one direction."""
    pairs = [pair.split() for pair in PAIRS.split(",")]
    return [Term(one, two) if direction.source == "id" else Term(two, one) for one, two in pairs]


def honoured(glossary: Glossary, chosen: Sequence[tuple[str, str]], outputs: Sequence[str]) -> str:
    """Percent of the terms that are in their translation."""
    found = lost = 0
    for (source, _), output in zip(chosen, outputs, strict=True):
        found += len({term for _, term in glossary.find(source)})
        lost += len(glossary.missing(source, output))
    return f"{100 * (found - lost) / found:.1f}%"


if __name__ == "__main__":
    main()
