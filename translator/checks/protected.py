"""Addresses, placeholders, code and emoji that are not what they were.

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.0% / 0.0% of opus-mt's.
"""

from __future__ import annotations

from collections import Counter

from translator.checks.pair import Pair
from translator.result import Flag, Severity
from translator.text import protected

# What a program reads, or a person types: one letter less and it does not work.
_EXACT = frozenset({"url", "email", "placeholder", "tag", "code", "handle"})


def find(pair: Pair) -> Flag | None:
    """A flag for a span that the target has less often than the source."""
    spans = protected.find(pair.source)
    counts = Counter((pair.source[span.start : span.end], span.kind) for span in spans)
    same = Counter(
        pair.raw_target[span.start : span.end] for span in protected.find(pair.raw_target)
    )
    for (text, kind), count in counts.items():
        # The target may have it inside another span, which only counting tells.
        if same[text] < count and pair.raw_target.count(text) < count:
            severity = Severity.SEVERE if kind in _EXACT else Severity.NOTICE
            return Flag("protected", f"“{text}” is not in the translation", severity)
    return None
