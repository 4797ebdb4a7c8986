"""One column of a table: JSON Lines (jsonl), CSV and TSV. All else in the file stays as it is.

Each line of a value is a block, so that an article in a cell keeps its paragraphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from translator.document import Block, BlockKind
from translator.errors import InputError, UsageError
from translator.options import ReaderOptions
from translator.readers.limits import read_text
from translator.readers.runs import Part, Piece, Runs

_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|.)")
_LINE_END = re.compile(r"(\r\n?|\n)")
_UNCLOSED = (
    'close it; one that belongs to the text is written twice, and the cell in quotes: "a ""b"""'
)
_DECODER = json.JSONDecoder(strict=False)


def read_jsonl(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The field of each record; a record without it, or in which it is no text, has no block.

    Raises InputError for a line that is no object, UsageError where no field is named.
    """
    column = _Column()
    for number, line in enumerate(_lines(read_text(stream)), 1):
        values = _members(line, number) if line.strip() else {}
        if values and not options.field:
            raise UsageError("which field is the text?", _hint(list(values)))
        start, end = values.get(options.field, (0, 0))
        if line[start : start + 1] != '"':
            column.skip(line)
            continue
        column.skip(line[: start + 1])
        for raw, separator in _json_lines(line[start + 1 : end - 1]):
            yield from column.text(raw, json.loads(f'"{raw}"', strict=False), f"line {number}")
            column.skip(separator)
        column.skip(line[end - 1 :])
    yield from column.end()


def read_csv(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The cells of the column that is named in the first row, quoted as RFC 4180 has it.

    Commas, semicolons or tabs are told by the first row. Raises UsageError where it has several
    columns and none of them is named.
    """
    text = read_text(stream)
    head = _LINE_END.split(text, maxsplit=1)[0]
    yield from _table(text, max(",;\t", key=head.count), options.field)


def read_tsv(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """As `read_csv`, with tabs."""
    yield from _table(read_text(stream), "\t", options.field)


def _table(text: str, delimiter: str, field: str) -> Iterator[Block]:
    column = _Column()
    wanted = -1
    for number, row in enumerate(_rows(text, delimiter), 1):
        cells = row[::2]  # between them stand delimiters, and at last a line end
        if number == 1:
            names = [_unquoted(cell) for cell in cells]
            if field not in names and (field or len(names) > 1):
                problem = f"there is no column {field!r}" if field else "which column is the text?"
                raise UsageError(problem, _hint(names))
            wanted = names.index(field) if field else 0
        for place, raw in enumerate(row):
            if number == 1 or place != 2 * wanted:
                column.skip(raw)
            elif raw.startswith('"'):
                column.skip('"')
                for part in _LINE_END.split(raw[1:].removesuffix('"')):
                    if _LINE_END.fullmatch(part):
                        column.skip(part)
                    else:
                        yield from column.text(part, part.replace('""', '"'), f"row {number}")
                column.skip('"' if len(raw) > 1 and raw.endswith('"') else "")
            else:
                yield from column.text(raw, raw, f"row {number}", quoted=True)
    yield from column.end()


class _Column:
    """The blocks of a column, and what stands between them."""

    def __init__(self) -> None:
        self._runs = Runs(collapse=False)
        self._locator = ""

    def skip(self, raw: str) -> None:
        """What is not translated."""
        self._runs.separate(raw)

    def text(self, raw: str, text: str, locator: str, quoted: bool = False) -> Iterator[Block]:
        """A line of a value; `quoted`: a translation of it stands in quotes."""
        if quoted:
            self._runs.add(Piece(Part.OPEN, "", name="quoted", markup='"'))
        self._runs.add(Piece(Part.TEXT, raw, text))
        if quoted:
            self._runs.add(Piece(Part.CLOSE, "", name="quoted", markup='"'))
        before = "\n\n" if self._locator not in ("", locator) else "\n" if self._locator else ""
        for block in self._runs.take(BlockKind.CELL, 0, locator, before):
            self._locator = locator
            yield block

    def end(self) -> Iterator[Block]:
        """The END block."""
        yield from self._runs.end(before="\n" if self._locator else "")


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; unlike `splitlines`, only LF and CRLF end one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _members(line: str, number: int) -> dict[str, tuple[int, int]]:
    """Where the values of an object stand in its line, by name."""
    found: dict[str, tuple[int, int]] = {}
    try:
        json.loads(line, strict=False)
        place = _skip(line, _skip(line, 0, "{"), "")
        while line[place] != "}":
            name, place = _DECODER.raw_decode(line, place)
            place = _skip(line, place, ":")
            _, end = _DECODER.raw_decode(line, place)
            found[name] = (place, end)
            place = _skip(line, end, "")
            place = _skip(line, place, ",") if line[place] == "," else place
    except (IndexError, ValueError, RecursionError) as error:
        raise InputError(
            f"line {number} is no JSON object", "one object a line is needed"
        ) from error
    return found


def _skip(line: str, place: int, sign: str) -> int:
    """After white space, a sign, and white space."""
    match = re.compile(rf"\s*{re.escape(sign)}\s*").match(line, place)
    if match is None:
        raise ValueError(sign)
    return match.end()


def _json_lines(body: str) -> Iterator[tuple[str, str]]:
    """The lines of a value as it stands in JSON, each with the escape that ends it."""
    start = 0
    for match in _ESCAPE.finditer(body):
        if match[0] in ("\\n", "\\r"):
            yield body[start : match.start()], match[0]
            start = match.end()
    yield body[start:], ""


def _rows(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    """The rows of a table: cell, delimiter, cell, …, line end; together they are the text.

    Raises InputError for a cell in quotes without an end.
    """
    end = re.escape(delimiter)
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*)("|\Z)(?P<rest>[^\r\n{end}]*)|[^\r\n{end}]*')
    row: list[str] = []
    place = 0
    number = 1
    while place < len(text):
        match = cell.match(text, place)
        assert match is not None
        # A quote that is not closed takes all, or up to where another cell was to be opened.
        if match[2] == "" or ((match["rest"] or "").strip() and _LINE_END.search(match["quoted"])):
            raise InputError(f"row {number}: a quotation mark is not closed", _UNCLOSED)
        row.append(match[0])
        place = match.end()
        separator = text[place : place + (2 if text.startswith("\r\n", place) else 1)]
        row.append(separator)
        place += len(separator)
        if separator != delimiter:
            yield row
            row = []
            number += 1
    if row:
        yield [*row, ""]


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def _hint(names: Sequence[str]) -> str:
    return f"name one with --field: {', '.join(names)}"
