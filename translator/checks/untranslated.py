"""Words of the source that stand in the target as they were.

Flags 0.0% / 0.1% of good translations (id-en / en-id), 0.0% / 0.4% of opus-mt's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.checks.pair import Pair
from translator.result import Flag, Severity
from translator.text.functionwords import FUNCTION_WORDS

_RUN = 4  # words copied in a row that make it no term and no chance
# Single words: forms that only one of the languages has, so that no loan ("data", "hiking") and no
# name is taken for a word that was left.
_OWN_FORM = {
    "id": re.compile(
        r"(?:meng|meny|mem(?=[bfp])|men(?=[cdj]))[a-z]{4,}|ber(?!lin)[a-z]{5,}"
        r"|(?:ke|pe|per|pem|pen|peng|peny)(?!l[iy]c)[a-z]{3,}an|di[a-z]{3,}kan|[a-z]{3,}(?:kan|nya)"
    ),
    "en": re.compile(r"[a-z]{4,}(?:[ts]ion|ness|ity|ed|ly|ous|ful)s?"),
}
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
    form = _OWN_FORM[pair.direction.source]
    others = set(pair.target_words)
    left = [word for word in pair.source_words if form.fullmatch(word) and word in others]
    if left:
        return Flag("untranslated", f"“{left[0]}” is left untranslated", Severity.NOTICE)
    return None


def _copied(source: Sequence[str], target: Sequence[str]) -> list[list[str]]:
    """The longest runs of the target in which any `_RUN` words in a row stand in the source too."""
    known = set(_in_a_row(source))
    runs: list[list[str]] = []
    end = 0  # of the last run, in words of the target
    for place, words in enumerate(_in_a_row(target)):
        if words not in known:
            continue
        if runs and end == place + _RUN - 1:
            runs[-1].append(words[-1])
        else:
            runs.append(list(words))
        end = place + _RUN
    return runs


def _in_a_row(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
