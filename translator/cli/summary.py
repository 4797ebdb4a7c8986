"""Options of every command that sums documents up: how long, by what, in which languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from translator.cli.options import Decorated, count, option, several
from translator.cli.table import Table

if TYPE_CHECKING:
    from translator.cli.summarizer import SummaryChoice
    from translator.options import SummaryOptions

USUAL = 3  # sentences of the document in a summary of medium length


def length() -> Callable[[Decorated], Decorated]:
    """The bounds of a summary, and what makes it."""
    return several(
        count(
            "Summary",
            "--summary-sentences",
            show_default=f"{USUAL}, if no other length is given",
            help="Sentences, at most.",
        ),
        count("Summary", "--summary-words", help="Words, at most; whole sentences only."),
        option(
            "Summary",
            "--summary-ratio",
            type=click.FloatRange(0, 1, min_open=True),
            metavar="R",
            help="Share of the document's sentences, at most.",
        ),
        option(
            "Summary",
            "--summary-length",
            type=Table("translator.options:SUMMARY_LENGTHS", name="length"),
            metavar="LENGTH",
            default="medium",
            show_default=True,
            help="short, medium or long: half, once or twice the usual length.",
        ),
        option(
            "Summary",
            "--summarizer",
            metavar="NAME|FOLDER",
            default="extractive",
            show_default=True,
            help="extractive takes sentences of the text; seq2seq, or a model by name, writes its "
            "own.",
        ),
    )


def bilingual() -> Callable[[Decorated], Decorated]:
    """Whether a translated document has a summary, and in which languages."""
    return several(
        option(
            "Summary",
            "--summary/--no-summary",
            default=None,
            show_default="where there is room for it",
            help="Sum the document up.",
        ),
        option(
            "Summary",
            "--summary-language",
            type=Table("translator.bilingual:SHOWN", name="side"),
            metavar="SIDE",
            default="both",
            show_default=True,
            help="source, target or both.",
        ),
    )


def summary_options(given: Mapping[str, Any]) -> SummaryOptions:
    """The options of `length`, typed."""
    from translator.options import SUMMARY_LENGTHS, SummaryOptions

    words, ratio = given["summary_words"] or 0, given["summary_ratio"] or 0.0
    usual = 0
    if given["summarizer"] == "extractive" and not words and not ratio:
        usual = int(USUAL * SUMMARY_LENGTHS[given["summary_length"]] + 0.5)
    return SummaryOptions(
        given["summary_sentences"] or usual, words, ratio, given["summary_length"]
    )


def summary_choice(given: Mapping[str, Any]) -> SummaryChoice:
    """The options of `length` and `bilingual`, typed."""
    from translator.cli.summarizer import SummaryChoice

    return SummaryChoice(given["summarizer"], summary_options(given), given["summary_language"])
