"""Files translated together: their sentences share the engine's batches."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from translator import readers
from translator.article import write_article
from translator.bilingual import Summing
from translator.checks.tally import Tally
from translator.direction import Settled, settle
from translator.errors import (
    EngineError,
    MemoryFileError,
    ModelError,
    OutputError,
    TranslatorError,
)
from translator.jobs.inputs import Item, form_of, size_of
from translator.jobs.manifest import Entry, digest
from translator.jobs.stream import Share, Stream
from translator.languages import Direction
from translator.options import ReaderOptions, WriterOptions
from translator.pipeline import Pipeline
from translator.result import TranslatedBlock
from translator.writers import FORMATS, open_writer
from translator.writers.output import whole_file

_FULL = (errno.ENOSPC, errno.EDQUOT)
_GROUP_BYTES = 1 << 19  # of files that are open together; a larger file comes alone
_GROUP_FILES = 200


@dataclass(frozen=True)
class BatchOptions:
    """What is wanted of each file."""

    source_language: str = ""  # ISO 639-1; empty: found out
    target_language: str = ""
    input_format: str = "auto"
    format: str = ""  # a key of `writers.FORMATS`; empty: as the document is
    reader: ReaderOptions = field(default_factory=ReaderOptions)
    writer: WriterOptions = field(default_factory=WriterOptions)
    summary: bool | None = None  # None: where the format has room for one
    more: str = ""  # further settings that the output depends on: a glossary's hash

    @property
    def settings(self) -> str:
        """A tagged hash of all of them, for the manifest."""
        return "b2-1:" + blake2b(str(self).encode("utf-8", "replace"), digest_size=16).hexdigest()


OpenPipeline = Callable[[Direction], Pipeline]  # the same one for the same direction
OpenSumming = Callable[[Direction], Summing]
Watch = Callable[[Item, TranslatedBlock], None]


def groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in order, cut into groups to translate together."""
    group: list[Item] = []
    size = 0
    for item in items:
        own = size_of(item)
        if group and (size + own > _GROUP_BYTES or len(group) >= _GROUP_FILES):
            yield group
            group, size = [], 0
        group.append(item)
        size += own
    if group:
        yield group


def translate_group(
    group: Sequence[Item],
    root: Path,
    options: BatchOptions,
    open_pipeline: OpenPipeline,
    open_summing: OpenSumming,
    watch: Watch | None = None,
) -> Iterator[Entry]:
    """Translate files; an entry for each as it is finished, those of one direction in order.

    A file that cannot be read or written fails alone. What would meet every file is raised:
    OutputError for a full disk, MemoryFileError, EngineError.

    Args:
        group: the files; all are open at once.
        root: the folder that outputs are named below.
        options: what is wanted.
        open_pipeline: gives the pipeline for a direction.
        open_summing: gives what sums documents of a direction up.
        watch: is called with each block after it was written.
    """
    started: dict[Direction | None, list[_Started]] = {}
    for item in group:
        try:
            one = _start(item, options)
        except TranslatorError as error:
            yield _failed(item, options, error)
            continue
        direction = one.settled.direction if one.settled.translate else None
        started.setdefault(direction, []).append(one)
    for direction, documents in started.items():
        wanted = any(_has_summary(one, options) for one in documents)
        try:
            pipeline = open_pipeline(direction) if direction else None
            summing = open_summing(direction) if direction and wanted else None
        except ModelError as error:  # the other direction may have a model
            yield from (_failed(one.item, options, error, one) for one in documents)
            continue
        opened = [one.settled.document for one in documents]
        stream = Stream(pipeline, opened) if pipeline else None
        for number, one in enumerate(documents):
            share = stream.share(number) if stream else None
            each = summing if _has_summary(one, options) else None
            yield _finish(one, share, each, root, options, watch)


@dataclass(frozen=True)
class _Started:
    """A document that is open."""

    item: Item
    settled: Settled
    content: str  # its hash
    form: str
    time: float


def _start(item: Item, options: BatchOptions) -> _Started:
    form = form_of(item.path, options.format)
    started = time.monotonic()
    content = digest(item.path)
    document = readers.read(
        item.path,
        format=options.input_format,
        paragraphs=options.reader.paragraphs,
        name=item.name,
        whole_page=options.reader.whole_page or form == "same",
        field=options.reader.field,
    )
    settled = settle(document, options.source_language, options.target_language)
    return _Started(item, settled, content, form, started)


def _has_summary(one: _Started, options: BatchOptions) -> bool:
    return not FORMATS[one.form].alone if options.summary is None else options.summary


def _finish(
    one: _Started,
    share: Share | None,
    summing: Summing | None,
    root: Path,
    options: BatchOptions,
    watch: Watch | None,
) -> Entry:
    item, tally = one.item, Tally()

    def count(block: TranslatedBlock) -> None:
        for sentence in block.sentences:
            tally.add(sentence.flags)
        if watch is not None:
            watch(item, block)

    try:
        item.output.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(item.output, binary=FORMATS[one.form].binary) as stream:
            counts = write_article(
                one.settled,
                share,
                open_writer(one.form, stream, options.writer),
                summing=summing,
                watch=count,
            )
        output = digest(item.output)
    except OSError as error:
        return _failed(item, options, OutputError(f"cannot make {item.output.parent}: {error}"))
    except TranslatorError as error:
        if _meets_all(error):
            raise
        return _failed(item, options, error, one)
    return Entry(
        str(item.path),
        item.name,
        item.output.relative_to(root).as_posix(),
        "failed" if counts.failed else "done",
        one.content,
        output,
        options.settings,
        str(share.signature) if share else "",
        str(one.settled.direction),
        counts,
        tally.severe,
        tally.notice,
        round(time.monotonic() - one.time, 3),
        f"the engine failed on {counts.failed} sentences" if counts.failed else "",
    )


def _meets_all(error: TranslatorError) -> bool:
    """Whether the next file would meet the same."""
    full = isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL
    return full or isinstance(error, (MemoryFileError, ModelError, EngineError))


def _failed(
    item: Item, options: BatchOptions, error: TranslatorError, one: _Started | None = None
) -> Entry:
    return Entry(
        str(item.path),
        item.name,
        "",
        "failed",
        input_sha256=one.content if one else "",
        settings=options.settings,
        error=error.message,
    )
