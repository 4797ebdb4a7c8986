"""How often each check alarms on good translations, and what it finds in six systems' outputs.

    python benchmarks/checks.py --data ../shared/data [--write]

The set is FLORES dev, 997 sentences a direction, with its references and the outputs that
mozilla/firefox-translations-models publishes. The references are taken as right, so what is
flagged there counts as a false alarm. `--write` puts the tables into docs/checks.md, between
its markers, and the rates into the docstrings of the checks.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import __version__
from translator.checks import CHECKS, check
from translator.languages import EN_ID, ID_EN, Direction
from translator.result import Flag, Severity

SYSTEMS = ("reference", "opusmt", "bergamot-tiny", "argos", "nllb", "google", "microsoft")
CHECK_MODULES = Path(__file__).parent.parent / "translator" / "checks"
PAGE = Path(__file__).parent.parent / "docs" / "checks.md"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Judged:
    """One system's output with its flags."""

    pairs: Pairs
    flags: list[tuple[Flag, ...]]

    def share(self, wanted: Callable[[Flag], bool]) -> float:
        """Percent of the sentences with such a flag."""
        found = sum(any(map(wanted, flags)) for flags in self.flags)
        return 100 * found / len(self.flags)

    def found(self, fault: Callable[[str, str], bool], kinds: Sequence[str]) -> tuple[int, int]:
        """Faults with a flag of one of these kinds, and all faults."""
        faulty = [flags for pair, flags in zip(self.pairs, self.flags, strict=True) if fault(*pair)]
        return sum(any(flag.kind in kinds for flag in flags) for flags in faulty), len(faulty)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="rewrite the tables in docs/checks.md")
    options = parser.parse_args()
    parts: list[str] = []
    results: list[dict[str, Judged]] = []
    started = time.process_time()
    for direction in (ID_EN, EN_ID):
        judged = {name: judge(options.data / "flores-dev", direction, name) for name in SYSTEMS}
        results.append(judged)
        parts += [*flag_table(direction, judged), "", *fault_table(judged), ""]
    seconds = (time.process_time() - started) / (2 * len(SYSTEMS) * 997)
    parts.append(
        f"translator-id-en {__version__}, Python {sys.version.split()[0]}; "
        f"{1000 * seconds:.1f} ms of processor time a sentence."
    )
    text = "\n".join(parts) + "\n"
    sys.stdout.write(text)
    if options.write:
        write(text)
        for kind in CHECKS:
            write_rates(kind, CHECK_MODULES / f"{kind}.py", results)


def judge(folder: Path, direction: Direction, system: str) -> Judged:
    """Every sentence of one system through all checks."""
    middle = "" if system == "reference" else f".{system}"
    sources = lines_of(folder / f"{direction}.{direction.source}")
    targets = lines_of(folder / f"{direction}{middle}.{direction.target}")
    pairs = list(zip(sources, targets, strict=True))
    return Judged(pairs, [check(source, target, direction) for source, target in pairs])


def flag_table(direction: Direction, judged: dict[str, Judged]) -> list[str]:
    """Percent of sentences with a flag, check by check and system by system."""
    rows = [f"### {direction}", "", f"| sentences with | {' | '.join(judged)} |"]
    rows.append("|---|" + "--:|" * len(judged))
    seen = Counter(flag.kind for system in judged.values() for fs in system.flags for flag in fs)
    for kind in CHECKS:
        if seen[kind]:
            rows.append(share_row(f"`{kind}`", judged, kind_is(kind)))
    rows.append(share_row("**any severe**", judged, lambda flag: flag.severity is Severity.SEVERE))
    rows.append(share_row("**any**", judged, lambda flag: True))
    return rows


def kind_is(kind: str) -> Callable[[Flag], bool]:
    """Whether a flag is of this kind."""
    return lambda flag: flag.kind == kind


def share_row(name: str, judged: dict[str, Judged], wanted: Callable[[Flag], bool]) -> str:
    """One line of percentages."""
    cells = (f"{system.share(wanted):.1f}" for system in judged.values())
    return f"| {name} | {' | '.join(cells)} |"


FAULTS: dict[str, tuple[Callable[[str, str], bool], Sequence[str]]] = {
    "shorter than 0.6 of the source": (
        lambda source, target: len(target) < 0.6 * len(source),
        ("length",),
    ),
    "“(” lost": (lambda source, target: "(" in source and "(" not in target, ("brackets",)),
    "“?” lost": (lambda source, target: "?" in source and "?" not in target, ("question",)),
}


def fault_table(judged: dict[str, Judged]) -> list[str]:
    """How many of the faults that a simple count shows have their flag."""
    rows = [f"| found, of all | {' | '.join(judged)} |", "|---|" + "--:|" * len(judged)]
    for name, (fault, kinds) in FAULTS.items():
        counts = (system.found(fault, kinds) for system in judged.values())
        rows.append(f"| {name} | {' | '.join(f'{found}/{all_}' for found, all_ in counts)} |")
    return rows


def write_rates(kind: str, path: Path, results: Sequence[dict[str, Judged]]) -> None:
    """Put a check's rates, id-en and en-id, into the line of its docstring that has them."""
    good, opus = (
        " / ".join(f"{judged[system].share(kind_is(kind)):.1f}%" for judged in results)
        for system in ("reference", "opusmt")
    )
    line = f"Flags {good} of good translations (id-en / en-id), {opus} of opus-mt's."
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^Flags .* of opus-mt's\.$", line, text, flags=re.M), "utf-8")


def lines_of(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def write(text: str) -> None:
    """Put the tables between the markers of the page."""
    start, end = "<!-- checks:start -->\n", "<!-- checks:end -->"
    head, rest = PAGE.read_text(encoding="utf-8").split(start)
    tail = rest.split(end)[1]
    PAGE.write_text(f"{head}{start}{text}{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
