"""How well the paragraphs of a plain text are found, for the ways in which people write them.

    python benchmarks/paragraphs.py --data ../shared/data [--write] [--errors NAME]

News articles with known paragraphs are written in each way and read back with
`--paragraphs auto`. The rules were made on the part `dev`; the page has the figures of the part
`train`, which was not looked at. Right is an article whose paragraphs all come back; of the line
breaks, inside a paragraph or between two, those that were taken for what they are.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from translator.text.lines import lines_of
from translator.text.paragraphs import split

PAGE = Path(__file__).parent.parent / "docs" / "paragraphs.md"
SETS = ("id.indosum", "en.bbc")
TITLED = "right under a title in capitals"
Writer = Callable[[Sequence[str]], str]


def wrapped(width: int, separator: str, indent: str = "") -> Writer:
    """Paragraphs broken at a width."""
    return lambda paragraphs: separator.join(
        textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False)
        for text in paragraphs
    )


def under_title(write: Writer) -> Writer:
    """The first paragraph is the title, in capitals, right above the others."""
    return lambda paragraphs: f"{write(paragraphs[:1])}\n{write(paragraphs[1:])}"


WAYS: dict[str, Writer] = {
    "one paragraph a line": "\n".join,
    "one a line, blank lines between": "\n\n".join,
    "one a line, indented": lambda paragraphs: "\n".join(f"    {text}" for text in paragraphs),
    "one sentence a line": lambda paragraphs: "\n".join(sentences(paragraphs)),
    "wrapped at 40": wrapped(40, "\n\n"),
    "wrapped at 60": wrapped(60, "\n\n"),
    "wrapped at 72": wrapped(72, "\n\n"),
    "wrapped at 80": wrapped(80, "\n\n"),
    "wrapped at 100": wrapped(100, "\n\n"),
    "wrapped at 72, no blank lines": wrapped(72, "\n"),
    "wrapped at 72, first lines indented": wrapped(72, "\n", "    "),
    f"wrapped at 72, {TITLED}": under_title(wrapped(72, "\n\n")),
    f"wrapped at 60, {TITLED}, no blank lines": under_title(wrapped(60, "\n")),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("dev", "train"), default="train")
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    parser.add_argument("--errors", choices=WAYS, help="show what goes wrong with this one")
    options = parser.parse_args()
    articles = [
        article for name in SETS for article in read(options.data, f"{options.part}.{name}")
    ]
    if options.errors:
        for article in articles:
            show_errors(
                with_title(article) if TITLED in options.errors else article, WAYS[options.errors]
            )
        return
    lines = ["| written as | articles right | breaks right |", "|---|--:|--:|"]
    for name, write in WAYS.items():
        given = [with_title(article) for article in articles] if TITLED in name else articles
        right, breaks = measure(given, write, name == "one sentence a line")
        lines.append(f"| {name} | {right:.1f} % | {breaks:.2f} % |")
    text = "\n".join(lines) + f"\n\n{len(articles)} articles.\n"
    print(text)
    if options.write:
        start, end = "<!-- paragraphs:start -->\n", "<!-- paragraphs:end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
        PAGE.write_text(before + start + text + end + rest.partition(end)[2], encoding="utf-8")


def read(data: Path, name: str) -> Iterator[list[str]]:
    """The articles with at least three paragraphs, on one line each."""
    path = data / "summaries" / f"{name}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        paragraphs = [" ".join(text.split()) for text in json.loads(line)["paragraphs"]]
        if len(paragraphs) > 2:
            yield paragraphs


def with_title(paragraphs: Sequence[str]) -> list[str]:
    """A title of up to 100 characters before them: their first words, in capitals."""
    return [textwrap.shorten(paragraphs[0], 100, placeholder="").rstrip(".,").upper(), *paragraphs]


def sentences(paragraphs: Sequence[str]) -> list[str]:
    """Full stop and space end one; good enough for lines of very different length."""
    return [
        sentence
        for text in paragraphs
        for sentence in text.replace(". ", ".\n").split("\n")
        if sentence.strip()
    ]


def measure(
    articles: Sequence[Sequence[str]], write: Writer, by_sentence: bool
) -> tuple[float, float]:
    """Percent of articles and of line breaks that are judged right."""
    right = wrong_breaks = all_breaks = 0
    for article in articles:
        text = write(article)
        expected = starts(sentences(article) if by_sentence else article)
        found = starts(texts_of(text))
        right += expected == found
        wrong_breaks += len(expected ^ found)
        all_breaks += text.count("\n") - text.count("\n\n")
    return 100 * right / len(articles), 100 * (1 - wrong_breaks / max(all_breaks, 1))


def texts_of(text: str) -> list[str]:
    """The texts of all blocks."""
    return [block.before.strip() + block.text for block in split(lines_of([text]))]


def starts(texts: Sequence[str]) -> set[int]:
    """Where blocks start, as the number of characters before them, white space left out."""
    result, position = set(), 0
    for text in texts:
        result.add(position)
        position += len("".join(text.split()))
    return result


def show_errors(article: Sequence[str], write: Writer) -> None:
    """The blocks that start in the wrong place."""
    expected, found = starts(article), starts(texts_of(write(article)))
    plain = "".join("".join(article).split())
    for sign, places in (("missing", expected - found), ("wrong", found - expected)):
        for place in sorted(places):
            print(f"{sign:8}{plain[max(place - 40, 0) : place]}¦{plain[place : place + 40]}")


if __name__ == "__main__":
    main()
