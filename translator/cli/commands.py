"""The sub-commands: a table of strings, so that a command's module is imported when it runs.

One line a command: its name, then ``module:attribute`` of a `click.Command`, and one line of
help for the list in `translator --help`. The module may import click and other light modules at
its top; heavy packages inside the function that does the work. `translate` is the default: what
is no command's name goes to it.
"""

from __future__ import annotations

DEFAULT = "translate"

COMMANDS: dict[str, tuple[str, str]] = {
    "translate": (
        "translator.cli.translate:translate",
        "Translate a document; the word may be left out.",
    ),
    "batch": (
        "translator.cli.batch:batch",
        "Translate many files; what is done is not done again.",
    ),
    "summarize": (
        "translator.cli.summarize:summarize",
        "Sum documents up in their own language.",
    ),
    "check": (
        "translator.cli.check:check",
        "Show where a translation by anyone may be wrong.",
    ),
    "memory": (
        "translator.cli.memory:memory",
        "Show, move and clear what was translated before.",
    ),
    "models": (
        "translator.cli.models:models",
        "List, fetch, check, convert and remove models.",
    ),
    "doctor": (
        "translator.cli.doctor:doctor",
        "Tell whether everything is there, also without a network.",
    ),
}
