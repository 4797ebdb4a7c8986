"""Reading a glossary: CSV, TSV or TBX.

A line is a source term and a target term. A line without a target, or with the same twice, is a
term that is not translated. A third column may say `case`: in these capitals only. The first
line may name the columns: `source`, `target`, `case`, or the languages, `id` and `en`, so that
one file serves both directions. A line that begins with # is a comment. A cell in quotes may
have line breaks in a column of other things only: in a term they are a quote that is not closed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from translator.errors import InputError, UsageError
from translator.languages import Direction
from translator.readers.bilingual_xml import read_tbx
from translator.readers.decode import decode
from translator.text.glossary import Glossary, Term
from translator.text.lines import lines_of

ENDINGS = (".csv", ".tsv", ".tab", ".tbx")
_YES = frozenset({"case", "match", "exact", "yes", "y", "true", "1"})
_NO = frozenset({"", "ignore", "no", "n", "false", "0"})


def read_glossary(path: Path, direction: Direction) -> Glossary:
    """The terms of a file for one direction, in its order.

    Raises:
        InputError: the file is missing or broken, or a line is.
        UsageError: it is of another kind.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path} is no glossary", f"the endings are {', '.join(ENDINGS)}")
    try:
        if ending == ".tbx":
            with path.open("rb") as stream:
                pairs = list(read_tbx(stream, direction))
            return Glossary(tuple(Term(pair.source, pair.target or pair.source) for pair in pairs))
        with path.open("rb") as stream:
            lines = list(lines_of(decode([stream.read()])))
        return Glossary(tuple(_terms(lines, "," if ending == ".csv" else "\t", direction)))
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.hint) from error
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _terms(lines: Sequence[str], delimiter: str, direction: Direction) -> Iterator[Term]:
    columns = {"source": 0, "target": 1, "case": 2}
    first = True
    for number, row in _rows(lines, delimiter):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        named = _header(cells, direction) if first else {}
        first = False
        columns = named or columns
        if not named:
            yield _term(cells, columns, number)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, with the number of its first line; raises InputError."""
    number = 1
    # A row that is not closed swallows the line that is put after all.
    rows = csv.reader([*lines, "end"], delimiter=delimiter, skipinitialspace=True)
    try:
        while number <= len(lines):
            row = next(rows)
            own = lines[number - 1 : rows.line_num]
            # What a row over several lines has after its closing quote was meant to open another
            # cell. On one line it is harmless: `"a" , b`.
            if len(own) > 1 or rows.line_num > len(lines):
                list(csv.reader(own, delimiter=delimiter, skipinitialspace=True, strict=True))
            yield number, row
            number = rows.line_num + 1
    except csv.Error as error:  # or a cell is longer than any term
        raise _unclosed(number) from error


def _unclosed(number: int) -> InputError:
    return InputError(
        f"line {number}: a quotation mark is not closed",
        'close it; one that belongs to a term is written twice, and the term in quotes: "a ""b"""',
    )


def _header(cells: Sequence[str], direction: Direction) -> dict[str, int]:
    """The columns that a first line names; empty: it names none."""
    names = {name.lower(): place for place, name in enumerate(cells)}
    names = {
        "source": names.get(direction.source, -1),
        "target": names.get(direction.target, -1),
    } | names
    if names["source"] < 0 or names["target"] < 0:
        return {}
    return {name: names.get(name, len(cells)) for name in ("source", "target", "case")}


def _term(cells: Sequence[str], columns: dict[str, int], line: int) -> Term:
    source, target, case = (
        cells[columns[name]] if columns[name] < len(cells) else ""
        for name in ("source", "target", "case")
    )
    if not {"\n", "\r"}.isdisjoint(source + target + case):
        raise _unclosed(line)
    if not source:
        raise InputError(f"line {line} has no source term", "a line is a term and its translation")
    if case.lower() not in _YES | _NO:
        raise InputError(f"line {line}: {case!r} is not known", "the third column may say case")
    return Term(source, target or source, case.lower() in _YES)
