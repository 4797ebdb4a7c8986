"""Reading documents. One format a module; this table is all that knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from translator.document import Block, Document
from translator.errors import InputError, MissingExtra, UsageError
from translator.options import ParagraphMode, ReaderOptions

Reader = Callable[[BinaryIO, ReaderOptions], Iterator[Block]]


@dataclass(frozen=True)
class Format:
    """A format that can be read."""

    reader: str  # "module:function", imported on use
    endings: tuple[str, ...]  # of file names, in small letters
    extra: str = ""  # the optional dependency that it needs; "": none

    def load(self) -> Reader:
        """Its function; raises MissingExtra."""
        module, _, function = self.reader.partition(":")
        try:
            reader: Reader = getattr(import_module(module), function)
        except ImportError as error:
            if not self.extra:
                raise
            raise MissingExtra(f"{self.endings[0]} input", self.extra) from error
        return reader


FORMATS: dict[str, Format] = {
    "text": Format("translator.readers.text:read", (".txt", ".text")),
}


def read(
    source: Path | BinaryIO,
    format: str = "auto",
    paragraphs: ParagraphMode = "auto",
    name: str = "",
) -> Document:
    """Open a document; its blocks come while it is being read.

    The beginning is read at once, so that a file that cannot be read fails here.

    Args:
        source: a file, or a stream of bytes, which stays open.
        format: a key of `FORMATS`; ``auto``: as the file's ending tells, else text.
        paragraphs: what ends a paragraph of a plain text.
        name: of the document; default: the path, or "-" for a stream.

    Raises:
        InputError: the file is missing, is no file, may not be read, or is not of this format;
            while the blocks are read too.
        UsageError: there is no such format.
        MissingExtra: the format needs a package that is not installed.
    """
    name = name or (str(source) if isinstance(source, Path) else "-")
    if format == "auto":
        format = guess_format(name)
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}", f"the formats are {', '.join(FORMATS)}")
    reader = FORMATS[format].load()
    blocks = _blocks(source, reader, ReaderOptions(paragraphs), name)
    first = next(blocks, None)
    return Document(chain([first], blocks) if first else (), name, format)


def guess_format(name: str) -> str:
    """The format that a file's name tells; text if its ending is not known."""
    ending = Path(name).suffix.lower()
    return next((key for key, entry in FORMATS.items() if ending in entry.endings), "text")


def _blocks(
    source: Path | BinaryIO, reader: Reader, options: ReaderOptions, name: str
) -> Iterator[Block]:
    shown = "standard input" if name == "-" else name
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                yield from reader(stream, options)
        else:
            yield from reader(source, options)
    except InputError as error:
        raise InputError(f"{shown}: {error.message}", error.hint) from error
    except OSError as error:
        raise InputError(f"{shown}: {_reason(error)}", _cure(error)) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _cure(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "check the name and the folder"
    if isinstance(error, IsADirectoryError):
        return "name a file in it"
    if isinstance(error, PermissionError):
        return "make it readable for this user"
    return ""
