"""Terms that have to be translated in one way, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from translator.text.protected import Span


@dataclass(frozen=True)
class Term:
    """One line of a glossary."""

    source: str
    target: str  # the same as `source`: it is not translated
    match_case: bool = False  # found, and wanted, in these capitals only

    def is_in(self, target: str) -> bool:
        """Whether a translation has the term."""
        flags = 0 if self.match_case else re.IGNORECASE
        return re.search(_whole(self.target), target, flags) is not None


@dataclass(frozen=True)
class Glossary:
    """Terms of one direction; of two with the same source the first counts."""

    terms: tuple[Term, ...]

    def find(self, text: str) -> list[tuple[Span, Term]]:
        """The terms in a source text, in order; the longest where some overlap."""
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(text):
            words = " ".join(match[0].split())
            term = self._exact.get(words) or self._folded.get(words.lower())
            if term is not None:
                found.append((Span(*match.span(), "term"), term))
        return found

    def missing(self, source: str, target: str) -> list[Term]:
        """The terms of a source that its translation does not have, each once."""
        terms = dict.fromkeys(term for _, term in self.find(source))
        return [term for term in terms if not term.is_in(target)]

    @cached_property
    def _exact(self) -> dict[str, Term]:
        return _first((" ".join(t.source.split()), t) for t in self.terms if t.match_case)

    @cached_property
    def _folded(self) -> dict[str, Term]:
        terms = (term for term in self.terms if not term.match_case)
        return _first((" ".join(term.source.lower().split()), term) for term in terms)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        alternatives = [
            _whole(term.source) if term.match_case else f"(?i:{_whole(term.source)})"
            for term in sorted(self.terms, key=lambda term: -len(term.source))
            if term.source.strip()
        ]
        return re.compile("|".join(alternatives)) if alternatives else None


def _whole(words: str) -> str:
    """A pattern for these words, not inside longer ones, with any blanks between them."""
    inner = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){inner}(?!\w)"


def _first(pairs: Iterable[tuple[str, Term]]) -> dict[str, Term]:
    result: dict[str, Term] = {}
    for key, term in pairs:
        result.setdefault(key, term)
    return result
