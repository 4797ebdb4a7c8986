"""Words of the source that stand in the target as they were."""

from __future__ import annotations

from collections.abc import Sequence

from translator.checks.pair import Pair
from translator.result import Flag, Severity
from translator.text.functionwords import FUNCTION_WORDS

_RUN = 4  # words copied in a row that make it no term and no chance
_SMALL = 3  # of them without a capital, one more than "of the", so that it is no title


def find(pair: Pair) -> Flag | None:
    """A flag for a sentence, or a run of words, that was copied."""
    foreign = FUNCTION_WORDS[pair.direction.source]
    if pair.source_words == pair.target_words:
        # A name alone stays what it is.
        if any(word.lower() in foreign for word in pair.source_words):
            return Flag("untranslated", "this is the source, untranslated", Severity.SEVERE)
        return None
    for run in _copied(pair.source_words, pair.target_words):
        small = [word for word in run if word.islower()]
        common = foreign.intersection(small)
        if len(small) >= _SMALL and common and not common.issuperset(small):
            message = f"“{' '.join(run)}” is left untranslated"
            return Flag("untranslated", message, Severity.NOTICE)
    return None


def _copied(source: Sequence[str], target: Sequence[str]) -> list[list[str]]:
    """The longest runs of at least `_RUN` words that stand in both, in the target's order."""
    text = f" {' '.join(source)} "
    runs = []
    run: list[str] = []
    for word in [*target, ""]:
        if word and f" {' '.join([*run, word])} " in text:
            run.append(word)
            continue
        if len(run) >= _RUN:
            runs.append(run)
        run = [word] if word in source else []
    return runs
