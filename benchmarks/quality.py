"""BLEU and chrF of the whole tool on FLORES dev and news sentences, beside published outputs.

    python benchmarks/quality.py --data ../shared/data [--model NAME|FOLDER] [--write]

Every source file goes through the command itself, one sentence a line, as a user would send it
(`translator translate --paragraphs lines --format text`). The outputs of the other systems are
those that mozilla/firefox-translations-models publishes; they are only scored here.
`--write` puts the table into docs/quality.md, between its markers.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

SYSTEMS = ("opusmt", "bergamot-tiny", "argos", "nllb", "google", "microsoft")
DIRECTIONS = ("id-en", "en-id")
PAGE = Path(__file__).parent.parent / "docs" / "quality.md"


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="name or folder; default: the embedded one")
    parser.add_argument("--direction", choices=DIRECTIONS, action="append")
    parser.add_argument("--beam-size", default="4")
    parser.add_argument("--write", action="store_true", help="rewrite the table in docs/quality.md")
    options = parser.parse_args()
    lines = ["| set | direction | system | BLEU | chrF |", "|---|---|---|--:|--:|"]
    for direction in options.direction or DIRECTIONS:
        lines += table(direction, options)
    text = "\n".join(lines).strip() + "\n\n" + footnote(options)
    sys.stdout.write(text)
    if options.write:
        write(text)


def table(direction: str, options: argparse.Namespace) -> list[str]:
    """The rows of one direction: this tool first."""
    source, target = direction.split("-")
    flores = options.data / "flores-dev"
    reference = lines_of(flores / f"{direction}.{target}")
    model = options.model or f"starter-{direction}"
    rows = []
    ours = translate(lines_of(flores / f"{direction}.{source}"), direction, options)
    if ours is None:
        return [f"| flores-dev | {direction} | {model} is not in the package | | |"]
    rows.append(row("flores-dev", direction, f"**translator**, {model}", ours, reference))
    for system in SYSTEMS:
        path = flores / f"{direction}.{system}.{target}"
        if path.exists():
            rows.append(row("flores-dev", direction, system, lines_of(path), reference))
    pairs = [line.split("\t") for line in lines_of(options.data / "news-dev.tsv")]
    news = {"id": [pair[0] for pair in pairs], "en": [pair[1] for pair in pairs]}
    outputs = translate(news[source], direction, options)
    assert outputs is not None
    rows.append(row("news-dev", direction, f"**translator**, {model}", outputs, news[target]))
    return rows


def row(
    name: str, direction: str, system: str, outputs: Sequence[str], reference: Sequence[str]
) -> str:
    """One line of the table; both sides have the same length."""
    assert len(outputs) == len(reference), (len(outputs), len(reference))
    bleu = BLEU().corpus_score(list(outputs), [list(reference)]).score
    chrf = CHRF().corpus_score(list(outputs), [list(reference)]).score
    return f"| {name} | {direction} | {system} | {bleu:.1f} | {chrf:.1f} |"


def translate(
    lines: Sequence[str], direction: str, options: argparse.Namespace
) -> list[str] | None:
    """The lines through the command; None: there is no such model (exit 4)."""
    source, target = direction.split("-")
    model = options.model or f"starter-{direction}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.txt")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            *(sys.executable, "-m", "translator", "translate", str(path)),
            *("--from", source, "--to", target, "--paragraphs", "lines", "--format", "text"),
            *("--model", model, "--beam-size", options.beam_size),
            *("--no-memory", "--no-summary", "--quiet"),
        ]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode == 4:
        return None
    done.check_returncode()
    return done.stdout.decode("utf-8").removesuffix("\n").split("\n")


def lines_of(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def footnote(options: argparse.Namespace) -> str:
    """How the figures were made."""
    bleu, chrf = BLEU(), CHRF()
    bleu.corpus_score(["a"], [["a"]])
    chrf.corpus_score(["a"], [["a"]])
    return (
        f"BLEU `{bleu.get_signature()}`, chrF `{chrf.get_signature()}`; "
        f"beam {options.beam_size}, CTranslate2 {version('ctranslate2')} int8, "
        f"translator-id-en {version('translator-id-en')}.\n"
    )


def write(text: str) -> None:
    """Put the table between the markers of the page."""
    start, end = "<!-- quality:start -->\n", "<!-- quality:end -->"
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(start)
    tail = rest.split(end)[1]
    PAGE.write_text(f"{head}{start}{text}{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
