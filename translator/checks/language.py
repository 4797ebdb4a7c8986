"""A target that is written in the wrong language.

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.0% / 0.1% of opus-mt's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.checks.pair import Pair
from translator.languages import Direction
from translator.result import Flag, Severity
from translator.text.functionwords import FUNCTION_WORDS

_ENOUGH = 3  # small words of the source's language that make it no accident
_SHARE = 0.2  # of all words; in a real sentence about 2 in 5 are small ones
# A title left in its own language: "Society for the Prevention of Cruelty to Animals".
_IN_TITLE = re.compile(r"(?<=\w)((?: [a-z]{1,3}){1,2})(?= [A-Z])")


def find(pair: Pair) -> Flag | None:
    """A flag if most small words are of the source's language."""
    if not _is_wrong(pair.target_words, pair.direction):
        return None
    if not _is_wrong(_IN_TITLE.sub("", " ".join(pair.target_words)).split(), pair.direction):
        return None
    return Flag("language", "this is not the language asked for", Severity.SEVERE)


def _is_wrong(words: Sequence[str], direction: Direction) -> bool:
    foreign, own = FUNCTION_WORDS[direction.source], FUNCTION_WORDS[direction.target]
    small = [word.lower() for word in words]
    wrong = sum(word in foreign for word in small)
    right = sum(word in own for word in small)
    return wrong >= _ENOUGH and wrong > 2 * right and wrong >= _SHARE * len(words)
