"""The screen: source and translation side by side, row by row, as they are made."""

from __future__ import annotations

import re
from typing import TextIO

from rich.text import Text

from translator.document import Block, BlockKind
from translator.languages import LANGUAGES, Direction
from translator.options import WriterOptions
from translator.result import Footer, Header, Signature, Summary, TranslatedBlock
from translator.text.controls import visible
from translator.text.counted import counted
from translator.text.wrapping import unwrap
from translator.writers.terminal_console import PlainConsole
from translator.writers.terminal_layout import Layout, Row
from translator.writers.terminal_style import flag_lines, marked, target_text

_COMPACT = (BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.CUE)


class TerminalWriter:
    """Two columns with the languages' names as heads; stacked where two do not fit.

    Attributes:
        console: what it draws on; a progress display on the same screen has to share it.
    """

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._options = options
        self.console = PlainConsole(
            stream, options.width, color=options.color, is_terminal=options.color
        )
        self._layout = Layout.of(self.console)
        self._direction: Direction | None = None
        self._signature: Signature | None = None
        self._blocks = 0
        self._sentences = 0
        self._flagged = 0
        self._kind: BlockKind | None = None

    def begin(self, header: Header) -> None:
        """The heads of the columns."""
        self._direction = header.direction
        self._signature = header.signature
        self._layout.heads(
            LANGUAGES[header.direction.source].name, LANGUAGES[header.direction.target].name
        )

    def block(self, block: TranslatedBlock) -> None:
        """One row, with its number; END blocks have none."""
        source = block.source
        if source.kind is BlockKind.END:
            return
        self._blocks += 1
        self._sentences += len(block.sentences)
        self._flagged += sum(bool(sentence.flags) for sentence in block.sentences)
        if self._kind is not None and not (self._kind in _COMPACT and source.kind in _COMPACT):
            self._layout.blank()
        self._kind = source.kind
        style = {BlockKind.HEADING: "heading", BlockKind.VERBATIM: "verbatim"}.get(source.kind, "")
        lead = _lead(source)
        text, marks = (unwrap(source.text), ()) if source.wrap else (source.text, source.marks)
        left = Text(lead) + marked(text, marks)
        right = Text(lead) + target_text(block, scores=self._options.scores)
        for side in (left, right):
            side.stylize_before(style)
        notes = flag_lines(block.flags, self._layout.signs)
        self._layout.row(Row(str(self._blocks), left, right, notes))

    def end(self, footer: Footer) -> None:
        """The summary in a panel, and a line that says how the translation was made."""
        self.console.print()
        if footer.summary is not None and footer.summary.sentences and self._options.summary:
            self._layout.panel("Summary", self._summary_rows(footer.summary))
        self._layout.line(Text(self._closing(footer), "closing"))

    def _summary_rows(self, summary: Summary) -> list[Row]:
        assert self._direction is not None
        rows = []
        for sentence in summary.sentences:
            number = f"{self._layout.signs.paragraph}{sentence.block}" if sentence.block else ""
            text, other = Text(visible(sentence.text)), Text(visible(sentence.other))
            notes = flag_lines(sentence.flags, self._layout.signs)
            if not other:
                rows.append(Row(number, text, None, notes))
            elif summary.language == self._direction.source:
                rows.append(Row(number, text, other, notes))
            else:
                rows.append(Row(number, other, text, notes))
        return rows

    def _closing(self, footer: Footer) -> str:
        parts = [counted(self._blocks, "paragraph"), counted(self._sentences, "sentence")]
        if self._flagged:
            parts.append(f"{self._flagged} to check")
        if footer.counts.failed:
            parts.append(f"{footer.counts.failed} not translated")
        made = ""
        if self._signature is not None:
            made = f" · {self._signature.model} · {self._signature.engine}"
        return ", ".join(parts) + made


def _lead(block: Block) -> str:
    """The marker of a list item with its indentation; nothing for any other block."""
    if block.kind is not BlockKind.LIST_ITEM:
        return ""
    line = re.split(r"[\r\n]", block.before)[-1]
    return visible(line) if line.strip() else "  " * (block.level - 1) + "- "
