"""Time grows with a text, not with its square: one long line without an end is no trap.

Each of these texts once cost a step the square of its length, some tens of seconds here.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from translator.checks import check
from translator.languages import ID_EN
from translator.text import normalise, protected, sentences

SIZE = 40_000  # characters
LIMIT = 3.0  # seconds of processor time; what is linear takes a tenth of it

UNITS = (
    "a",
    "A",
    "a.",
    "a-",
    "a_",
    "a/",
    "-/",
    "1.",
    "1 ",
    "1, kata ",
    "日 ",
    "kata ",
    "Nama ",
    "XIV ",
    "`",
    "'",
    "‘",
    "«a",
    "(",
    "\x1b]",
    "Ã©",
    "a\u0301",
)


def whole_restored(text: str) -> None:
    """Before the model and after it."""
    for language, other in (("id", "en"), ("en", "id")):
        prepared = normalise.prepare(text, language)
        normalise.restore(prepared.text, prepared.style, other)


STEPS: dict[str, Callable[[str], object]] = {
    "sentences": lambda text: protected.rejoined(text, sentences.split(text, "id")),
    "protected": protected.find,
    "normalise": whole_restored,
    "checks": lambda text: check(text, text[:-1] + "b", ID_EN),
    "checks of other words": lambda text: check(text, text.replace("a", "e") + " b", ID_EN),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("step", STEPS)
def test_a_line_without_an_end_takes_no_time(step: str, unit: str) -> None:
    text = unit * (SIZE // len(unit)) + " x@y.id yang lain"
    started = time.process_time()
    STEPS[step](text)
    assert time.process_time() - started < LIMIT
