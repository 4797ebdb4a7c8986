"""The sign for a character that could not be read, U+FFFD.

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.0% / 0.0% of opus-mt's.
"""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity

_NO_CHARACTER = "\ufffd"


def find(pair: Pair) -> Flag | None:
    """A flag if the target has the sign and the source has not."""
    if _NO_CHARACTER not in pair.target or _NO_CHARACTER in pair.source:
        return None
    before, _, after = pair.target.partition(_NO_CHARACTER)
    word = before.rpartition(" ")[2] + _NO_CHARACTER + after.partition(" ")[0]
    return Flag("garbled", f"“{word}” has a character that is none", Severity.SEVERE)
