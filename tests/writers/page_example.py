"""One translation with every kind of block, for the tests of the pages and documents."""

from __future__ import annotations

from collections.abc import Iterator

from translator.document import Block, BlockKind, Mark, MarkKind, Sentence
from translator.languages import ID_EN
from translator.result import (
    Flag,
    Footer,
    Header,
    Severity,
    Signature,
    Summary,
    SummarySentence,
    TranslatedBlock,
    TranslatedSentence,
)

SIGNATURE = Signature("starter-id-en", "sha256:1f2e", "ctranslate2 4.8.5", "int8", "beam4")
HEADER = Header("kabar <baru>.txt", "text", ID_EN, SIGNATURE, "0.1.0")
NUMBERS = Flag("numbers", 'the number "2/12" is lost', Severity.SEVERE)
QUOTES = Flag("quotes", "a quotation mark opens and does not close")
FAILED = Flag("failed", "the engine failed on this sentence", Severity.SEVERE)
LONG_WORD = "https://contoh.id/" + "alamat-yang-sangat-panjang/" * 6
HOSTILE = '<script>alert(1)</script> & "x" <img src=x onerror=alert(1)> \x1b[31m</p>'

Pair = tuple[str, str, tuple[Flag, ...]]
ROWS: list[tuple[BlockKind, int, list[Pair]]] = [
    (BlockKind.HEADING, 1, [("Kabar hari ini", "News of today", ())]),
    (
        BlockKind.PARAGRAPH,
        0,
        [
            (
                "Penjabat Gubernur Bali menerima audiensi pada Senin (2/12) di kantornya di kota "
                "Denpasar, dan acara itu berlangsung sampai sore.",
                "The Acting Governor of Bali received an audience on Monday at his office.",
                (NUMBERS,),
            ),
            ("Mereka membahas kerja sama.", "They discussed cooperation.", ()),
            ("“Kami berharap banyak, ujarnya.", "“We hope for much, he said.", (QUOTES,)),
        ],
    ),
    (BlockKind.LIST_ITEM, 1, [(f"Lihat {LONG_WORD}", f"See {LONG_WORD}", ())]),
    (BlockKind.LIST_ITEM, 2, [("Butir kedua", "Second item", ())]),
    (BlockKind.CELL, 0, [("Harga", "Price", ())]),
    (BlockKind.CUE, 0, [("Halo!", "Hello!", ())]),
    (BlockKind.PARAGRAPH, 0, [(HOSTILE, HOSTILE, ())]),
    (BlockKind.PARAGRAPH, 0, [("Kalimat yang gagal.", "", (FAILED,))]),
]
CODE = Block("for x in range(10):\n    print(x) " + "# panjang " * 30, BlockKind.VERBATIM)

SUMMARY = Summary(
    (
        SummarySentence("Mereka membahas kerja sama.", "They discussed cooperation.", 2, 2),
        SummarySentence("Halo!", "Hello!", 6, 1),
    ),
    "id",
    "lexrank 1",
)
FOOTER = Footer(SUMMARY)


def translated(
    kind: BlockKind, level: int, pairs: list[Pair], marks: tuple[Mark, ...] = ()
) -> TranslatedBlock:
    """A block of sentences that stand one space apart."""
    sentences: list[TranslatedSentence] = []
    start = 0
    for source, target, flags in pairs:
        place = Sentence(source, start, start + len(source))
        sentences.append(TranslatedSentence(place, target, -0.3, flags=flags))
        start = place.end + 1
    text = " ".join(source for source, _, _ in pairs)
    return TranslatedBlock(Block(text, kind, level, marks=marks), tuple(sentences))


def blocks() -> Iterator[TranslatedBlock]:
    """All of `ROWS`, code, a block with a link, and the end."""
    for kind, level, pairs in ROWS:
        yield translated(kind, level, pairs)
    yield TranslatedBlock(CODE)
    link = Mark(6, 10, MarkKind.LINK, address="https://contoh.id/?a=1&b=2")
    script = Mark(15, 19, MarkKind.LINK, address="javascript:alert(1)")
    yield translated(
        BlockKind.PARAGRAPH,
        0,
        [("Lihat situ atau sini.", "See there or here.", ())],
        (link, script),
    )
    yield TranslatedBlock(Block("", BlockKind.END))
