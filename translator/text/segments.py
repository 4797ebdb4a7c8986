"""Which parts of a sentence the model is not asked about."""

from __future__ import annotations


def is_copy(text: str) -> bool:
    """Whether a text has nothing to translate: no letter of any script.

    Numbers, dates in figures, rules, bullets, emoji, blanks. A model asked about them invents
    something ("-" comes back as "- No, no, no").
    """
    return not any(character.isalpha() for character in text)
