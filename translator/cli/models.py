"""`translator models`: what there is, and fetching, checking, converting, removing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from translator.cli import options
from translator.cli.environment import Environment
from translator.cli.model import open_registry
from translator.cli.options import GroupedCommand, option
from translator.cli.progress import open_progress
from translator.errors import ExitStatus, ModelError, ModelNotFound, UsageError
from translator.models.folder import ModelFolder
from translator.models.registry import ModelSpec, Registry
from translator.models.store import Store

_LIST = options.path(
    "Model", "--models", metavar="FILE", help="Your own list of models, beside the built-in one."
)
_NAMES = click.argument("names", nargs=-1, metavar="NAME…")

EPILOG = """\
Examples:
  translator models pull opus-mt-id-en      the better translator, about 300 MB
  translator models pull --all-defaults     all that is needed to work without a network
  translator models verify                  read every byte of all models that are here

Weights are kept in the cache of huggingface_hub (HF_HOME), conversions in the tool's own
(TRANSLATOR_CACHE). HF_ENDPOINT names a mirror, HF_TOKEN opens private models, HF_HUB_OFFLINE=1
keeps off the network.
"""


class _Commands(click.Group):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\n{EPILOG.strip()}\n")


@click.group(cls=_Commands)
def models() -> None:
    """List, fetch, check, convert and remove models."""


@models.command("list", cls=GroupedCommand)
@_LIST
@option("Output", "--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_(environment: Environment, /, models: Path | None, as_json: bool) -> ExitStatus:
    """Show all models, and which are on this machine."""
    from translator.cli import models_table

    rows = models_table.rows(open_registry(environment, models), Store.default())
    if as_json:
        models_table.write_json(rows, environment)
    else:
        models_table.write(rows, environment)
    return ExitStatus.SUCCESS


@models.command(cls=GroupedCommand)
@_NAMES
@option("Model", "--all-defaults", is_flag=True, help="Every model that is some job's default.")
@option("Model", "--no-convert", is_flag=True, help="Leave the conversion to the first use.")
@_LIST
@options.messages()
@click.pass_obj
def pull(environment: Environment, /, **given: Any) -> ExitStatus:
    """Fetch models from the hub and make them ready for the CPU.

    A download that broke off goes on where it stopped; what came is checked by size and hash.
    """
    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    registry = open_registry(environment, given["models"])
    names = list(given["names"])
    if given["all_defaults"]:
        names += [spec.name for spec in registry.models if "default" in spec.options]
    _need(names, "name a model, or take --all-defaults")
    specs = [_of_hub(registry.get(name)) for name in dict.fromkeys(names)]
    store = Store.default()
    return _each(
        specs, environment, lambda spec: _pull(spec, store, environment, not given["no_convert"])
    )


@models.command(cls=GroupedCommand)
@click.argument("name", metavar="NAME")
@_LIST
@click.pass_obj
def path(environment: Environment, /, name: str, models: Path | None) -> ExitStatus:
    """Print the folder of a model that is on this machine."""
    folder = _locate(name, open_registry(environment, models), Store.default())
    environment.stdout.write(f"{folder.path}\n")
    return ExitStatus.SUCCESS


@models.command(cls=GroupedCommand)
@_NAMES
@_LIST
@click.pass_obj
def verify(environment: Environment, /, names: tuple[str, ...], models: Path | None) -> ExitStatus:
    """Read every byte of models and compare with their hashes.

    A NAME may be a folder of weights; without one, all models that are here.
    """
    registry, store = open_registry(environment, models), Store.default()
    folders = [_locate(name, registry, store) for name in names]
    if not names:
        folders = [found for spec in registry.models if (found := store.find(spec))]

    def check(folder: ModelFolder) -> None:
        store.verify(folder)
        environment.stdout.write(f"{folder.spec.name}: whole\n")

    return _each(folders, environment, check)


@models.command(cls=GroupedCommand)
@_NAMES
@_LIST
@click.pass_obj
def remove(environment: Environment, /, names: tuple[str, ...], models: Path | None) -> ExitStatus:
    """Delete fetched models and their conversions."""
    registry, store = open_registry(environment, models), Store.default()
    _need(names, "name a model")

    def delete(spec: ModelSpec) -> None:
        freed = store.remove(spec)
        environment.note(
            f"{spec.name} is removed: {freed / 1e6:,.0f} MB freed"
            if freed
            else f"{spec.name} was not here"
        )

    return _each([registry.get(name) for name in names], environment, delete)


@models.command(cls=GroupedCommand)
@_NAMES
@option(
    "Model",
    "--compute-type",
    type=click.Choice(["int8", "int16", "float16", "bfloat16", "float32"]),
    default="int8",
    show_default=True,
    help="Numbers that the weights are stored in.",
)
@_LIST
@options.messages()
@click.pass_obj
def convert(environment: Environment, /, **given: Any) -> ExitStatus:
    """Convert models for CTranslate2; the first use does it otherwise.

    A NAME may be a folder of weights.
    """
    environment.quiet, environment.verbose = given["quiet"], given["verbose"]
    registry, store = open_registry(environment, given["models"]), Store.default()
    _need(given["names"], "name a model or a folder")
    folders = [_locate(name, registry, store) for name in given["names"]]

    def make(folder: ModelFolder) -> None:
        made = _convert(folder, environment, given["compute_type"])
        environment.stdout.write(f"{made}\n")

    return _each(folders, environment, make)


def _each(
    items: Sequence[Any], environment: Environment, action: Callable[[Any], None]
) -> ExitStatus:
    """Do it for each; one that fails is told and does not keep the others from being done."""
    status = ExitStatus.SUCCESS
    for item in items:
        try:
            action(item)
        except ModelError as error:
            environment.error(error.message, error.hint)
            status = error.status
    return status


def _pull(spec: ModelSpec, store: Store, environment: Environment, ready: bool) -> None:
    from translator.models.hub import Hub

    path = Hub.from_environment(store).pull(spec, open_progress(environment))
    folder = store.folder(path, spec)
    if ready:
        _convert(folder, environment, "int8")
    environment.note(f"{spec.name} is here, {store.size(folder) / 1e6:,.0f} MB: {path}")


def _convert(folder: ModelFolder, environment: Environment, compute_type: str) -> Path:
    from translator.models import convert

    progress = open_progress(environment)
    if not convert.is_converted(folder, compute_type):
        progress.start(f"Converting {folder.spec.name} to {compute_type}", None)
    try:
        return convert.convert(folder, compute_type)
    finally:
        progress.stop()


def _locate(name: str, registry: Registry, store: Store) -> ModelFolder:
    """The folder of a registered model, or of the user's."""
    if all(spec.name != name for spec in registry.models) and Path(name).is_dir():
        return store.at(Path(name))
    spec = registry.get(name)
    found = store.find(spec)
    if found is None:
        raise ModelNotFound(
            f"{name} is not on this machine", f"`translator models pull {name}` fetches it"
        )
    return found


def _of_hub(spec: ModelSpec) -> ModelSpec:
    if spec.kind != "hub":
        raise UsageError(f"{spec.name} is not on the hub", "there is nothing to fetch")
    return spec


def _need(names: Sequence[str], hint: str) -> None:
    if not names:
        raise UsageError("no model is named", hint)
