"""The rates in the docstrings are those of docs/checks.md."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from translator.checks import CHECKS

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def measured(kind: str) -> list[tuple[str, str]]:
    """A check's percentages on references and on opus-mt, a pair for each direction."""
    rows = re.findall(rf"^\| `{kind}` \| ([\d.]+) \| ([\d.]+) \|", PAGE.read_text("utf-8"), re.M)
    # A check that found nothing in a direction has no row there: two rows, or none to compare.
    return rows if len(rows) == 2 else []


@pytest.mark.parametrize("kind", [kind for kind in CHECKS if kind != "score"])
def test_a_docstring_tells_the_measured_rates(kind: str) -> None:
    docstring = import_module(f"translator.checks.{kind}").__doc__ or ""
    found = re.search(r"^Flags (\S+) / (\S+) of good .*, (\S+) / (\S+) of opus", docstring, re.M)
    assert found is not None
    rates = [rate.rstrip("%") for rate in found.groups()]
    if rows := measured(kind):
        assert rates == [rows[0][0], rows[1][0], rows[0][1], rows[1][1]]


def test_good_translations_are_left_in_peace() -> None:
    page = PAGE.read_text("utf-8")
    severe = re.findall(r"^\| \*\*any severe\*\* \| ([\d.]+)", page, re.M)
    flagged = re.findall(r"^\| \*\*any\*\* \| ([\d.]+)", page, re.M)
    assert len(severe) == len(flagged) == 2
    assert all(float(rate) <= 1 for rate in severe)
    assert all(float(rate) <= 6 for rate in flagged)
