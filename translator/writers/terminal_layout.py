"""Rows of two columns on a screen of a given width, drawn one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from translator.writers.terminal_style import ASCII, Signs

STACKED_BELOW = 80  # columns of the screen; two texts of under 36 are hard to read
WIDEST = 100  # columns of one text; in longer lines the eye loses its place
GUTTER = 5  # columns for the number of a row and the space after it


@dataclass(frozen=True)
class Row:
    """Two texts that belong together."""

    number: str
    left: Text
    right: Text | None  # None: there is one text only, and it may have the whole width
    notes: Sequence[Text] = ()  # below the right text


@dataclass(frozen=True)
class Layout:
    """Where things stand on a line. Nothing has to be known of the rows to come."""

    console: Console
    left: int  # columns of the source's text
    right: int  # columns of the translation's; stacked: the same
    stacked: bool
    signs: Signs

    @classmethod
    def of(cls, console: Console) -> Layout:
        """The layout that fits a console."""
        signs = Signs() if console.encoding.startswith("utf") else ASCII
        if console.width < STACKED_BELOW:
            room = console.width - GUTTER
            return cls(console, room, room, True, signs)
        room = min(console.width - GUTTER - 3, 2 * WIDEST)
        return cls(console, room // 2, room - room // 2, False, signs)

    @property
    def width(self) -> int:
        """Columns that are used."""
        return GUTTER + self.left + (0 if self.stacked else 3 + self.right)

    def heads(self, left: str, right: str) -> None:
        """The names over the columns, and a rule."""
        rule, cross, arrow = self.signs.rule, self.signs.cross, self.signs.arrow
        if self.stacked:
            self.row(Row("", Text(f"{left} {arrow} {right}", "head"), None))
            self._print(Text(rule * self.width, "rule"))
        else:
            self.row(Row("", Text(left, "head"), Text(right, "head")))
            before, after = GUTTER + self.left + 1, self.right + 1
            self._print(Text(rule * before + cross + rule * after, "rule"))

    def blank(self) -> None:
        """Space between two rows."""
        self._print(Text() if self.stacked else self._pair(Text(), Text(), Text()))

    def row(self, row: Row) -> None:
        """One row, as many lines as its longer text needs."""
        for line in self._lines(row):
            self._print(line)

    def line(self, text: Text) -> None:
        """A text of its own, over the whole width."""
        for line in self._wrap(text, self.width):
            self._print(line)

    def panel(self, title: str, rows: Iterable[Row]) -> None:
        """Rows in a frame as wide as the layout."""
        taken = 4 if self.stacked else 2  # the frame's sides; both columns give the half of it
        inner = replace(self, left=self.left - taken, right=self.right - taken)
        self.console.print(
            Panel(
                Text("\n").join(line for row in rows for line in inner._lines(row)),
                title=Text(title, "head"),
                title_align="left",
                box=box.ASCII if self.signs is ASCII else box.ROUNDED,
                border_style="rule",
                width=self.width,
            )
        )

    def _lines(self, row: Row) -> Iterator[Text]:
        number = self._gutter(row.number)
        extra = number.cell_len - GUTTER  # of a number with five digits
        if self.stacked or row.right is None:
            texts = [(number, row.left)]
            if row.right is not None:
                texts.append((self._gutter(self.signs.arrow), row.right))
            texts += [(self._gutter(""), note) for note in row.notes]
            for gutter, text in texts:
                room = (self.left if self.stacked else self.width - GUTTER) - extra
                for line in self._wrap(text, room):
                    yield gutter + line
                    gutter = self._gutter("")
            return
        rights = [line for text in (row.right, *row.notes) for line in self._wrap(text, self.right)]
        for left, right in zip_longest(
            self._wrap(row.left, self.left - extra), rights, fillvalue=Text()
        ):
            yield self._pair(number, left, right)
            number = self._gutter("")

    def _pair(self, gutter: Text, left: Text, right: Text) -> Text:
        line = Text.assemble(gutter, left, end="")
        line.pad_right(GUTTER + self.left - line.cell_len)
        line.append(f" {self.signs.bar}", "rule")
        return line + Text(" ") + right if right else line

    def _gutter(self, label: str) -> Text:
        return Text(f"{label:>{GUTTER - 1}} ", "number")

    def _wrap(self, text: Text, width: int) -> list[Text]:
        lines = list(text.wrap(self.console, width, overflow="fold", tab_size=4))
        for line in lines:
            line.rstrip()
        return lines

    def _print(self, line: Text) -> None:
        line.rstrip()
        self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
