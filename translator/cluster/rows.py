"""What a worker does: documents in, translations out, a row each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from translator import readers
from translator.article import write_article
from translator.checks.tally import Tally
from translator.direction import Settled, settle
from translator.document import Document
from translator.errors import InputError, ModelError, TranslatorError
from translator.jobs.batch import BatchOptions, OpenPipeline
from translator.jobs.stream import Share, Stream
from translator.languages import Direction
from translator.readers import articles
from translator.result import Counts, TranslatedBlock
from translator.writers import open_writer

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
ORIGINS = ("engine", "memory", "copy", "repair", "failed")


def schema() -> pa.Schema:
    """The columns of the result; the last two are the text, all others are the manifest's."""
    import pyarrow as pa

    sentence = pa.struct(
        [
            ("block", pa.int32()),  # number of its block, from 1
            ("source", pa.string()),
            ("target", pa.string()),
            ("score", pa.float64()),  # mean log-probability per token; null: no model was asked
            ("origin", pa.string()),
            ("flags", pa.list_(pa.string())),  # "severe numbers: …"
        ]
    )
    return pa.schema(
        [
            ("name", pa.string()),  # of the document: its path, its id, or a line of a file
            ("status", pa.string()),  # "done", "failed"
            ("error", pa.string()),
            ("key", pa.string()),  # hash of name, content and settings
            ("made", pa.float64()),  # seconds since 1970; of rows with one name the last counts
            ("direction", pa.string()),
            ("signature", pa.string()),  # empty: nothing was translated
            *((origin, pa.int64()) for origin in ORIGINS),  # sentences
            ("severe", pa.int64()),  # sentences with a severe flag
            ("notice", pa.int64()),  # with other flags
            ("target", pa.string()),  # the whole translation
            ("sentences", pa.list_(sentence)),
        ]
    )


def key_of(name: str, content: bytes, settings: str) -> str:
    """Tells a document with its settings from all others; tagged."""
    hashed = sha256()
    for part in (settings.encode(), name.encode("utf-8", "surrogatepass"), content):
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return f"sha256-1:{hashed.hexdigest()}"


@dataclass
class _Taken:
    """A document on its way."""

    row: Row
    settled: Settled | None = None  # None: it failed


class Translate:
    """Translates batches of rows; Ray makes one in each actor.

    Args:
        make: gives what opens pipelines; called once, here.
        options: of each document.
        settings: the hash of all settings.
        done: documents to leave out: their keys, and the signature if it still is this.
    """

    def __init__(
        self,
        make: Callable[[], OpenPipeline],
        options: BatchOptions,
        settings: str,
        done: Mapping[str, str],
    ) -> None:
        self._open = make()
        self._options = options
        self._settings = settings
        self._done = done

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The results of a batch of documents, in their order; those that are done left out."""
        import pyarrow as pa

        return pa.Table.from_pylist(self.translate(batch.to_pylist()), schema())

    def translate(self, rows: Sequence[Row]) -> list[Row]:
        """The same with plain values.

        Args:
            rows: each has a `name`, `content` (bytes), and a `kind`: "file", "text" (the content
                is the text itself), or "line" (of JSON Lines).
        """
        taken = []
        for row in rows:
            key = key_of(row["name"], row["content"], self._settings)
            one = self._take(row, key)
            if not self._is_done(one):
                taken.append(one)
        for direction in dict.fromkeys(one.settled.direction for one in taken if one.settled):
            self._translate([one for one in taken if _goes(one, direction)], direction)
        return [one.row for one in taken]

    def _take(self, row: Row, key: str) -> _Taken:
        result: Row = dict.fromkeys(ORIGINS, 0)
        result |= {"name": row["name"], "key": key, "status": "done", "error": "", "target": ""}
        result |= {
            "made": time.time(),
            "direction": "",
            "signature": "",
            "severe": 0,
            "notice": 0,
            "sentences": [],
        }
        try:
            document = _document(row, self._options)
            options = self._options
            settled = settle(document, options.source_language, options.target_language)
        except TranslatorError as error:
            return _Taken(result | {"status": "failed", "error": error.message})
        result["direction"] = str(settled.direction)
        return _Taken(result, settled)

    def _is_done(self, one: _Taken) -> bool:
        signature = self._done.get(one.row["key"])
        if signature is None or one.settled is None:
            return False
        try:
            return not signature or signature == str(self._open(one.settled.direction).signature)
        except ModelError:
            return False

    def _translate(self, taken: Sequence[_Taken], direction: Direction) -> None:
        try:
            pipeline = self._open(direction)
        except ModelError as error:  # the other direction may have a model
            for one in taken:
                one.row |= {"status": "failed", "error": error.message}
            return
        given = [one.settled for one in taken if one.settled and one.settled.translate]
        stream = Stream(pipeline, [settled.document for settled in given])
        number = 0
        for one in taken:
            share = None
            if one.settled and one.settled.translate:
                share = stream.share(number)
                number += 1
            _fill(one, share)


def _goes(one: _Taken, direction: Direction) -> bool:
    return one.settled is not None and one.settled.direction == direction


def _fill(one: _Taken, share: Share | None) -> None:
    """Put what came of a document into its row."""
    assert one.settled is not None
    row, tally, text = one.row, Tally(), StringIO(newline="")
    number = 0

    def watch(block: TranslatedBlock) -> None:
        nonlocal number
        number += 1
        for sentence in block.sentences:
            tally.add(sentence.flags)
            row["sentences"].append(
                {
                    "block": number,
                    "source": sentence.source.text,
                    "target": sentence.target,
                    "score": sentence.score,
                    "origin": sentence.origin.value,
                    "flags": [f"{f.severity.value} {f.kind}: {f.message}" for f in sentence.flags],
                }
            )

    try:
        counts: Counts = write_article(one.settled, share, open_writer("text", text), watch=watch)
    except InputError as error:
        row |= {"status": "failed", "error": error.message, "sentences": []}
        return
    row |= vars(counts)
    row |= {"target": text.getvalue(), "severe": tally.severe, "notice": tally.notice}
    row["signature"] = str(share.signature) if share else ""
    if counts.failed:
        row |= {"status": "failed", "error": f"the engine failed on {counts.failed} sentences"}


def _document(row: Row, options: BatchOptions) -> Document:
    if row["kind"] == "line":
        (article,) = articles.read(BytesIO(row["content"]))
        return Document(article.blocks, row["name"], "jsonl")
    return readers.read(
        BytesIO(row["content"]),
        "text" if row["kind"] == "text" else options.input_format,
        options.reader.paragraphs,
        row["name"],
        options.reader.whole_page,
        options.reader.field,
    )
