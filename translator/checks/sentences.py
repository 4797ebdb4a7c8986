"""A sentence of the source that is not in the target.

Flags 0.4% / 0.0% of good translations (id-en / en-id), 5.7% / 4.9% of opus-mt's.
"""

from __future__ import annotations

import re

from translator.checks.pair import Pair
from translator.result import Flag, Severity

# Ends a sentence: a mark, closing quotes or brackets, a blank, and no small letter after it.
_END = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])[.?!…][\"'”’)\]]*\s+[\"'“‘(\[]*(?=[A-Z0-9])")
# Two sentences often become one in a good translation, but not with so little text: characters
# of target for one of source.
_SURELY = {"id-en": 0.75, "en-id": 0.85}
_MAYBE = {"id-en": 0.85, "en-id": 0.95}


def find(pair: Pair) -> Flag | None:
    """A flag for fewer sentences than in the source, if the text is short as well."""
    direction = str(pair.direction)
    if pair.ratio >= _MAYBE[direction]:
        return None
    before = 1 + len(_END.findall(pair.source))
    after = 1 + len(_END.findall(pair.target))
    if after >= before:
        return None
    message = f"{before} sentences became {after}, and the text is short"
    severe = pair.ratio < _SURELY[direction]
    return Flag("sentences", message, Severity.SEVERE if severe else Severity.NOTICE)
