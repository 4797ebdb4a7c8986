"""A document through a reader, the pipeline with an echo, and the writer of the same format."""

from __future__ import annotations

import io
from collections.abc import Sequence

from translator import readers
from translator.document import Block
from translator.engines.echo import EchoEngine
from translator.languages import ID_EN
from translator.options import WriterOptions
from translator.pipeline import Pipeline
from translator.result import Footer, Header, Hypothesis, Signature
from translator.writers.same import SameWriter

SIGNATURE = Signature("echo", "1", "echo", "none", "none")


class CapitalsEngine(EchoEngine):
    """Writes everything in capitals, so that it shows what was translated."""

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(text.upper(), -0.1) for text in texts]


def blocks_of(data: bytes, format: str, **options: object) -> list[Block]:
    return list(readers.read(io.BytesIO(data), format, **options).blocks)  # type: ignore[arg-type]


def translated(
    data: bytes, format: str, engine: EchoEngine | None = None, **options: object
) -> bytes:
    """The document in the same format; with the echo engine nothing changes."""
    document = readers.read(io.BytesIO(data), format, **options)  # type: ignore[arg-type]
    stream = io.BytesIO()
    writer = SameWriter(stream, WriterOptions())
    header = Header("document", document.format, ID_EN, SIGNATURE, "0", document.origin)
    writer.begin(header)
    for block in Pipeline(engine or EchoEngine(), ID_EN).translate(document.blocks):
        writer.block(block)
    writer.end(Footer())
    return stream.getvalue()


def in_capitals(data: bytes, format: str, **options: object) -> bytes:
    return translated(data, format, CapitalsEngine(), **options)
