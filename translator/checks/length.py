"""Much shorter or much longer than a translation of that source can be, or empty.

Flags 0.5% / 0.1% of good translations (id-en / en-id), 2.6% / 2.2% of opus-mt's.
"""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity

# Characters of target for one of source. English is shorter than Indonesian, so what is odd
# depends on the direction. Good translations lie between the bounds of a notice in 99 of 100.
_SEVERELY_SHORT = 0.6
_SHORT = {"id-en": 0.65, "en-id": 0.7}
_LONG = {"id-en": 1.5, "en-id": 1.75}
_SEVERELY_LONG = {"id-en": 2.0, "en-id": 2.3}
# Of a few words one can be three times as long as its translation.
_FEW = 60  # characters: below, only what is severe counts
_SLACK = 8  # characters that never count


def find(pair: Pair) -> Flag | None:
    """A flag for an odd ratio of lengths."""
    source, target = len(pair.source.strip()), len(pair.target.strip())
    if not target:
        return Flag("length", "the translation is empty", Severity.SEVERE)
    direction = str(pair.direction)
    percent = f"{round(100 * pair.ratio)}% as long as its source"
    if pair.ratio < _SEVERELY_SHORT and source - target > 2 * _SLACK:
        return Flag("length", f"short: only {percent}", Severity.SEVERE)
    if pair.ratio < _SHORT[direction] and source > _FEW:
        return Flag("length", f"short: only {percent}", Severity.NOTICE)
    excess = target - _SLACK
    if excess > source * _SEVERELY_LONG[direction]:
        return Flag("length", f"long: {percent}", Severity.SEVERE)
    if excess > source * _LONG[direction] and source > _FEW:
        return Flag("length", f"long: {percent}", Severity.NOTICE)
    return None
