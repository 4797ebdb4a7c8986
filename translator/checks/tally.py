"""Counts of flags over many sentences, for a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from translator.checks import CHECKS, worst
from translator.errors import FlagsFound
from translator.result import Flag, Severity


@dataclass
class Tally:
    """What was found so far. Sentences are counted, not flags."""

    sentences: int = 0
    severe: int = 0  # with a severe flag
    notice: int = 0  # with flags, none of them severe
    kinds: Counter[str] = field(default_factory=Counter)  # sentences by kind of flag
    severe_kinds: Counter[str] = field(default_factory=Counter)

    @property
    def flagged(self) -> int:
        """Sentences with any flag."""
        return self.severe + self.notice

    def add(self, flags: Iterable[Flag]) -> None:
        """Count one sentence with its flags."""
        flags = tuple(flags)
        self.sentences += 1
        severity = worst(flags)
        self.severe += severity is Severity.SEVERE
        self.notice += severity is Severity.NOTICE
        self.kinds.update({flag.kind for flag in flags})
        self.severe_kinds.update({f.kind for f in flags if f.severity is Severity.SEVERE})

    def rows(self) -> list[tuple[str, int, int]]:
        """Kind, sentences with a severe flag of it, sentences with a notice; found kinds only."""
        known = [kind for kind in CHECKS if self.kinds[kind]]
        others = sorted(kind for kind in self.kinds if kind not in CHECKS)
        return [
            (kind, self.severe_kinds[kind], self.kinds[kind] - self.severe_kinds[kind])
            for kind in (*known, *others)
        ]

    def enforce(self, strict: str) -> None:
        """Raise FlagsFound if there is more than allowed.

        Args:
            strict: "severe" or "any": which flags are too many; empty: none.
        """
        found = {"severe": self.severe, "any": self.flagged}.get(strict, 0)
        if found:
            which = "severe flags" if strict == "severe" else "flags"
            raise FlagsFound(
                f"{found:,} of {self.sentences:,} sentences have {which}",
                "look at them, or leave --strict out",
            )
