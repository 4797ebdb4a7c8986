"""For other tools: TMX 1.4 for translation memories, XLIFF 2.0 for editors, TSV for tables.

TMX: https://www.gala-global.org/tmx-14b. XLIFF:
https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from translator.document import BlockKind
from translator.options import WriterOptions
from translator.result import (
    Footer,
    Header,
    Severity,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.text.controls import visible


class _Rows:
    """What the three have in common: blocks are counted, and written as they come."""

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._blocks = 0

    def _numbered(self, block: TranslatedBlock) -> Iterator[tuple[int, TranslatedSentence]]:
        """The sentences of a block and their numbers, from 1; END blocks have none."""
        if block.source.kind is not BlockKind.END:
            self._blocks += 1
        return iter(enumerate(block.sentences, 1))


class TmxWriter(_Rows):
    """A unit for each sentence; one that is not translated is left out, as a memory has no use."""

    def begin(self, header: Header) -> None:
        """The header, with the signature as a property."""
        self._direction = header.direction
        self._stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
            f'<header creationtool="translator" creationtoolversion={_attribute(header.version)} '
            f'segtype="sentence" o-tmf="none" adminlang="en" srclang="{header.direction.source}" '
            'datatype="plaintext">\n'
            f'<prop type="x-signature">{_text(str(header.signature))}</prop>\n'
            f'<prop type="x-document">{_text(header.name)}</prop>\n</header>\n<body>\n'
        )

    def block(self, block: TranslatedBlock) -> None:
        """Its sentences, each with its place, score and flags."""
        for number, sentence in self._numbered(block):
            if not sentence.target:
                continue
            properties = {"x-place": f"{self._blocks}.{number}", "x-origin": sentence.origin.value}
            if sentence.score is not None:
                properties["x-score"] = f"{sentence.score:.4f}"
            lines = [f'<prop type="{name}">{value}</prop>' for name, value in properties.items()]
            lines += [
                f'<prop type="x-flag">{_text(f"{flag.kind}: {flag.message}")}</prop>'
                for flag in sentence.flags
            ]
            for language, text in (
                (self._direction.source, sentence.source.text),
                (self._direction.target, sentence.target),
            ):
                lines.append(f'<tuv xml:lang="{language}"><seg>{_text(text)}</seg></tuv>')
            self._stream.write("<tu>\n" + "\n".join(lines) + "\n</tu>\n")
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """Nothing but the closing tags: a summary is no translation unit."""
        self._stream.write("</body>\n</tmx>\n")


class XliffWriter(_Rows):
    """A unit for each block, a segment for each sentence; flags are notes."""

    def begin(self, header: Header) -> None:
        """The languages, the document's name and the signature."""
        direction = header.direction
        self._stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
            f'srcLang="{direction.source}" trgLang="{direction.target}">\n'
            f'<file id="f1" original={_attribute(header.name)}>\n'
            f'<notes>\n<note category="signature">{_text(str(header.signature))}</note>\n</notes>\n'
        )

    def block(self, block: TranslatedBlock) -> None:
        """A unit; what stands between its sentences is `ignorable`."""
        sentences = list(self._numbered(block))
        if not sentences:
            return
        parts: list[str] = []
        notes: list[str] = []
        place = 0
        for number, sentence in sentences:
            gap = block.source.text[place : sentence.source.start]
            if gap and place:
                parts.append(
                    f'<ignorable><source xml:space="preserve">{_text(gap)}</source></ignorable>'
                )
            place = sentence.source.end
            parts.append(_segment(number, sentence))
            notes += [
                f'<note category="{flag.kind}" priority="{_PRIORITY[flag.severity]}">'
                f"{_text(f'sentence {number}: {flag.message}')}</note>"
                for flag in sentence.flags
            ]
        if notes:
            parts = ["<notes>", *notes, "</notes>", *parts]
        inner = "\n".join(parts)
        self._stream.write(f'<unit id="u{self._blocks}">\n{inner}\n</unit>\n')
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """The closing tags."""
        if not self._blocks:  # a file must have a unit
            self._stream.write('<unit id="u0"><segment><source/></segment></unit>\n')
        self._stream.write("</file>\n</xliff>\n")


_PRIORITY = {Severity.SEVERE: 1, Severity.NOTICE: 5}  # 1 is the highest of 10


def _segment(number: int, sentence: TranslatedSentence) -> str:
    source = f"<source>{_text(sentence.source.text)}</source>"
    if not sentence.target:
        return f'<segment id="s{number}" state="initial">{source}</segment>'
    target = f"<target>{_text(sentence.target)}</target>"
    return f'<segment id="s{number}" state="translated">{source}{target}</segment>'


class TsvWriter(_Rows):
    """A line for each sentence, with a head; tabs and line ends in a text are spaces."""

    def begin(self, header: Header) -> None:
        """The names of the columns; the first two are those of the languages."""
        self._write(
            *(header.direction.source, header.direction.target, "block", "sentence", "kind"),
            *("score", "origin", "flags"),
        )

    def block(self, block: TranslatedBlock) -> None:
        """Its sentences."""
        for number, sentence in self._numbered(block):
            score = "" if sentence.score is None else f"{sentence.score:.4f}"
            flags = "; ".join(f"{flag.kind}: {flag.message}" for flag in sentence.flags)
            self._write(
                *(sentence.source.text, sentence.target, str(self._blocks), str(number)),
                *(block.source.kind.value, score, sentence.origin.value, flags),
            )
        self._stream.flush()

    def _write(self, *cells: str) -> None:
        self._stream.write("\t".join(" ".join(visible(cell).split()) for cell in cells) + "\n")

    def end(self, footer: Footer) -> None:
        """Nothing: a summary has no column."""


def _text(text: str) -> str:
    return escape(visible(text))


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
