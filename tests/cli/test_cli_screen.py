"""What a person at a terminal sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Golden, Translator

ARTICLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"
ECHO = (ARTICLE, "--engine", "echo", "--no-summary")
COLORS = [  # options, variables, whether there are colours on a screen, and in a pipe
    ((), {}, True, False),
    ((), {"NO_COLOR": "1"}, False, False),
    ((), {"NO_COLOR": ""}, True, False),
    ((), {"FORCE_COLOR": "1"}, True, True),
    ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ((), {"TERM": "dumb"}, False, False),
    (("--color", "always"), {"NO_COLOR": "1"}, True, True),
    (("--color", "never"), {"FORCE_COLOR": "1"}, False, False),
]


@pytest.mark.parametrize(("options", "variables", "screen", "pipe"), COLORS)
def test_colours(
    translator: Translator,
    options: tuple[str, ...],
    variables: dict[str, str],
    screen: bool,
    pipe: bool,
) -> None:
    for terminal, expected in ((True, screen), (False, pipe)):
        command = (*ECHO, "--format", "side-by-side", *options)
        result = translator(*command, terminal=terminal, variables=variables)
        assert ("\x1b[" in result.stdout) is expected


@pytest.mark.parametrize("columns", [60, 100])
def test_the_article_on_a_screen(translator: Translator, golden: Golden, columns: int) -> None:
    result = translator(*ECHO, "--color", "never", terminal=True, columns=columns)
    assert result.stderr == ""
    golden(f"article-{columns}.txt", result.stdout)


def test_the_width_is_that_of_the_screen_unless_given(translator: Translator) -> None:
    def width(*options: str, terminal: bool = True) -> int:
        command = (*ECHO, "--format", "side-by-side", "--color", "never", *options)
        text = translator(*command, terminal=terminal, columns=90).stdout
        return max(len(line) for line in text.split("\n"))

    assert width() == 90
    assert width("--width", "120") == 120
    assert width(terminal=False) == 100


def test_help_instead_of_waiting(translator: Translator) -> None:
    result = translator(terminal=True)
    assert result.status == 0
    assert result.stdout == translator("--help").stdout
    assert result.stdout.startswith("Usage: translator")


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version(translator: Translator, option: str) -> None:
    from translator import __version__

    assert translator(option).stdout == f"translator {__version__}\n"


def test_every_command_has_help(translator: Translator) -> None:
    from translator.cli.commands import COMMANDS

    first = translator("--help").stdout
    for name, (_, help) in COMMANDS.items():
        result = translator(name, "--help")
        assert result.status == 0
        assert result.stdout.startswith(f"Usage: translator {name}")
        assert max(map(len, result.stdout.split("\n"))) <= 100
        assert f"  {name} " in first
        assert help in " ".join(first.split())


def test_every_format_is_listed(translator: Translator) -> None:
    from translator import readers, writers

    text = translator("translate", "--help").stdout
    for name in (*readers.FORMATS, *writers.FORMATS):
        assert f" {name}" in text
