"""HTML escapes in a text that is no HTML: "Iraq&#39;s".

Flags 0.0% / 0.0% of good translations (id-en / en-id), 0.0% / 0.0% of opus-mt's.
"""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity


def find(pair: Pair) -> Flag | None:
    """A flag for escapes in the target that the source has none of."""
    if not pair.escapes:
        return None
    return Flag("escapes", f"“{pair.escapes[0]}” is an HTML escape", Severity.SEVERE)
