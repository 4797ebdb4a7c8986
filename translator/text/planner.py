"""From a block to what a model is asked for: its sentences, and for each the ways to ask.

Knows the rules for text, and no engine but for what fits it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from translator.document import Block, Mark, MarkKind, Sentence
from translator.languages import LANGUAGES
from translator.result import Flag, Severity
from translator.text import marks, normalise, plans, protected, segments, sentences
from translator.text.glossary import Glossary
from translator.text.language import is_foreign
from translator.text.plans import Attempt
from translator.text.protected import Span

# Marks whose words can be found by their translation.
_HINTED = (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.LINK, MarkKind.OTHER)


@dataclass(frozen=True)
class Plan:
    """A sentence, and the ways to ask for it."""

    sentence: Sentence
    attempts: tuple[Attempt, ...]  # best first; the last one always gives a translation
    marks: tuple[Mark, ...] = ()
    hints: dict[str, str] = field(default_factory=dict)  # marked words, as the model takes them
    flags: tuple[Flag, ...] = ()  # of the sentence itself


class Planner:
    """Plans the sentences of one language.

    Args:
        language: of the text.
        glossary: terms to translate in one way.
        fits: whether a text is short enough for the model.
    """

    def __init__(self, language: str, glossary: Glossary, fits: Callable[[str], bool]) -> None:
        self._language = language
        self._glossary = glossary
        self._fits = fits

    def cut(self, block: Block) -> list[tuple[Sentence, Sequence[Mark]]]:
        """The sentences of a block, in order, each with its own marks; none is lost."""
        split: Sequence[Sentence] = sentences.split(block.text, self._language)
        if len(split) > 1:
            split = protected.rejoined(block.text, split, _code(block.marks))
        return list(zip(split, marks.share(block.marks, split), strict=True))

    def plan(self, sentence: Sentence, own: Sequence[Mark]) -> Plan:
        """The ways to ask for a sentence with these marks."""
        text = sentence.text
        if is_foreign(text, self._language):
            message = f"left as it is: this is not {LANGUAGES[self._language].name}"
            flags = (Flag("language", message, Severity.NOTICE),)
            return Plan(sentence, (plans.unchanged(text),), tuple(own), flags=flags)
        terms = self._glossary.find(text)
        ways = plans.attempts(text, self._language, self._fits, _code(own), terms)
        return Plan(sentence, tuple(ways), tuple(own), self._hints(sentence, own))

    def smaller(self, plan: Plan) -> Attempt:
        """A way to ask for about half of a planned sentence at a time."""
        return plans.smaller(plan.sentence.text, self._language, _code(plan.marks))

    def _hints(self, sentence: Sentence, own: Sequence[Mark]) -> dict[str, str]:
        """Marked words to translate alone: so they are found again in the sentence's target."""
        wanted = {sentence.text[mark.start : mark.end] for mark in own if mark.kind in _HINTED}
        return {
            words: prepared
            for words in sorted(wanted - {sentence.text})
            if not segments.is_copy(words)
            and self._fits(prepared := normalise.prepare(words, self._language).text)
        }


def _code(own: Iterable[Mark]) -> list[Span]:
    """Code inside a sentence has no language."""
    return [Span(mark.start, mark.end, "code") for mark in own if mark.kind is MarkKind.CODE]
