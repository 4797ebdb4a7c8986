"""What JSON and JSON Lines have in common: the order of things, and the numbers of the blocks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TextIO

from translator.document import Block, BlockKind
from translator.options import WriterOptions
from translator.result import Footer, Header, TranslatedBlock
from translator.writers import jsonvalues
from translator.writers.jsonvalues import Values


class JsonBase(ABC):
    """Turns a translation into values; a subclass writes them."""

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._blocks = 0
        self._held: Block | None = None  # an END block, until it is known whether it is the last

    @abstractmethod
    def _head(self, values: Values) -> None: ...

    @abstractmethod
    def _row(self, values: Values) -> None: ...

    @abstractmethod
    def _foot(self, values: Values) -> None: ...

    def begin(self, header: Header) -> None:
        """What is known before the first block."""
        self._head(jsonvalues.of_header(header))
        self._stream.flush()

    def block(self, block: TranslatedBlock) -> None:
        """One block. An END block that nothing follows becomes `after`."""
        if self._held is not None:
            self._row(jsonvalues.of_block(TranslatedBlock(self._held), 0))
            self._held = None
        if block.source.kind is BlockKind.END:
            self._held = block.source
            return
        self._blocks += 1
        self._row(jsonvalues.of_block(block, self._blocks))
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """What is known after the last block."""
        after = self._held.before if self._held else ""
        self._foot({"after": after, **jsonvalues.of_footer(footer)})
        self._stream.flush()
