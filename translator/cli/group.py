"""The command itself: sub-commands imported on use, `translate` when none is named."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator import __version__
from translator.cli.commands import COMMANDS, DEFAULT
from translator.cli.environment import Environment
from translator.errors import UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_OWN = ("-h", "--help", "-V", "--version")

# Written by hand and held to the truth by tests, so that the first page needs neither a command's
# module nor click's machinery for wrapping.
HEAD = """\
Usage: translator [FILE] [OPTIONS]
       translator COMMAND …

Translate Indonesian and English documents side by side, with a summary, offline.

Commands:
"""
REST = """\
Options of translate, the most used; `translator translate --help` has all:
  --from id|en           language of the document, if it is not to be detected
  --to id|en             language of the translation
  -o, --output FILE      write there; the format follows the ending
  -f, --format FORMAT    side-by-side, text, markdown, json, …
  --no-summary           leave the summary out
  --report               list what may be wrong
  --model NAME|FOLDER    translate with this model
  -q, --quiet            errors and warnings only

Examples:
  translator article.txt                    two columns and a summary
  translator article.txt > article.en.txt   exactly the translation
  cat article.txt | translator              the same from a pipe
  translator article.txt -o article.json    sentence by sentence, with scores

Exit status:
  0 done   1 other error   2 wrong usage   3 input   4 model   5 package missing
  6 memory   7 some files failed   8 flags (--strict)   130 interrupted
"""


class LazyGroup(click.Group):
    """A group over the table `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name none.

        With no arguments at all, a document on standard input is translated; at a terminal the
        help is shown, because waiting there would look like hanging.
        """
        environment = ctx.find_object(Environment)
        if not args and ctx.resilient_parsing:
            pass  # a shell asks what may come: see `shell_complete`
        elif not args and environment is not None and environment.stdin_is_terminal:
            args = ["--help"]
        elif not args or (args[0] not in COMMANDS and args[0] not in _OWN):
            _refuse_typo(args[0] if args else "-")
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and files: both may come first."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, the options of the default command that are used most, examples."""
        width = max(map(len, COMMANDS))
        rows = [f"  {name:{width}}  {help}\n" for name, (_, help) in COMMANDS.items()]
        formatter.write(HEAD + "".join(rows) + "\n" + REST)


def _refuse_typo(word: str) -> None:
    """Raise UsageError for what is no file, and nearly a command or a text."""
    if word.startswith("-") or _exists(word):
        return
    from difflib import get_close_matches

    if close := get_close_matches(word, COMMANDS, 1, 0.75):
        raise UsageError(f"no file or command is called {word!r}", f"did you mean {close[0]}?")
    if len(word.split()) > 3:
        shown = word if len(word) < 40 else f"{word[:36]} …"
        raise UsageError(f"no file is called {shown!r}", 'for a text: echo "TEXT" | translator')


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except OSError:  # longer than a name can be
        return False


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="translator", message="%(prog)s %(version)s"
)
def group() -> None:
    """The root of all commands."""
