"""Options of every command that translates documents: how they are read, and repaired."""

from __future__ import annotations

from collections.abc import Callable

import click

from translator.cli.options import Decorated, option, several
from translator.cli.table import Table


def repair() -> Callable[[Decorated], Decorated]:
    """`--repair`."""
    return option(
        "Checks",
        "--repair/--no-repair",
        default=True,
        show_default=True,
        help="Decode a sentence with severe flags again, and keep the best.",
    )


def document() -> Callable[[Decorated], Decorated]:
    """`--input-format`, and what single formats want to know."""
    return several(
        option(
            "Input",
            "--input-format",
            type=Table("translator.readers:FORMATS", "auto", name="format"),
            metavar="FORMAT",
            default="auto",
            show_default=True,
            help="Of a document; auto goes by its ending, then by its beginning.",
        ),
        option(
            "Input",
            "--paragraphs",
            type=click.Choice(["auto", "lines", "blank"]),
            metavar="HOW",
            default="auto",
            show_default=True,
            help="Of plain text: each of its lines, parted by blank lines, or as the text tells.",
        ),
        option(
            "Input", "--whole-page", is_flag=True, help="Of HTML all text, not only the article."
        ),
        option(
            "Input", "--field", metavar="NAME", default="", help="Of JSON Lines or CSV: the column."
        ),
    )
