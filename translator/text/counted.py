"""A number with its noun, for messages."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Such as "1 file" and "1,200 files"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
