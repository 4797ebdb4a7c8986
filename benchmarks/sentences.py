"""Sentence splitters on paragraphs with gold boundaries: F1, speed, import time.

    python -m pip install sentencex yasbd-lib nupunkt pysbd
    python benchmarks/sentences.py --data ../shared/data [--write] [--errors translator]

The data are paragraphs made of consecutive sentences of Universal Dependencies PUD, Indonesian
and English, joined with a space. A boundary is a place between two sentences, inside a paragraph;
precision and recall are over all boundaries of one language. A splitter that is not installed is
left out.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate
from pathlib import Path

Splitter = Callable[[str], Sequence[str]]
LANGUAGES = ("id", "en")
LIMIT = 60  # seconds for the long line
PAGE = Path(__file__).parent.parent / "docs" / "sentences.md"


def of_translator(language: str) -> Splitter:
    from translator.text.sentences import split

    return lambda text: [sentence.text for sentence in split(text, language)]


def of_sentencex(language: str) -> Splitter:
    from sentencex import segment

    return lambda text: list(segment(language, text))


def of_yasbd(language: str) -> Splitter:
    from yasbd import BoundaryDetector

    detector = BoundaryDetector(language)
    return lambda text: list(detector.segment(text))


def of_nupunkt(language: str) -> Splitter:
    from nupunkt import sent_tokenize

    return lambda text: list(sent_tokenize(text))


def of_pysbd(language: str) -> Splitter:
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False)  # it has no Indonesian
    return lambda text: list(segmenter.segment(text))


# Distribution, module to import, licence, how to make one.
SPLITTERS: dict[str, tuple[str, str, Callable[[str], Splitter]]] = {
    "translator": ("translator.text.sentences", "Apache-2.0", of_translator),
    "sentencex": ("sentencex", "MIT", of_sentencex),
    "yasbd-lib": ("yasbd", "MIT", of_yasbd),
    "nupunkt": ("nupunkt", "MIT", of_nupunkt),
    "pysbd": ("pysbd", "MIT", of_pysbd),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    parser.add_argument("--errors", choices=SPLITTERS, help="show what this one gets wrong")
    parser.add_argument("--long-line", choices=SPLITTERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    gold = read(options.data / "sentences-dev.jsonl")
    if options.long_line:
        print(time_of_long_line(SPLITTERS[options.long_line][2]("id"), gold["id"]))
        return
    if options.errors:
        show_errors(SPLITTERS[options.errors][2], gold)
        return
    lines = [
        "| splitter | licence | F1 id | F1 en | MB/s | 1 MB line, s | import, ms |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for name in SPLITTERS:
        try:
            lines.append(row(name, gold, options.data))
        except (ImportError, PackageNotFoundError):
            continue
    text = "\n".join(lines) + f"\n\nPython {platform.python_version()}.\n"
    print(text)
    if options.write:
        start, end = "<!-- sentences:start -->\n", "<!-- sentences:end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
        PAGE.write_text(before + start + text + end + rest.partition(end)[2], encoding="utf-8")


def read(path: Path) -> dict[str, list[list[str]]]:
    """Paragraphs, as lists of sentences, for each language."""
    result: dict[str, list[list[str]]] = {language: [] for language in LANGUAGES}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        result[record["lang"]].append(record["sentences"])
    return result


def row(name: str, gold: dict[str, list[list[str]]], data: Path) -> str:
    """One line of the table."""
    module, licence, make = SPLITTERS[name]
    scores, seconds, size = [], 0.0, 0
    for language in LANGUAGES:
        split = make(language)
        split("Satu. Dua.")
        texts = [" ".join(sentences) for sentences in gold[language]]
        start = time.perf_counter()
        found = [split(text) for text in texts]
        seconds += time.perf_counter() - start
        size += sum(len(text.encode()) for text in texts)
        scores.append(f1(gold[language], found))
    command = [sys.executable, __file__, "--data", str(data), "--long-line", name]
    try:
        run = subprocess.run(command, capture_output=True, check=True, timeout=LIMIT)
        long_line = f"{float(run.stdout):.1f}"
    except subprocess.TimeoutExpired:
        long_line = f"> {LIMIT}"
    return (
        f"| {label(name)} | {licence} | {scores[0]:.1f} | {scores[1]:.1f} "
        f"| {size / seconds / 1e6:.2f} | {long_line} | {import_time(module):.0f} |"
    )


def time_of_long_line(split: Splitter, paragraphs: list[list[str]]) -> float:
    """Seconds for one line of 1 MB."""
    text = " ".join(sentence for sentences in paragraphs for sentence in sentences)
    text = " ".join([text] * (1_000_000 // len(text)))
    start = time.perf_counter()
    split(text)
    return time.perf_counter() - start


def label(name: str) -> str:
    """The splitter with its version."""
    return "**translator**, on sentencex" if name == "translator" else f"{name} {version(name)}"


def boundaries(sentences: Sequence[str]) -> set[int]:
    """Boundaries as the number of characters before them, white space left out."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    return set(accumulate(lengths[:-1]))


def f1(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> float:
    """Of all boundaries, in per cent."""
    pairs = [(boundaries(a), boundaries(b)) for a, b in zip(gold, found, strict=True)]
    hits = sum(len(a & b) for a, b in pairs)
    return 200 * hits / sum(len(a) + len(b) for a, b in pairs)


def import_time(module: str) -> float:
    """Milliseconds that `import module` takes in a new process, best of three."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return 1000 * min(runs)


def show_errors(make: Callable[[str], Splitter], gold: dict[str, list[list[str]]]) -> None:
    """Every wrong or missing boundary, with what stands around it."""
    for language in LANGUAGES:
        split = make(language)
        for sentences in gold[language]:
            text = " ".join(sentences)
            expected, found = boundaries(sentences), boundaries(split(text))
            for sign, places in (("missing", expected - found), ("wrong", found - expected)):
                for context in contexts(text, places):
                    print(f"{language} {sign:8}{context}")


def contexts(text: str, places: set[int]) -> Iterator[str]:
    """Thirty characters on either side of each place."""
    count = 0
    for index, character in enumerate(text):
        if count in places and not character.isspace():
            yield f"{text[max(index - 31, 0) : index]}¦{text[index : index + 30]}"
        count += not character.isspace()


if __name__ == "__main__":
    main()
