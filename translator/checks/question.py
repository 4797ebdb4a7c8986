"""A question that is no question any more.

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.3% / 0.1% of opus-mt's.
"""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity


def find(pair: Pair) -> Flag | None:
    """A flag for a question mark that is lost, or that nobody wrote."""
    before, after = pair.source.count("?"), pair.target.count("?")
    if before and not after:
        return Flag("question", "the question mark is lost", Severity.SEVERE)
    if after < before:
        return Flag("question", f"{before} question marks became {after}", Severity.NOTICE)
    if after and not before:
        return Flag("question", "the source asks no question", Severity.NOTICE)
    return None
