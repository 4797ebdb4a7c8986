"""Markdown in both languages: each block stacked, or all in a table of two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from translator.document import BlockKind, Mark, MarkKind
from translator.languages import LANGUAGES
from translator.options import WriterOptions
from translator.result import Flag, Footer, Header, Summary, TranslatedBlock
from translator.text import marks
from translator.text.controls import visible

# Characters that Markdown would take for marks; those of `_START` only where a line begins.
_MARKS = re.compile(r"([\\`*_\[\]<>|~&])")
_START = re.compile(r"^(\s*)(?:([-+#=])|(\d+)(?=[.)]))", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&])")
_SIGNS = {MarkKind.STRONG: "**", MarkKind.EMPHASIS: "*"}


class MarkdownWriter:
    """The source as a quotation, its translation below. Headings stay headings.

    Flags are footnotes; the summary has a section of its own.
    """

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._options = options
        self._flags: list[Flag] = []
        self._signature = ""

    def begin(self, header: Header) -> None:
        """The names of the languages."""
        self._names = tuple(
            LANGUAGES[code].name for code in (header.direction.source, header.direction.target)
        )
        self._signature = str(header.signature)
        self._stream.write(f"*{' – '.join(self._names)}*\n")

    def block(self, block: TranslatedBlock) -> None:
        """One block in both languages; END blocks give nothing."""
        if block.source.kind is BlockKind.END:
            return
        if block.source.kind is BlockKind.VERBATIM:
            self._verbatim(visible(block.source.text))
        else:
            source = _text(block.source.text, block.source.marks)
            target = _text(block.target, block.target_marks) + self._notes(block.flags)
            self._pair(block, source, target)
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """Summary, signature, footnotes."""
        if footer.summary is not None and footer.summary.sentences and self._options.summary:
            self._stream.write("\n---\n\n## Summary\n")
            self._summary(footer.summary)
        self._stream.write(f"\n---\n\n`{self._signature}`\n")
        for number, flag in enumerate(self._flags, 1):
            self._stream.write(f"\n[^{number}]: {flag.kind}: {_text(flag.message)}\n")

    def _pair(self, block: TranslatedBlock, source: str, target: str) -> None:
        if block.source.kind is BlockKind.HEADING:
            depth = "#" * min(max(block.source.level, 1), 6)
            for text in (source, target):
                self._stream.write(f"\n{depth} {_one_line(text)}\n")
        else:
            quoted = "\n".join(f"> {line.strip()}" for line in source.splitlines())
            self._stream.write(f"\n{quoted}\n\n{target}\n")

    def _verbatim(self, text: str) -> None:
        fence = "`" * max(3, _longest_run(text) + 1)
        code = text.strip("\n")
        self._stream.write(f"\n{fence}\n{code}\n{fence}\n")

    def _summary(self, summary: Summary) -> None:
        for sentence in summary.sentences:
            place = f" (¶ {sentence.block})" if sentence.block else ""
            notes = self._notes(sentence.flags)
            self._stream.write(f"\n- {_one_line(_text(sentence.text))}{place}{notes}\n")
            if sentence.other:
                self._stream.write(f"\n  {_one_line(_text(sentence.other))}\n")

    def _notes(self, flags: Sequence[Flag]) -> str:
        """The marks of new footnotes for these flags."""
        first = len(self._flags) + 1
        self._flags += flags
        return "".join(f"[^{number}]" for number in range(first, len(self._flags) + 1))


class MarkdownTableWriter(MarkdownWriter):
    """One row a block. Code, which no cell can hold, stands between two tables."""

    _open = False

    def _pair(self, block: TranslatedBlock, source: str, target: str) -> None:
        if not self._open:
            self._stream.write(f"\n| {' | '.join(self._names)} |\n|---|---|\n")
            self._open = True
        cells = [_cell(source), _cell(target)]
        if block.source.kind is BlockKind.HEADING:
            cells = [f"**{cell}**" for cell in cells]
        self._stream.write(f"| {' | '.join(cells)} |\n")

    def _verbatim(self, text: str) -> None:
        super()._verbatim(text)
        self._open = False


def _text(text: str, own: Sequence[Mark] = ()) -> str:
    """A text with its marks, all else escaped."""
    woven = marks.weave(text, own, lambda part: _MARKS.sub(r"\\\1", visible(part)), _wrap)
    return _START.sub(
        lambda start: start[1] + (f"\\{start[2]}" if start[2] else f"{start[3]}\\"), woven
    )


def _wrap(mark: Mark, words: str) -> str:
    core = words.strip()
    if not core:
        return words
    before, after = words[: words.index(core)], words[words.index(core) + len(core) :]
    if mark.kind in _SIGNS:
        sign = _SIGNS[mark.kind]
        core = f"{sign}{core}{sign}"
    elif mark.kind is MarkKind.LINK and mark.address:
        address = visible(mark.address).replace("<", "%3C").replace(">", "%3E")
        core = f"[{core}](<{address}>)"
    elif mark.kind is MarkKind.CODE:
        code = _ESCAPED.sub(r"\1", core)
        fence = "`" * (_longest_run(code) + 1)
        space = " " if "`" in code else ""
        core = f"{fence}{space}{code}{space}{fence}"
    return before + core + after


def _cell(text: str) -> str:
    return "<br>".join(line.strip() for line in text.splitlines())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _longest_run(text: str) -> int:
    """Length of the longest run of backticks."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
