"""What the documents say of the command is true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import command
import pytest

from translator import readers, writers
from translator.cli.commands import COMMANDS, DEFAULT
from translator.cli.group import REST, group
from translator.errors import ExitStatus

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
HEAD = """\
# Commands

<!-- Written by `pytest tests/test_docs.py --regenerate`. -->

What each command says of itself with `--help`. For completion with the tab key, put this into
`~/.bashrc` (or `zsh_source` and `fish_source` into the like):

```sh
eval "$(_TRANSLATOR_COMPLETE=bash_source translator)"
```
"""


def shell_lines(page: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page's shell blocks that run the command, with their numbers."""
    inside = False
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if line.startswith("```"):
            inside = line.startswith(("```sh", "```bash", "```console")) and not inside
        elif inside:
            yield number, line


def commands(line: str) -> Iterator[list[str]]:
    """The arguments of each ``translator`` in a shell line."""
    words = shlex.split(line, comments=True)
    current: list[str] | None = None
    skip = False
    for word in [*words, ";"]:
        if skip:
            skip = False
        elif word in ("|", "&&", ";", "||") or word.endswith(";"):
            if current is not None:
                yield current
            current = None
        elif word in (">", "<", "2>", ">>"):
            skip = True
        elif current is not None:
            current.append(word)
        elif word == "translator":
            current = []


CASES = [
    pytest.param(arguments, id=f"{page.name}:{number}")
    for page in PAGES
    for number, line in shell_lines(page)
    for arguments in commands(line)
]


def parse(arguments: list[str]) -> None:
    """Parse a command line as the command does, without running it; raises UsageError."""
    if arguments[:1] and arguments[0] in ("--help", "--version"):
        return
    name = arguments[0] if arguments and arguments[0] in COMMANDS else DEFAULT
    rest = arguments[1:] if name in arguments[:1] else arguments
    context = group.make_context("translator", [name])
    found = group.get_command(context, name)
    while isinstance(found, click.Group) and rest:
        context = click.Context(found, parent=context)
        sub = found.get_command(context, rest[0])
        assert sub is not None, f"no command {rest[0]}"
        found, rest = sub, rest[1:]
    assert found is not None
    if "--help" not in rest:
        found.make_context(name, list(rest), parent=context)


@pytest.mark.parametrize("arguments", CASES)
def test_a_command_in_the_documents_can_be_typed(arguments: list[str]) -> None:
    parse(arguments)


def test_there_are_commands_in_the_documents() -> None:
    assert len(CASES) > 5
    with pytest.raises(click.UsageError):
        parse(["article.txt", "--no-such-option"])


def test_the_first_help_page_names_options_that_there_are() -> None:
    translate = group.get_command(click.Context(group), DEFAULT)
    assert translate is not None
    known = {name for one in translate.params for name in (*one.opts, *one.secondary_opts)}
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", REST)) - {"--help"}
    assert len(named) > 8
    assert named <= known
    for line in REST.splitlines():
        for arguments in commands(re.sub(r"   .*", "", line)):
            parse(arguments)


def test_the_first_help_page_names_every_status() -> None:
    numbers = {int(number) for number in re.findall(r"(?<![\w-])(\d+) [a-z]", REST)}
    assert numbers == set(ExitStatus)


def pages() -> Iterator[tuple[str, list[str]]]:
    """Every command's name with the arguments that show its help."""
    yield "translator", ["--help"]
    for name in COMMANDS:
        yield f"translator {name}", [name, "--help"]
        found = group.get_command(click.Context(group), name)
        if isinstance(found, click.Group):
            for sub in found.list_commands(click.Context(found)):
                yield f"translator {name} {sub}", [name, sub, "--help"]


def test_the_page_of_commands_is_current(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "88")
    text = HEAD
    for name, arguments in pages():
        help = command.translator(*arguments, variables={}).stdout.rstrip()
        text += f"\n## {name}\n\n```text\n{help}\n```\n"
    if request.config.getoption("--regenerate"):
        COMMANDS_PAGE.write_text(text, "utf-8")
    current = without_layout(COMMANDS_PAGE.read_text("utf-8"))
    assert current == without_layout(text), "run: pytest tests/test_docs.py --regenerate"


def format_tables() -> Iterator[str]:
    """The tables of docs/formats.md, made from those of the code."""
    yield "| read | endings | needs |\n|---|---|---|\n"
    for name, form in readers.FORMATS.items():
        yield f"| `{name}` | {' '.join(form.endings)} | {form.extra and f'`[{form.extra}]`'} |\n"
    yield "\n| write | endings | what it is |\n|---|---|---|\n"
    for name, written in writers.FORMATS.items():
        yield f"| `{name}` | {' '.join(written.endings)} | {written.help} |\n"


def test_the_tables_of_formats_are_current(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / "formats.md"
    before, rest = page.read_text("utf-8").split("<!-- formats:start -->\n")
    after = rest.split("<!-- formats:end -->")[1]
    text = f"{before}<!-- formats:start -->\n{''.join(format_tables())}<!-- formats:end -->{after}"
    if request.config.getoption("--regenerate"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text, "run: pytest tests/test_docs.py --regenerate"


def without_layout(text: str) -> str:
    """The text without what another version of click may lay out in another way."""
    return re.sub(r"\s+|\[[^]]*\]", "", text)
