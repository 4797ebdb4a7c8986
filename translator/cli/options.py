"""Options of the command line in named groups, and a command that shows them so.

Options that several commands have stand here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from translator.cli.environment import COLORS
from translator.cli.table import Table
from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.cli.model import ModelOptions
    from translator.cli.remember import MemoryOptions
    from translator.options import Decoding

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

STRICT = ("severe", "any")
_BEST = 8  # hypotheses
GROUPS = (
    *("Languages", "Output", "Summary", "Checks", "Input", "Screen"),
    *("Job", "Model", "Memory", "Speed", "Messages"),
)


class GroupedOption(click.Option):
    """An option that belongs to a group of the help page."""

    def __init__(self, *arguments: Any, group: str = "", **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose help lists its options by group, then an epilog as it was written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but "--strict FILE" is `--strict` and a file."""
        following = [*args[1:], ""]
        for index, (argument, value) in enumerate(zip(args, following, strict=False)):
            if argument == "--strict" and value not in STRICT:
                args[index] = f"--strict={STRICT[0]}"
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the groups in the order of `GROUPS`, then the options without one."""
        for group in (*GROUPS, ""):
            rows = [
                row
                for parameter in self.get_params(ctx)
                if isinstance(parameter, click.Option)
                and getattr(parameter, "group", "") == group
                and (row := parameter.get_help_record(ctx)) is not None
            ]
            if rows:
                with formatter.section(group or "Other options"):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the epilog with its own line breaks."""
        if self.epilog:
            formatter.write(f"\n{self.epilog.strip()}\n")


def option(group: str, *names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """As `click.option`, in a group."""
    return click.option(*names, cls=GroupedOption, group=group, **settings)


def path(group: str, *names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """An option that takes a path; whether it can be used is found out on use."""
    return option(group, *names, type=click.Path(path_type=Path), **settings)


def count(
    group: str, *names: str, least: int = 1, most: int | None = None, **settings: Any
) -> Callable[[Decorated], Decorated]:
    """An option that takes a whole number within bounds."""
    kind = click.IntRange(least, most)
    return option(group, *names, type=kind, metavar="N", **settings)


def several(*decorators: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    """Many decorators as one; the first named stands first in the help."""

    def decorate(function: Decorated) -> Decorated:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def strict() -> Callable[[Decorated], Decorated]:
    """`--strict`, `--strict severe`, `--strict any`: which flags are an error."""
    return option(
        "Checks",
        "--strict",
        type=click.Choice(STRICT),
        metavar="[severe|any]",
        is_flag=False,
        flag_value=STRICT[0],
        help="Exit with 8 if a severe flag is found, or any flag.",
    )


def languages() -> Callable[[Decorated], Decorated]:
    """`--from` and `--to`."""
    codes = Table("translator.languages:LANGUAGES", name="language")
    return several(
        option(
            "Languages",
            "--from",
            "from_",
            type=codes,
            metavar="id|en",
            show_default="detected",
            help="Language of the document.",
        ),
        option(
            "Languages",
            "--to",
            type=codes,
            metavar="id|en",
            show_default="the other one",
            help="Language of the translation.",
        ),
    )


def color() -> Callable[[Decorated], Decorated]:
    """`--color`."""
    return option(
        "Screen",
        "--color",
        type=click.Choice(COLORS),
        metavar="WHEN",
        default="auto",
        show_default=True,
        help="auto, always or never.",
    )


def messages() -> Callable[[Decorated], Decorated]:
    """`--quiet` and `--verbose`."""
    return several(
        option("Messages", "-q", "--quiet", is_flag=True, help="Errors and warnings only."),
        option("Messages", "-v", "--verbose", is_flag=True, help="Model, engine and times too."),
    )


def model_choice() -> Callable[[Decorated], Decorated]:
    """Which weights, run by what."""
    return several(
        option(
            "Model",
            "--model",
            metavar="NAME|FOLDER",
            show_default="the best that is here",
            help="A name from `translator models list`, or a folder of weights.",
        ),
        path(
            "Model",
            "--models",
            metavar="FILE",
            help="Your own list of models, added to the built-in one.",
        ),
        option(
            "Model",
            "--engine",
            type=Table("translator.engines:ENGINES", "auto", name="engine"),
            metavar="NAME",
            default="auto",
            show_default=True,
            help="ctranslate2, transformers, or echo, which translates nothing.",
        ),
        option(
            "Model",
            "--device",
            type=Table("translator.engines:DEVICES", name="device"),
            metavar="NAME",
            default="auto",
            show_default=True,
            help="cpu, cuda or mps.",
        ),
        option(
            "Model",
            "--compute-type",
            metavar="TYPE",
            default="auto",
            show_default=True,
            help="Number format of the weights: int8, float16, float32, …",
        ),
        option("Model", "--offline", is_flag=True, help="Do not look for weights on the network."),
    )


def memory() -> Callable[[Decorated], Decorated]:
    """`--memory` and `--no-memory`."""
    return several(
        path(
            "Memory",
            "--memory",
            metavar="FILE",
            show_default="in the cache folder",
            help="Keep translations there, so that none is paid for twice.",
        ),
        option(
            "Memory", "--no-memory", is_flag=True, help="Translate anew, and keep no translations."
        ),
    )


def memory_options(given: Mapping[str, Any]) -> MemoryOptions:
    """The options of `memory`, typed; raises UsageError."""
    from translator.cli.remember import MemoryOptions

    if given["memory"] and given["no_memory"]:
        raise UsageError("--memory and --no-memory contradict each other", "leave one of them out")
    return MemoryOptions(not given["no_memory"], given["memory"])


def speed() -> Callable[[Decorated], Decorated]:
    """Knobs that trade time for quality or memory."""
    return several(
        option(
            "Speed",
            "--fast",
            is_flag=True,
            help="Greedy search: rougher, almost twice as fast.",
        ),
        option(
            "Speed",
            "--best",
            is_flag=True,
            help="Choose from eight, with the model of the other direction: better, slower.",
        ),
        count(
            "Speed",
            "--beam-size",
            most=32,
            show_default="as the model asks",
            help="Hypotheses kept at each step; 1 is fastest.",
        ),
        count(
            "Speed",
            "--threads",
            most=1024,
            show_default="one for each core",
            help="CPU threads.",
        ),
        count(
            "Speed",
            "--batch-tokens",
            least=16,
            default=512,
            show_default=True,
            help="Tokens in one batch, padding included.",
        ),
    )


def model_options(given: Mapping[str, Any]) -> ModelOptions:
    """The options of `model_choice` and `speed`, typed."""
    from translator.cli.model import ModelOptions
    from translator.options import EngineOptions

    return ModelOptions(
        name=given["model"],
        registry=given["models"],
        offline=given["offline"],
        reranked=bool(given.get("best")),
        engine=EngineOptions(
            engine=given["engine"],
            device=given["device"],
            threads=given.get("threads") or 0,
            compute_type=given["compute_type"],
            decoding=_decoding(given),
        ),
    )


def _decoding(given: Mapping[str, Any]) -> Decoding:
    """Two points of the table in docs/performance.md beside the default; raises UsageError."""
    from translator.options import Decoding

    fast, best = given.get("fast"), given.get("best")
    if fast and best:
        raise UsageError("--fast and --best contradict each other", "leave one of them out")
    beam = 1 if fast else _BEST if best else 0
    return Decoding(beam_size=given.get("beam_size") or beam, shortlist=True)
