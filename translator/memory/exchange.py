"""Taking translations out of a memory, and bringing them in: TMX, TSV, JSON Lines.

JSON Lines keep all that the memory knows, so that another machine can go on with it. TMX and TSV
are for other programs; what comes in from them is taken for a person's work.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from translator import __version__
from translator.errors import InputError, UsageError
from translator.languages import Direction
from translator.memory.file import Row
from translator.memory.keys import imported
from translator.readers.pairs import read_pairs
from translator.text.normalise import prepare
from translator.writers.jsonvalues import dump

FORMATS = {"tmx": (".tmx",), "tsv": (".tsv", ".tab"), "jsonl": (".jsonl", ".ndjson")}
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TMX_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="translator-id-en" creationtoolversion={version} segtype="sentence"
 o-tmf="sqlite" adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
"""
_KEYS = ("source", "target", "direction", "signature", "score", "finished", "created", "used")


def format_of(path: Path) -> str:
    """The format that a file's ending tells; raises UsageError."""
    for name, endings in FORMATS.items():
        if path.suffix.lower() in endings:
            return name
    raise UsageError(f"{path} has none of the endings .tmx, .tsv, .jsonl", "name it so")


def export(rows: Iterable[Row], format: str, stream: IO[Any]) -> int:
    """Write rows in one of `FORMATS`; gives their number."""
    number = 0
    if format == "tmx":
        stream.write(_TMX_HEAD.format(version=quoteattr(__version__)))
    for row in rows:
        number += 1
        stream.write(_LINE[format](row))
    if format == "tmx":
        stream.write("</body>\n</tmx>\n")
    return number


def _tmx(row: Row) -> str:
    source, _, target = row.direction.partition("-")
    created, used = (
        time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(seconds)) for seconds in (row.created, row.used)
    )
    return (
        f'<tu srclang="{source}" creationdate="{created}" lastusagedate="{used}">'
        f'<prop type="x-signature">{_xml(row.signature)}</prop>'
        f'<tuv xml:lang="{source}"><seg>{_xml(row.source)}</seg></tuv>'
        f'<tuv xml:lang="{target}"><seg>{_xml(row.target)}</seg></tuv></tu>\n'
    )


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), {"\r": "&#13;"})


def _tsv(row: Row) -> str:
    source, target = (" ".join(text.split()) for text in (row.source, row.target))
    return f"{source}\t{target}\t{row.direction}\n"


def _json(row: Row) -> str:
    return dump({key: getattr(row, key) for key in _KEYS}) + "\n"


_LINE = {"tmx": _tmx, "tsv": _tsv, "jsonl": _json}


def read(path: Path, direction: Direction | None = None) -> Iterator[Row]:
    """The rows of a file; a pair that has no translation is left out.

    Args:
        path: its ending tells the format.
        direction: of the pairs, where the file does not tell it.

    Raises InputError, and UsageError where no one tells the direction.
    """
    if format_of(path) == "jsonl":
        yield from _read_json(path)
        return
    now = int(time.time())
    for pair in read_pairs(path, direction=direction):
        way = pair.direction or direction
        if way is None:
            raise UsageError(f"{path} does not tell its languages", "say --from id or --from en")
        if pair.source.strip() and pair.target.strip():
            source = prepare(pair.source, way.source).text
            signature = str(imported(str(way)))
            yield Row(signature, str(way), source, pair.target.strip(), 0.0, True, now, now)


def _read_json(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _row(line, f"{path}: line {number}")
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not a text in UTF-8") from error


def _row(line: str, place: str) -> Row:
    try:
        values = json.loads(line)
        row = Row(
            signature=values["signature"],
            direction=str(Direction.parse(values["direction"])),
            source=values["source"],
            target=values["target"],
            score=float(values["score"]),
            finished=bool(values["finished"]),
            created=int(values["created"]),
            used=int(values["used"]),
        )
        if not all(isinstance(text, str) for text in (row.signature, row.source, row.target)):
            raise TypeError("a text is no string")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, UsageError) as error:
        raise InputError(
            f"{place} is no translation: {error}", "`translator memory export` makes such files"
        ) from error
    return row
