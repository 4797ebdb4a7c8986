"""A choice among the keys of a table that is imported when a value is given.

So the list of formats or engines stands in one place, and `translator --help` imports none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    ParamType = click.ParamType[str, str]
else:
    ParamType = click.ParamType  # generic only since click 8.4


class Table(ParamType):
    """One of the keys of a table.

    Args:
        table: where it is, as "module:attribute".
        more: keys beside those of the table, such as "auto"; they come first.
        name: what a value is called in the help.
    """

    def __init__(self, table: str, *more: str, name: str) -> None:
        self.name = name
        self._table = table
        self._more = more

    @property
    def keys(self) -> list[str]:
        """All that may be chosen."""
        module, _, attribute = self._table.partition(":")
        return [*self._more, *getattr(import_module(module), attribute)]

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself, if the table has it."""
        if value not in self.keys:
            self.fail(f"{value!r} is not one of {', '.join(self.keys)}", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The keys that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(key) for key in self.keys if key.startswith(incomplete)]
