"""Markdown in both languages: each paragraph of the source as a quotation, then its translation."""

from __future__ import annotations

import re
from typing import TextIO

from translator.document import BlockKind
from translator.languages import LANGUAGES
from translator.options import WriterOptions
from translator.result import Flag, Footer, Header, Signature, Summary, TranslatedBlock
from translator.text.controls import visible

# Characters that Markdown would take for marks. `-`, `+`, `#`, `>` and numbers count only at the
# start of a line.
_MARKS = re.compile(r"([\\`*_\[\]<>|~&])")
_START = re.compile(r"^(\s*)([-+#=]|\d+(?=[.)]))", re.MULTILINE)


class MarkdownWriter:
    """Headings stay headings. Flags are footnotes; the summary has a section of its own."""

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._options = options
        self._notes: list[Flag] = []
        self._signature: Signature | None = None

    def begin(self, header: Header) -> None:
        """The names of the languages."""
        source, target = (
            LANGUAGES[code].name for code in (header.direction.source, header.direction.target)
        )
        self._signature = header.signature
        self._stream.write(f"*{source} – {target}*\n")

    def block(self, block: TranslatedBlock) -> None:
        """One block in both languages; END blocks give nothing."""
        source = block.source
        if source.kind is BlockKind.END:
            return
        if source.kind is BlockKind.VERBATIM:
            self._stream.write(f"\n{_fenced(visible(source.text))}\n")
            return
        marks = "".join(f"[^{self._note(flag)}]" for flag in block.flags)
        before, after = _escaped(source.text), _escaped(block.target) + marks
        if source.kind is BlockKind.HEADING:
            depth = "#" * min(max(source.level, 1), 6)
            before, after = _one_line(before), _one_line(after)
            self._stream.write(f"\n{depth} {before}\n\n{depth} {after}\n")
        else:
            self._stream.write(f"\n{_quoted(before)}\n\n{after}\n")
        self._stream.flush()

    def end(self, footer: Footer) -> None:
        """Summary, signature, footnotes."""
        if footer.summary is not None and footer.summary.sentences and self._options.summary:
            self._stream.write("\n---\n\n## Summary\n")
            self._summary(footer.summary)
        self._stream.write(f"\n---\n\n`{self._signature}`\n")
        for number, flag in enumerate(self._notes, 1):
            self._stream.write(f"\n[^{number}]: {flag.kind}: {_escaped(flag.message)}\n")

    def _summary(self, summary: Summary) -> None:
        for sentence in summary.sentences:
            place = f" (¶ {sentence.block})" if sentence.block else ""
            self._stream.write(f"\n- {_one_line(_escaped(sentence.text))}{place}\n")
            if sentence.other:
                self._stream.write(f"\n  {_one_line(_escaped(sentence.other))}\n")

    def _note(self, flag: Flag) -> int:
        self._notes.append(flag)
        return len(self._notes)


def _escaped(text: str) -> str:
    text = _MARKS.sub(r"\\\1", visible(text))
    return _START.sub(lambda match: _escaped_start(match[1], match[2]), text)


def _escaped_start(blank: str, mark: str) -> str:
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line.strip()}" for line in text.splitlines())


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"
