"""Output that the length limit cut before its end token: the rest of the sentence is missing."""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity


def find(pair: Pair) -> Flag | None:
    """A flag for a hypothesis without its end."""
    if pair.hypothesis is None or pair.hypothesis.finished:
        return None
    return Flag("unfinished", "the model was cut off before its end", Severity.SEVERE)
