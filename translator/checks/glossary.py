"""Terms of a glossary that a translation does not have."""

from __future__ import annotations

from translator.checks import Check
from translator.languages import Direction
from translator.result import Flag, Hypothesis, Severity
from translator.text.glossary import Glossary, Term


def with_terms(check: Check | None, glossary: Glossary) -> Check:
    """A check that also flags each term that could not be honoured."""

    def both(
        source: str, target: str, direction: Direction, hypothesis: Hypothesis | None = None
    ) -> tuple[Flag, ...]:
        flags = check(source, target, direction, hypothesis) if check else ()
        return flags + tuple(map(_flag, glossary.missing(source, target)))

    return both


def _flag(term: Term) -> Flag:
    kept = term.source == term.target
    wanted = "should stay as it is" if kept else f"should be “{term.target}”"
    return Flag("glossary", f"“{term.source}” {wanted}", Severity.NOTICE)
