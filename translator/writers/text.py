"""Plain text: the translation alone, laid out as the source is."""

from __future__ import annotations

from typing import TextIO

from translator.document import BlockKind
from translator.options import WriterOptions
from translator.result import Footer, Header, TranslatedBlock
from translator.text.controls import visible
from translator.writers.reflow import reflow


class TextWriter:
    """Blank lines, indentation and line ends of the source stay as they are.

    A paragraph that was wrapped by hand is wrapped again at the same width. A summary comes last,
    under a line of dashes.
    """

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._options = options

    def begin(self, header: Header) -> None:
        """Nothing is written: the text has no head."""
        self._language = header.direction.target

    def block(self, block: TranslatedBlock) -> None:
        """What stands before the block, then its translation."""
        source = block.source
        self._stream.write(visible(source.before))
        if source.kind is not BlockKind.END:
            self._stream.write(visible(reflow(source, block.target)))
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """The summary, if it is wanted, in the language of the translation where it is known."""
        if footer.summary is None or not self._options.summary:
            return
        lines = [
            sentence.text
            if footer.summary.language == self._language
            else sentence.other or sentence.text
            for sentence in footer.summary.sentences
        ]
        self._stream.write("\n\n----\n\n" + "".join(f"{visible(line)}\n" for line in lines))
