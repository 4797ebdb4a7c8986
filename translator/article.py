"""One document from its blocks to a finished output: translated, written, summed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from translator import __version__
from translator.bilingual import Summing, sum_up
from translator.direction import Settled
from translator.document import Block, BlockKind
from translator.protocols import Writer
from translator.result import Counts, Footer, Header, Signature, TranslatedBlock

NOT_TRANSLATED = Signature("none", "-", "none", "none", "none", "none")


class Translating(Protocol):
    """What turns the blocks of one document into translated ones: a `Pipeline`, or a share of one.

    `counts` holds once all blocks have come.
    """

    @property
    def counts(self) -> Counts:
        """The document's sentences by origin."""

    @property
    def signature(self) -> Signature:
        """How the translations are made."""

    def translate(self, blocks: Iterable[Block]) -> Iterator[TranslatedBlock]:
        """The same blocks, in order."""


def write_article(
    settled: Settled,
    pipeline: Translating | None,
    writer: Writer,
    *,
    summing: Summing | None = None,
    watch: Callable[[TranslatedBlock], None] | None = None,
) -> Counts:
    """Translate a document into a writer, block by block; gives the counts of its sentences.

    Args:
        settled: the document and its direction; its blocks are used up.
        pipeline: for that direction; None: every block is written as it is.
        writer: gets header, blocks and footer.
        summing: makes the summary, for which the whole document is kept in memory;
            None: there is none.
        watch: is called with each block after it was written.
    """
    document, direction = settled.document, settled.direction
    blocks: Iterable[TranslatedBlock] = (
        TranslatedBlock(block) for block in document.blocks if not block.is_pause or block.before
    )
    signature = NOT_TRANSLATED
    if pipeline is not None:
        blocks, signature = pipeline.translate(document.blocks), pipeline.signature
    writer.begin(
        Header(document.name, document.format, direction, signature, __version__, document.origin)
    )
    kept: list[TranslatedBlock] = []
    for block in blocks:
        writer.block(block)
        if watch is not None:
            watch(block)
        if summing is not None and block.source.kind is not BlockKind.END:
            kept.append(block)
    summary = sum_up(kept, direction, summing) if summing is not None else None
    counts = pipeline.counts if pipeline is not None else Counts()
    writer.end(Footer(summary, counts))
    return counts
