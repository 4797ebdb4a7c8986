"""A paragraph cut well enough for training: too few bounds rather than wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r'(?<=[.!?])\s+(?=["A-Z0-9(])|(?<=[.!?]")\s+(?=["A-Z0-9(])')
_ABBREVIATION = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof|Ir|Drs|St|No|Jl|Tbk|Hj?|KH|vs|Jr|Sr|[A-Z])\.$")


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text whose quotes are straight."""
    held = ""
    for part in _END.split(text):
        held = f"{held} {part}".strip()
        if not _ABBREVIATION.search(held):
            yield held
            held = ""
    if held:
        yield held
