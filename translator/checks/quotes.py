"""Quotation marks that are lost.

Flags 0.1% / 0.0% of good translations (id-en / en-id), 0.1% / 0.6% of opus-mt's.
"""

from __future__ import annotations

import re

from translator.checks.pair import Pair
from translator.result import Flag, Severity

_DOUBLE = re.compile("[\"“”„«»]|''|``")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[\w.,?!])['’](?!\w)")

_MOJIBAKE = re.compile("â€.?")  # a dash or quote in UTF-8 read as Windows-1252


def find(pair: Pair) -> Flag | None:
    """A flag if the source quotes something and the target nothing."""
    before = len(_DOUBLE.findall(_MOJIBAKE.sub("", pair.source)))
    if before < 2 or _DOUBLE.search(pair.target) or _SINGLE.search(pair.target):
        return None
    return Flag("quotes", "the quotation marks are lost", Severity.NOTICE)
