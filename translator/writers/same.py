"""The document itself, translated: what is no prose stays byte for byte.

A reader leaves the markup around and inside each block beside its text. This writer puts the
translation, with the marks on it, in the place of the text; a block that the translation leaves as
it was, or in which a sentence has no translation, is written as it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from translator.document import BlockKind, Mark, MarkKind
from translator.errors import UsageError
from translator.languages import Direction
from translator.options import WriterOptions
from translator.readers.package import Package
from translator.result import Footer, Header, TranslatedBlock
from translator.text import marks
from translator.text.controls import visible
from translator.writers import fill


@dataclass(frozen=True)
class Filling:
    """How a translation is put into a format."""

    escape: Callable[[str], str]  # of text between marks
    finish: Callable[[TranslatedBlock, str], str] = lambda block, text: text
    adapt: Callable[[str, Direction], str] = lambda markup, direction: markup


FILLINGS: Mapping[str, Filling] = {
    "html": Filling(fill.escape_xml, adapt=fill.adapt_html),
    "srt": Filling(visible, fill.finish_subtitles),
    "vtt": Filling(fill.escape_xml, fill.finish_subtitles),
    "jsonl": Filling(fill.escape_json),
    "csv": Filling(fill.escape_csv),
    "tsv": Filling(fill.escape_csv),
    "docx": Filling(fill.escape_xml, fill.finish_docx),
    "odt": Filling(fill.escape_xml),
    "epub": Filling(fill.escape_xml, adapt=fill.adapt_html),
    "markdown": Filling(fill.escape_markdown, fill.finish_markdown),
}


class SameWriter:
    """Writes bytes in the format that the document came in; text is UTF-8."""

    def __init__(self, stream: BinaryIO, options: WriterOptions) -> None:
        self._stream = stream
        self._parts: dict[str, str] = {}  # of a zip file, by name
        self._part: list[str] = []

    def begin(self, header: Header) -> None:
        """Raises UsageError for a format that is not written."""
        if header.format not in FILLINGS:
            raise UsageError(
                f"a translated {header.format} document cannot be written",
                f"it can for {', '.join(FILLINGS)}; choose another --format",
            )
        self._header = header
        self._filling = FILLINGS[header.format]

    def block(self, block: TranslatedBlock) -> None:
        """What stands before the block, and its translation."""
        markup = block.source.markup
        if markup is None:
            return
        before = self._filling.adapt(markup.before, self._header.direction)
        text = markup.text
        failed = any(not sentence.target.strip() for sentence in block.sentences)
        if block.target.split() != block.source.text.split() and not failed:
            text = self._filling.finish(block, self._woven(block))
        self._write(before + text)
        if block.source.kind is BlockKind.END and self._header.origin:
            self._parts[block.source.locator] = "".join(self._part)
            self._part = []

    def _woven(self, block: TranslatedBlock) -> str:
        return marks.weave(block.target, block.target_marks, self._filling.escape, _wrap)

    def _write(self, text: str) -> None:
        if self._header.origin:
            self._part.append(text)
        else:
            self._stream.write(text.encode("utf-8", "replace"))
            self._stream.flush()

    def end(self, footer: Footer) -> None:
        """The whole zip file, if it is one. A document has no room for a summary."""
        if not self._header.origin:
            return
        package = Package(self._header.origin)
        if all(package.text(name) == text for name, text in self._parts.items()):
            self._stream.write(self._header.origin)
            return
        for name in package.names if self._header.format == "epub" else ():
            if name.endswith(".opf"):
                text = package.text(name)
                self._parts[name] = fill.adapt_book(text, self._header.direction)
        package.write(self._stream, self._parts)


def _wrap(mark: Mark, inner: str) -> str:
    if mark.kind in (MarkKind.POINT, MarkKind.CODE):
        return mark.opening
    return mark.opening + inner + mark.closing
