"""The same words over and over: the decoder went in circles.

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.2% / 0.0% of opus-mt's.
"""

from __future__ import annotations

import re

from translator.checks.pair import Pair
from translator.result import Flag, Severity

_TIMES = 3  # in a row; twice is common ("more and more", "sia-sia")
_LONGEST = 8  # words in what is repeated
_INSIDE_WORD = re.compile(r"([^\W\d_]{2,6}?)\1{4,}")  # "hahahahahaha" has five or more
_PIECES = re.compile(r"\w+")


def find(pair: Pair) -> Flag | None:
    """A flag for words that come three times in a row, unless they do in the source."""
    repeated = _repeated(pair.target)
    if not repeated or _repeated(pair.source):
        return None
    return Flag("loop", f"“{repeated}” comes again and again", Severity.SEVERE)


def _repeated(text: str) -> str:
    """The shortest run of words that comes `_TIMES` times in a row; empty: none."""
    words = _PIECES.findall(text.lower())
    # A word in a loop is there at least three times, so most texts are done here.
    if len(words) - len(set(words)) >= _TIMES - 1:
        for size in range(1, min(_LONGEST, len(words) // _TIMES) + 1):
            same = 0  # words in a row that equal the word `size` places before
            for position in range(size, len(words)):
                same = same + 1 if words[position] == words[position - size] else 0
                run = words[position - size + 1 : position + 1]
                if same >= size * (_TIMES - 1) and not all(map(str.isdigit, run)):
                    return " ".join(run)
    inside = _INSIDE_WORD.search(text.lower())
    return inside[1] if inside else ""
