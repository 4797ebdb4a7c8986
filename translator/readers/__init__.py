"""Reading documents. One format a module; this table is all that knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from translator.document import Block, Document
from translator.errors import InputError, MissingExtra, UsageError
from translator.options import ParagraphMode, ReaderOptions
from translator.readers.limits import read_bytes
from translator.readers.live import Live, is_live
from translator.readers.sniff import HEAD, Rejoined, sniff

Reader = Callable[[BinaryIO, ReaderOptions], Iterator[Block]]


@dataclass(frozen=True)
class Format:
    """A format that can be read."""

    reader: str  # "module:function", imported on use
    endings: tuple[str, ...]  # of file names, in small letters
    extra: str = ""  # the optional dependency that it needs; "": none
    packed: bool = False  # a zip file of parts: it stands in memory whole

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
    "markdown": Format("translator.readers.markdown:read", (".md", ".markdown")),
    "html": Format("translator.readers.html:read", (".html", ".htm", ".xhtml")),
    "srt": Format("translator.readers.subtitles:read_srt", (".srt",)),
    "vtt": Format("translator.readers.subtitles:read_vtt", (".vtt",)),
    "jsonl": Format("translator.readers.records:read_jsonl", (".jsonl", ".ndjson")),
    "csv": Format("translator.readers.records:read_csv", (".csv",)),
    "tsv": Format("translator.readers.records:read_tsv", (".tsv", ".tab")),
    "pdf": Format("translator.readers.pdf:read", (".pdf",), extra="formats"),
    "docx": Format("translator.readers.docx:read", (".docx",), packed=True),
    "odt": Format("translator.readers.odt:read", (".odt",), packed=True),
    "epub": Format("translator.readers.epub:read", (".epub",), packed=True),
}


def read(
    source: Path | BinaryIO,
    format: str = "auto",
    paragraphs: ParagraphMode = "auto",
    name: str = "",
    whole_page: bool = False,
    field: str = "",
) -> Document:
    """Open a document; its blocks come while it is being read.

    The beginning is read at once, so that a file that cannot be read fails here.

    Args:
        source: a file, or a stream of bytes, which stays open.
        format: a key of `FORMATS`; ``auto``: as the file's ending tells, or else its beginning.
        paragraphs: what ends a paragraph of a plain text.
        name: of the document; default: the path, or "-" for a stream.
        whole_page: of an HTML page take all, not only the article.
        field: of JSON Lines or a table: the name of the column to take.

    Raises:
        InputError: the file is missing, is no file, may not be read, or is not of this format;
            while the blocks are read too.
        UsageError: there is no such format, or it needs a field.
        MissingExtra: the format needs a package that is not installed.
    """
    name = name or (str(source) if isinstance(source, Path) else "-")
    if format not in ("auto", *FORMATS):
        raise UsageError(f"unknown format {format!r}", f"the formats are {', '.join(FORMATS)}")
    with _named(name):
        stream = source.open("rb") if isinstance(source, Path) else source
        live = Live(stream) if is_live(stream) else None
        if live is not None:
            stream, head = cast(BinaryIO, live), live.head(HEAD)
        else:
            head = stream.read(HEAD)
        if format == "auto":
            format = guess_format(name, head)
        if live is not None:
            live.patient = format != "text"  # any other one is read whole
        joined = cast(BinaryIO, Rejoined(head, stream))
        origin = b""
        if FORMATS[format].packed:
            origin = read_bytes(joined)
            joined = BytesIO(origin)
    reader = FORMATS[format].load()
    options = ReaderOptions(paragraphs, whole_page, field)
    blocks = _blocks(reader(joined, options), name, stream if stream is not source else None)
    first = next(blocks, None)
    return Document(chain([first], blocks) if first else (), name, format, origin)


def guess_format(name: str, head: bytes = b"") -> str:
    """The format that a file's name tells, or else its first bytes; text if neither does."""
    ending = Path(name).suffix.lower()
    for key, entry in FORMATS.items():
        if ending in entry.endings:
            return key
    guessed = sniff(head)
    return guessed if guessed in FORMATS else "text"


def _blocks(blocks: Iterator[Block], name: str, stream: BinaryIO | None) -> Iterator[Block]:
    """The blocks; the stream is closed after the last one."""
    try:
        with _named(name):
            yield from blocks
    finally:
        if stream is not None:
            stream.close()


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Errors say which document they are about."""
    shown = "standard input" if name == "-" else name
    try:
        yield
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
