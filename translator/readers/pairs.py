"""Reading texts that are translated already: pairs of source and target, as a stream.

Two files aligned line by line, or one file with both sides: TSV, TMX, XLIFF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from translator.document import TextPair
from translator.errors import InputError, UsageError
from translator.languages import EN_ID, ID_EN, Direction
from translator.readers.bilingual_xml import read_tmx, read_xliff
from translator.readers.decode import decode
from translator.text.lines import lines_of

FORMATS = {
    "tsv": (".tsv", ".tab"),
    "tmx": (".tmx",),
    "xliff": (".xliff", ".xlf", ".mqxliff", ".sdlxliff"),
}
# First lines of a TSV file that name its columns, as `--format tsv` writes them.
_HEADS = {("id", "en"): ID_EN, ("en", "id"): EN_ID, ("source", "target"): None}
_DIRECTIONS = {str(direction): direction for direction in (ID_EN, EN_ID)}
_CHUNK = 1 << 16


def read_pairs(
    source: Path, target: Path | None = None, direction: Direction | None = None
) -> Iterator[TextPair]:
    """The pairs of two files aligned line by line, or of one file that has both sides.

    A pair has a direction where the file tells one. Sides that stand the other way round than
    `direction` are exchanged.

    Raises:
        InputError: a file is missing or broken, or two files have not as many lines; that is
            known after the last pair only.
        UsageError: one file of a kind that has one side.
    """
    if target is not None:
        return _lines(source, target)
    kind = next((name for name, ends in FORMATS.items() if source.suffix.lower() in ends), "")
    if not kind:
        endings = ", ".join(ends[0] for ends in FORMATS.values())
        raise UsageError(
            f"{source} has one side only", f"name its translation too, or one file of {endings}"
        )
    return _one_file(source, kind, direction)


def _one_file(path: Path, kind: str, direction: Direction | None) -> Iterator[TextPair]:
    if kind == "tsv":
        yield from _tsv(path, direction)
        return
    with _opened(path) as stream:
        yield from (read_tmx if kind == "tmx" else read_xliff)(stream, direction)


def _lines(source: Path, target: Path) -> Iterator[TextPair]:
    number = lines = 0  # of the source, of the target
    for left, right in zip_longest(_text_lines(source), _text_lines(target)):
        number += left is not None
        lines += right is not None
        if left is not None and right is not None:
            yield TextPair(left, right, f"line {number}")
    if number != lines:
        counts = f"{number:,} and {lines:,}"
        raise InputError(
            f"{source} and {target} are not aligned: {counts} lines",
            "line n of one has to be the translation of line n of the other",
        )


def _tsv(path: Path, wanted: Direction | None) -> Iterator[TextPair]:
    head: Direction | None = None  # as the names of the columns tell
    for number, line in enumerate(_text_lines(path), 1):
        if not line.strip():
            continue
        left, tab, rest = line.partition("\t")
        if not tab:
            raise InputError(
                f"{path}: line {number} has no tab", "a line is a source, a tab, its translation"
            )
        right, _, more = rest.partition("\t")
        if number == 1 and (left, right) in _HEADS:
            head = _HEADS[left, right]
            continue
        own = _DIRECTIONS.get(more, head)  # the memory writes it in a column of its own
        if wanted and own and own != wanted:
            left, right, own = right, left, wanted
        yield TextPair(left, right, f"line {number}", own)


def _text_lines(path: Path) -> Iterator[str]:
    with _opened(path) as stream:
        for line in lines_of(decode(iter(lambda: stream.read(_CHUNK), b""))):
            yield line.rstrip("\r\n")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.hint) from error
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
