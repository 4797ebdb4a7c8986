"""Which files of a job are done already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from translator.errors import InputError, TranslatorError
from translator.jobs.batch import BatchOptions, OpenPipeline
from translator.jobs.inputs import Item
from translator.jobs.manifest import Entry, digest
from translator.languages import Direction


def undone(
    items: Iterable[Item],
    entries: dict[str, Entry],
    root: Path,
    options: BatchOptions,
    open_pipeline: OpenPipeline,
) -> list[Item]:
    """The items, in order, that have to be translated.

    A file is done if its content, the settings and the signature are those of its entry, and its
    output is what was written then. Dates are not looked at.
    """
    signatures: dict[str, str] = {}

    def signature(direction: str) -> str:
        if direction not in signatures:
            try:
                pipeline = open_pipeline(Direction.parse(direction))
                signatures[direction] = str(pipeline.signature)
            except TranslatorError:
                signatures[direction] = "?"  # the job itself will tell
        return signatures[direction]

    def is_done(item: Item) -> bool:
        entry = entries.get(item.name)
        return (
            entry is not None
            and entry.status == "done"
            and entry.settings == options.settings
            and item.output == root / entry.output
            and (not entry.signature or entry.signature == signature(entry.direction))
            and _is(item.output, entry.output_sha256)
            and _is(item.path, entry.input_sha256)
        )

    return [item for item in items if not is_done(item)]


def _is(path: Path, content: str) -> bool:
    try:
        return digest(path) == content
    except InputError:
        return False
