"""Counts over many sentences, and what `--strict` makes of them."""

from __future__ import annotations

import pytest

from translator.checks import check
from translator.checks.tally import Tally
from translator.errors import FlagsFound
from translator.languages import ID_EN
from translator.result import Flag, Hypothesis, Severity

LOOP = Flag("loop", "round and round", Severity.SEVERE)
NUMBERS = Flag("numbers", "2 became 3")
FAILED = Flag("failed", "the engine failed", Severity.SEVERE)


def tally(*sentences: tuple[Flag, ...]) -> Tally:
    result = Tally()
    for flags in sentences:
        result.add(flags)
    return result


def test_sentences_are_counted_not_flags() -> None:
    found = tally((), (NUMBERS,), (NUMBERS, LOOP), (LOOP, LOOP), (FAILED,))
    assert (found.sentences, found.flagged, found.severe, found.notice) == (5, 4, 3, 1)
    # In the order of the checks; what is no check comes last.
    assert found.rows() == [("loop", 2, 0), ("numbers", 0, 2), ("failed", 1, 0)]


STRICT = [
    ("", (LOOP,), False),
    ("severe", (NUMBERS,), False),
    ("severe", (NUMBERS, LOOP), True),
    ("any", (NUMBERS,), True),
    ("any", (), False),
]


@pytest.mark.parametrize(("strict", "flags", "raises"), STRICT)
def test_what_is_too_much(strict: str, flags: tuple[Flag, ...], raises: bool) -> None:
    found = tally(flags, ())
    if raises:
        with pytest.raises(FlagsFound, match="1 of 2 sentences"):
            found.enforce(strict)
    else:
        found.enforce(strict)


@pytest.mark.parametrize(("score", "kinds"), [(-0.5, []), (-2.5, ["score"])])
def test_a_low_score_is_a_flag(score: float, kinds: list[str]) -> None:
    flags = check("Ini rumah baik.", "This is a good house.", ID_EN, Hypothesis("", score))
    assert [flag.kind for flag in flags] == kinds
