"""A source and its target, with what several checks want to know of them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property

from translator.languages import Direction
from translator.result import Hypothesis

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ESCAPE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|quot|amp|apos|lt|gt|nbsp);")


@dataclass(frozen=True)
class Pair:
    """What a check judges."""

    source: str
    raw_target: str  # as it was given
    direction: Direction
    hypothesis: Hypothesis | None = None  # None: nobody knows how the target was made

    @cached_property
    def target(self) -> str:
        """The target as a reader should see it: its HTML escapes read, for they hide words."""
        return html.unescape(self.raw_target) if self.escapes else self.raw_target

    @cached_property
    def escapes(self) -> list[str]:
        """HTML escapes of the target; none if the source has some too."""
        if "&" not in self.raw_target or _ESCAPE.search(self.source):
            return []
        return _ESCAPE.findall(self.raw_target)

    @cached_property
    def source_words(self) -> list[str]:
        """Runs of letters, with inner hyphens and apostrophes, as they stand."""
        return _WORD.findall(self.source)

    @cached_property
    def target_words(self) -> list[str]:
        """As `source_words`."""
        return _WORD.findall(self.target)

    @cached_property
    def ratio(self) -> float:
        """Characters of the target for one of the source, blanks at the ends left out."""
        return len(self.target.strip()) / max(1, len(self.source.strip()))
