"""Checks: what a person should look at in a translation. A table, opened by name.

A check looks at one pair of source and target and knows neither files nor engines, so the work
of any translator can be judged. The rates in each module's docstring are made by
`benchmarks/checks.py`; see docs/checks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from translator.checks.pair import Pair
from translator.languages import Direction
from translator.result import Flag, Hypothesis, Severity

# What judges a translation: `check` below, or one that knows more.
Check = Callable[[str, str, Direction, Hypothesis | None], tuple[Flag, ...]]

# Kinds of flags. Each is a module here with `find(pair) -> Flag | None`, imported on use.
CHECKS = (
    "unfinished",
    "length",
    "sentences",
    "loop",
    "untranslated",
    "language",
    "question",
    "brackets",
    "quotes",
    "names",
    "protected",
    "escapes",
    "garbled",
    "numbers",
    "score",
)


def check(
    source: str, target: str, direction: Direction, hypothesis: Hypothesis | None = None
) -> tuple[Flag, ...]:
    """What looks wrong in a target, at most one flag of a kind, in the order of `CHECKS`.

    Args:
        source: one sentence, or a few.
        target: its translation.
        direction: of the translation.
        hypothesis: what the engine said of it; None: not known, as for another's translation.
    """
    pair = Pair(source, target, direction, hypothesis)
    if not pair.source_words:
        return ()  # nothing to translate, so nothing to judge
    return tuple(flag for find in _finders() if (flag := find(pair)) is not None)


def worst(flags: Iterable[Flag]) -> Severity | None:
    """The gravest severity among the flags; None: there are none."""
    found = {flag.severity for flag in flags}
    if Severity.SEVERE in found:
        return Severity.SEVERE
    return Severity.NOTICE if found else None


@cache
def _finders() -> tuple[Callable[[Pair], Flag | None], ...]:
    return tuple(import_module(f"translator.checks.{kind}").find for kind in CHECKS)
