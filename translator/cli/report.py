"""Flags for a person: the rows that have some, and a table of counts at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import IO, Any

from translator.checks.tally import Tally
from translator.languages import Direction
from translator.result import Flag, Severity
from translator.text.controls import visible

_COLORS = {Severity.SEVERE: "31", Severity.NOTICE: "33"}


class Report:
    """Writes flagged sentences as they come, and the counts when all are done.

    Args:
        stream: takes text.
        direction: names the two sides.
        width: columns.
        color: whether escape sequences may be written.
    """

    def __init__(self, stream: IO[Any], direction: Direction, width: int, color: bool) -> None:
        self._stream = stream
        self._direction = direction
        self._width = width
        self._color = color

    def sentence(self, place: str, source: str, target: str, flags: Sequence[Flag]) -> None:
        """One sentence with its flags; nothing if it has none."""
        if not flags:
            return
        for flag in flags:
            label = f"{flag.severity.value} {flag.kind}"
            head = f"{place}: {label}: {visible(flag.message)}"
            self._write(head.replace(label, self._weight(label, flag.severity), 1))
        self._write(self._indented(self._direction.source, source))
        self._write(self._indented(self._direction.target, target))
        self._write("")

    def counts(self, tally: Tally) -> None:
        """The table of counts."""
        if tally.kinds:
            width = max(map(len, tally.kinds))
            self._write(f"{'':{width}}  severe  notice")
            for kind, severe, notice in tally.rows():
                self._write(f"{kind:{width}}  {severe or '-':>6}  {notice or '-':>6}")
            self._write("")
        self._write(
            f"{tally.sentences:,} sentences, {tally.flagged:,} to check, {tally.severe:,} severe"
        )

    def _indented(self, language: str, text: str) -> str:
        return textwrap.fill(
            visible(text).strip() or "(empty)",
            self._width - 1,
            initial_indent=f"  {language}  ",
            subsequent_indent="      ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _weight(self, text: str, severity: Severity) -> str:
        return f"\x1b[1;{_COLORS[severity]}m{text}\x1b[0m" if self._color else text

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\n")
