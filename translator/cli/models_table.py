"""The list of models as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from translator.cli.environment import Environment
from translator.models.convert import is_converted
from translator.models.registry import ModelSpec, Registry
from translator.models.store import Store

_HERE = {"package": "embedded", "path": "yes"}


@dataclass(frozen=True)
class Row:
    """One model, as the list shows it."""

    name: str
    task: str
    languages: str
    default: bool  # taken when none is named
    here: str  # "embedded", "yes" or "no"
    converted: bool  # its int8 conversion is ready
    path: str  # empty: not here
    revision: str
    source: str
    licence: str
    quality: str
    size: str  # of the download, for a person
    note: str


def rows(registry: Registry, store: Store) -> list[Row]:
    """All models, in the order of the registry."""
    return [_row(spec, store) for spec in registry.models]


def _row(spec: ModelSpec, store: Store) -> Row:
    folder = store.find(spec)
    return Row(
        name=spec.name,
        task=spec.task,
        languages=spec.direction,
        default="default" in spec.options,
        here="no" if folder is None else _HERE.get(spec.kind, "yes"),
        converted=folder is not None and is_converted(folder, "int8"),
        path="" if folder is None else str(folder.path),
        revision=spec.revision if folder is None else folder.revision,
        source=spec.source,
        licence=spec.licence,
        quality=spec.quality,
        size=spec.options.get("size", ""),
        note=spec.options.get("note", ""),
    )


def write_json(table: Sequence[Row], environment: Environment) -> None:
    """A list of objects, one for each model."""
    values = [asdict(row) for row in table]
    environment.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def write(table: Sequence[Row], environment: Environment) -> None:
    """A table for a person, with what a user should know of a model below."""
    from rich.table import Table

    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="head")
    for head in ("Name", "Job", "Here", "Size", "Quality", "Licence"):
        shown.add_column(head, no_wrap=head in ("Name", "Here"))
    for row in table:
        shown.add_row(
            row.name + (" *" if row.default else ""),
            f"{row.task} {row.languages}",
            row.here,
            row.size,
            row.quality,
            row.licence,
        )
    environment.console.print(shown)
    environment.stdout.write("\n* taken when no model is named\n")
    for row in table:
        if row.note:
            environment.stdout.write(f"{row.name}: {row.note}\n")
