"""JSON Lines: the header, each block and the footer, one object a line."""

from __future__ import annotations

from translator.writers.jsonbase import JsonBase
from translator.writers.jsonvalues import Values, dump


class JsonLinesWriter(JsonBase):
    """Each object has a `type`: header, block or footer; the other keys are those of JSON."""

    def _head(self, values: Values) -> None:
        self._line("header", values)

    def _row(self, values: Values) -> None:
        self._line("block", values)

    def _foot(self, values: Values) -> None:
        self._line("footer", values)

    def _line(self, kind: str, values: Values) -> None:
        self._stream.write(dump({"type": kind, **values}) + "\n")
