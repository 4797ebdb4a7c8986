"""The two languages, and the direction between them."""

from __future__ import annotations

from dataclasses import dataclass

from translator.errors import UsageError


@dataclass(frozen=True)
class Language:
    """A language as the user sees it."""

    code: str  # ISO 639-1, lower case: "id"
    name: str  # in English: "Indonesian"


INDONESIAN = Language("id", "Indonesian")
ENGLISH = Language("en", "English")
LANGUAGES = {language.code: language for language in (INDONESIAN, ENGLISH)}


@dataclass(frozen=True)
class Direction:
    """From which language into which, written ``id-en``."""

    source: str  # ISO 639-1
    target: str  # ISO 639-1

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"

    @classmethod
    def parse(cls, text: str) -> Direction:
        """Read ``id-en``; raises UsageError for a language that is not served."""
        source, _, target = text.partition("-")
        if source == target or source not in LANGUAGES or target not in LANGUAGES:
            raise UsageError(f"unknown direction {text!r}", "the directions are id-en and en-id")
        return cls(source, target)

    @property
    def reverse(self) -> Direction:
        """The direction back."""
        return Direction(self.target, self.source)


ID_EN = Direction("id", "en")
EN_ID = Direction("en", "id")
