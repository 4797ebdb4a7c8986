"""A translation with one of everything, for the tests of the writers."""

from __future__ import annotations

import io

from translator.document import Block, BlockKind, Sentence
from translator.languages import ID_EN
from translator.options import WriterOptions
from translator.result import (
    Counts,
    Flag,
    Footer,
    Header,
    Origin,
    Severity,
    Signature,
    Summary,
    SummarySentence,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.writers import open_writer

HEADER = Header(
    "article.txt",
    "text",
    ID_EN,
    Signature("starter-id-en", "sha256:12", "ctranslate2 4.8.5", "int8", "beam4"),
    "0.1.0",
)
CHANGED = Flag("numbers", "2/12 became 3/12", Severity.SEVERE)
UNSURE = Flag("score", "the model was unsure", Severity.NOTICE)
FAILED = Flag("failed", "the engine failed on this sentence", Severity.SEVERE)


def block(
    *pairs: tuple[str, str],
    kind: BlockKind = BlockKind.PARAGRAPH,
    level: int = 0,
    before: str = "\n",
    flags: tuple[Flag, ...] = (),
    origin: Origin = Origin.ENGINE,
) -> TranslatedBlock:
    """A block of sentences with one space between them; the flags are the last one's."""
    sentences: list[TranslatedSentence] = []
    position = 0
    for source, target in pairs:
        sentence = Sentence(source, position, position + len(source))
        sentences.append(TranslatedSentence(sentence, target, -0.41, origin))
        position += len(source) + 1
    last = sentences[-1]
    sentences[-1] = TranslatedSentence(last.source, last.target, last.score, origin, flags)
    text = " ".join(source for source, _ in pairs)
    return TranslatedBlock(Block(text, kind, level, before=before), tuple(sentences))


BLOCKS = (
    block(("Pertemuan di Bali", "Meeting in Bali"), kind=BlockKind.HEADING, level=1, before=""),
    block(
        (
            "Penjabat Gubernur Bali, S.M. Mahendra Jaya, menerima Alibaba Cloud di kantor.",
            "The acting governor of Bali, S.M. Mahendra Jaya, met Alibaba Cloud at the office.",
        ),
        ("Pertemuan itu pada Senin (2/12).", "The meeting was on Monday (3/12)."),
        flags=(CHANGED, UNSURE),
        before="\n\n",
    ),
    block(("会議は東京で開かれた 🎉.", "The meeting 会議は東京で開かれた 🎉."), before="\n\n"),
    block(("Merah \x1b[31mmerah\x1b[0m \x07.", "Red \x1b[31mred\x1b[0m \x9b1m."), before="\n\n"),
    block(("Rumah", "House"), kind=BlockKind.LIST_ITEM, level=1, before="\n\n- "),
    block(("Mobil", "Car"), kind=BlockKind.LIST_ITEM, level=1, before="\n- "),
    block(("Gagal.", ""), flags=(FAILED,), origin=Origin.FAILED, before="\n\n"),
    TranslatedBlock(Block("x = 1\nif x:\n    y = 2", BlockKind.VERBATIM, before="\n\n")),
    TranslatedBlock(Block("", BlockKind.END, before="\n")),
)
SUMMARY = Summary(
    (
        SummarySentence(
            "Pertemuan itu pada Senin (2/12).", "The meeting was on Monday (3/12).", 2, 2, 0.7
        ),
        SummarySentence("Rumah.", "House.", 5, 1, 0.25, ((5, 1), (6, 1)), (UNSURE,)),
    ),
    "id",
    "extractive 1",
)
FOOTER = Footer(SUMMARY, Counts(engine=7, failed=1))


def written(
    format: str,
    blocks: tuple[TranslatedBlock, ...] = BLOCKS,
    footer: Footer = FOOTER,
    options: WriterOptions | None = None,
) -> str:
    """What the writer of a format makes of it."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    writer = open_writer(format, stream, options)
    writer.begin(HEADER)
    for one in blocks:
        writer.block(one)
    writer.end(footer)
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")
