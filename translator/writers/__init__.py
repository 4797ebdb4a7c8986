"""Writers: one translation in one format. A table, opened by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from translator import readers
from translator.errors import UsageError
from translator.options import WriterOptions
from translator.protocols import Writer


@dataclass(frozen=True)
class Format:
    """One way to write a translation."""

    target: str  # "module:class"; the class takes a stream and `WriterOptions`
    help: str  # what it is, in a few words
    endings: tuple[str, ...] = ()  # of files that are meant to be this, with the dot
    binary: bool = False  # its stream takes bytes
    alone: bool = False  # holds the translation alone: no source, no flags, no summary unasked


FORMATS = {
    "side-by-side": Format(
        "translator.writers.terminal:TerminalWriter", "two columns, for the screen"
    ),
    "text": Format(
        "translator.writers.text:TextWriter", "the translation alone", (".txt",), alone=True
    ),
    "markdown": Format(
        "translator.writers.markdown:MarkdownWriter", "both languages", (".md", ".markdown")
    ),
    "markdown-table": Format(
        "translator.writers.markdown:MarkdownTableWriter", "both languages in a table"
    ),
    "html": Format("translator.writers.html:HtmlWriter", "a page, side by side", (".html", ".htm")),
    "docx": Format(
        "translator.writers.docx:DocxWriter", "a Word table, side by side", (".docx",), binary=True
    ),
    "same": Format(
        "translator.writers.same:SameWriter",
        "the document itself, translated",
        binary=True,
        alone=True,
    ),
    "json": Format("translator.writers.jsonfile:JsonWriter", "everything, one object", (".json",)),
    "jsonl": Format(
        "translator.writers.jsonl:JsonLinesWriter", "everything, an object a line", (".jsonl",)
    ),
    "tmx": Format("translator.writers.exchange:TmxWriter", "a translation memory", (".tmx",)),
    "xliff": Format(
        "translator.writers.exchange:XliffWriter", "for translation editors", (".xlf", ".xliff")
    ),
    "tsv": Format("translator.writers.exchange:TsvWriter", "a table of sentences", (".tsv",)),
}


def format_of(path: Path, source: str = "text") -> str:
    """The format that a file's ending asks for; plain text if it asks for none.

    A file of the same kind as the document is the document itself, translated. Raises UsageError
    for an ending that is another kind's, which cannot be made of this document.

    Args:
        path: of the output.
        source: format of the document, a key of `readers.FORMATS`.
    """
    if source != "text" and path.suffix.lower() in readers.FORMATS[source].endings:
        return "same"
    for name, form in FORMATS.items():
        if path.suffix.lower() in form.endings:
            return name
    for name, kind in readers.FORMATS.items():
        if name != "text" and path.suffix.lower() in kind.endings:
            raise UsageError(
                f"a {source} document cannot be written as {path.suffix}",
                f"choose another ending, or one of --format {', '.join(FORMATS)}",
            )
    return "text"


def open_writer(name: str, stream: IO[Any], options: WriterOptions | None = None) -> Writer:
    """A writer of that format on a stream, which stays open.

    Args:
        name: a key of `FORMATS`; raises UsageError for any other.
        stream: takes bytes if the format is binary, else text, and leaves line ends alone.
        options: how to show it.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}", f"one of {', '.join(FORMATS)}")
    module, _, attribute = FORMATS[name].target.partition(":")
    writer: Writer = getattr(import_module(module), attribute)(stream, options or WriterOptions())
    return writer
