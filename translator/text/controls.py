"""Characters that a reader never sees and a terminal may obey."""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC: titles, links
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one character
    r"|\x1b[ -/]*[0-~]"  # two-character escapes
)
# C0, C1 and DEL, less tab, line feed and carriage return; surrogates cannot be encoded.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks and overrides of writing direction: harmless in their own script, here only a way to
# show a text other than it is.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text without escape sequences, control characters, direction marks and surrogates.

    Line ends and tabs stay. A next line (U+0085), form feed or vertical tab becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", text)
    text = re.sub(r"[\x0b\x0c\x85]", " ", text)
    return _DIRECTION.sub("", _CONTROLS.sub("", text))
