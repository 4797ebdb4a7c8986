"""JSON: everything that is known, in one object that is written as it is made."""

from __future__ import annotations

from translator.writers.jsonbase import JsonBase
from translator.writers.jsonvalues import Values, dump


class JsonWriter(JsonBase):
    """One object; docs/schema/translation-1.json is its schema."""

    _comma = ""

    def _head(self, values: Values) -> None:
        self._stream.write(dump(values, indent=2).removesuffix("\n}") + ',\n  "blocks": [')

    def _row(self, values: Values) -> None:
        # A line end stands only between tokens: those of the text are escaped.
        row = dump(values, indent=2).replace("\n", "\n    ")
        self._stream.write(f"{self._comma}\n    {row}")
        self._comma = ","

    def _foot(self, values: Values) -> None:
        self._stream.write("\n  ]," + dump(values, indent=2).removeprefix("{") + "\n")
