"""`translator doctor`: what is installed, what is here, and what to do about what is missing."""

from __future__ import annotations

import json
from typing import Any

import click

from translator.cli import options
from translator.cli.environment import Environment
from translator.cli.model import open_registry
from translator.cli.options import GroupedCommand, option
from translator.errors import ExitStatus

_MARKS = {True: "yes", False: "no"}


@click.command(cls=GroupedCommand)
@option("Output", "--json", "as_json", is_flag=True, help="As JSON.")
@option("Model", "--offline", is_flag=True, help="Do not try whether the hub can be reached.")
@options.path(
    "Model", "--models", metavar="FILE", help="Your own list of models, beside the built-in one."
)
@click.pass_obj
def doctor(environment: Environment, /, **given: Any) -> ExitStatus:
    """Tell versions, devices, caches and models, and whether the job would run offline.

    Every model that is here is read and compared with its hashes, and each direction translates
    a word without a network. Exit status 4 when a model is broken.
    """
    from translator.cli.examine import examine

    findings = examine(open_registry(environment, given["models"]), offline=given["offline"])
    if given["as_json"]:
        environment.stdout.write(json.dumps(findings, ensure_ascii=False, indent=2) + "\n")
    else:
        _write(findings, environment)
    broken = any(model["problem"] for model in findings["models"])
    return ExitStatus.MODEL if broken else ExitStatus.SUCCESS


def _write(findings: dict[str, Any], environment: Environment) -> None:
    from rich.table import Table

    for title in ("versions", "machine", "folders", "hub"):
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        for key, value in findings[title].items():
            shown = _MARKS.get(value, str(value)) if isinstance(value, bool) else str(value)
            table.add_row(key, shown)
        environment.console.print(title.capitalize(), style="heading")
        environment.console.print(table)
    environment.console.print("Models here", style="heading")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for model in findings["models"]:
        table.add_row(model["name"], model["size"], model["problem"] or "whole")
    environment.console.print(table)
    environment.console.print("Without a network", style="heading")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for job in findings["offline"]:
        table.add_row(job["direction"], _MARKS[job["ready"]], job["model"], job["advice"])
    environment.console.print(table)
