"""What the checks find of faults that are put into good translations.

    python benchmarks/faults.py --data ../shared/data [--write]

Each fault is put into every reference of FLORES dev that has a place for it; a sentence counts
as found if it gets a flag of the fault's own kind that the reference without the fault has not.
`--write` puts the table into docs/checks.md, between its markers.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from checks import PAGE, lines_of

from translator import __version__
from translator.checks import check
from translator.languages import EN_ID, ID_EN, Direction
from translator.text import exonyms, money, sentences

Fault = Callable[[str, str, Direction], str]  # source, target -> spoilt target; "": no place


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="rewrite the table in docs/checks.md")
    options = parser.parse_args()
    rows = ["| fault | its checks | id-en | en-id |", "|---|---|--:|--:|"]
    folder = options.data / "flores-dev"
    for name, (spoil, kinds) in FAULTS.items():
        cells = (measure(folder, direction, spoil, kinds) for direction in (ID_EN, EN_ID))
        rows.append(
            f"| {name} | {', '.join(f'`{kind}`' for kind in kinds)} | {' | '.join(cells)} |"
        )
    text = "\n".join(rows) + f"\n\ntranslator-id-en {__version__}.\n"
    sys.stdout.write(text)
    if options.write:
        start, end = "<!-- faults:start -->\n", "<!-- faults:end -->"
        head, rest = PAGE.read_text(encoding="utf-8").split(start)
        tail = rest.split(end)[1]
        PAGE.write_text(f"{head}{start}{text}{end}{tail}", encoding="utf-8")


def measure(folder: Path, direction: Direction, spoil: Fault, kinds: tuple[str, ...]) -> str:
    """Found and all, as "97% of 210"."""
    found = total = 0
    targets = lines_of(folder / f"{direction}.{direction.target}")
    sources = lines_of(folder / f"{direction}.{direction.source}")
    for source, target in zip(sources, targets, strict=True):
        spoilt = spoil(source, target, direction)
        if not spoilt or spoilt == target:
            continue
        total += 1
        before = {(flag.kind, flag.message) for flag in check(source, target, direction)}
        flags = check(source, spoilt, direction)
        found += any(
            flag.kind in kinds and (flag.kind, flag.message) not in before for flag in flags
        )
    return f"{100 * found / total:.0f}% of {total}" if total else "-"


def other_digit(source: str, target: str, direction: Direction) -> str:
    """The first number's last figure is another."""
    return re.sub(r"\d(?!\d)", lambda found: str((int(found[0]) + 3) % 10), target, count=1)


def lost_digit(source: str, target: str, direction: Direction) -> str:
    """The first number of three figures or more loses one."""
    return re.sub(r"\d(?=\d\d)", "", target, count=1)


def lost_number(source: str, target: str, direction: Direction) -> str:
    """The first number in figures is gone."""
    return re.sub(r"\s?\b\d[\d.,]*\d\b|\s?\b\d\b", "", target, count=1)


def other_mark(source: str, target: str, direction: Direction) -> str:
    """Decimal and thousands marks are those of the source's language."""
    swap = str.maketrans(".,", ",.")
    return re.sub(r"\d[.,]\d+(?:[.,]\d+)*", lambda found: found[0].translate(swap), target)


def lost_currency(source: str, target: str, direction: Direction) -> str:
    """The first currency, a sign or a word beside figures, is gone."""
    for mention in money.find(target):
        if mention.amount:
            return re.sub(rf"\s?{re.escape(mention.text)}", "", target)
    return ""


def misspelt(source: str, target: str, direction: Direction) -> str:
    """A name of six letters or more, the same on both sides, loses an inner letter."""
    shared = set(re.findall(r"\b[A-Z][a-z]{5,}\b", source))
    for name in re.findall(r"(?<=\w )[A-Z][a-z]{5,}\b", target):
        if name in shared:
            return target.replace(name, name[:2] + name[3:])
    return ""


def misspelt_small(source: str, target: str, direction: Direction) -> str:
    """As `misspelt`, and it begins with a small letter; at the beginning of a sentence too."""
    shared = set(re.findall(r"\b[A-Z][a-z]{5,}\b", source))
    for name in re.findall(r"\b[A-Z][a-z]{5,}\b", target):
        if name in shared:
            return target.replace(name, (name[:2] + name[3:]).lower())
    return ""


def other_country(source: str, target: str, direction: Direction) -> str:
    """The first country or people is another one."""
    for exonym, form in exonyms.find(re.findall(r"[^\W\d_]+", target), direction.target).items():
        if exonym.section == "country" and form not in ("Peru", "Peruvian"):
            return re.sub(rf"\b{form}\b", "Peru", target, count=1)
    return ""


def lost_brackets(source: str, target: str, direction: Direction) -> str:
    """What stands in brackets is gone."""
    return re.sub(r"\s*\([^()]*\)", "", target) if "(" in source else ""


def lost_question(source: str, target: str, direction: Direction) -> str:
    """The question marks are full stops."""
    return target.replace("?", ".") if "?" in source else ""


def lost_quotes(source: str, target: str, direction: Direction) -> str:
    """The quotation marks are gone."""
    return re.sub('["“”]', "", target) if source.count('"') > 1 or "“" in source else ""


def lost_sentence(source: str, target: str, direction: Direction) -> str:
    """The shortest of several sentences is gone."""
    found = [sentence.text for sentence in sentences.split(target, direction.target)]
    if len(found) < 2:
        return ""
    found.remove(min(found, key=len))
    return " ".join(found)


def lost_half(source: str, target: str, direction: Direction) -> str:
    """The second half of the words is gone."""
    words = target.split()
    return " ".join(words[: len(words) // 2])


def lost_end(source: str, target: str, direction: Direction) -> str:
    """The last three words are gone, with the final mark."""
    return " ".join(target.split()[:-3])


def looped(source: str, target: str, direction: Direction) -> str:
    """The last two words come four times."""
    words = target.split()
    return " ".join([*words, *words[-2:] * 3])


def copied(source: str, target: str, direction: Direction) -> str:
    """The source, as it is."""
    return source


def half_copied(source: str, target: str, direction: Direction) -> str:
    """The first half is the translation's, the second the source's."""
    own, foreign = target.split(), source.split()
    return " ".join([*own[: len(own) // 2], *foreign[len(foreign) // 2 :]])


FAULTS: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "a figure of a number changed": (other_digit, ("numbers",)),
    "a figure of a number lost": (lost_digit, ("numbers",)),
    "a number lost": (lost_number, ("numbers",)),
    "decimal and thousands marks not changed": (other_mark, ("numbers",)),
    "the currency of an amount lost": (lost_currency, ("numbers",)),
    "a name misspelt": (misspelt, ("names",)),
    "a name misspelt, in small letters": (misspelt_small, ("names",)),
    "another country": (other_country, ("names",)),
    "brackets and their content lost": (lost_brackets, ("brackets",)),
    "question mark lost": (lost_question, ("question",)),
    "quotation marks lost": (lost_quotes, ("quotes",)),
    "the shortest of several sentences lost": (lost_sentence, ("sentences", "length")),
    "the second half lost": (lost_half, ("length", "unfinished")),
    "the last three words lost": (lost_end, ("length", "unfinished")),
    "the last two words four times": (looped, ("loop",)),
    "not translated": (copied, ("untranslated",)),
    "half of it not translated": (half_copied, ("untranslated", "language")),
}

if __name__ == "__main__":
    main()
