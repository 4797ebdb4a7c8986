"""The sentences of a document that a summary may be made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translator.document import Block, BlockKind
from translator.result import TranslatedBlock
from translator.text import sentences

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CUE)


@dataclass(frozen=True)
class SourceSentence:
    """A sentence with its place in the document."""

    text: str
    block: int  # number of its block among all blocks of the document, from 1
    sentence: int  # number of the sentence in that block, from 1
    other: str = ""  # its translation; empty: not known
    heading: str = ""  # the heading it stands under; empty: none


def gather(
    blocks: Iterable[Block | TranslatedBlock], language: str, heading: str = ""
) -> list[SourceSentence]:
    """The sentences of all paragraphs, list items and subtitles, in reading order.

    Headings are only noted beside the sentences under them. A document of table cells and
    headings alone gives the sentences of those.

    Args:
        blocks: with their translations, if they are known.
        language: ISO 639-1 code of the blocks' own text.
        heading: what stands above the first block, if that is known from elsewhere.
    """
    prose: list[SourceSentence] = []
    rest: list[SourceSentence] = []
    for number, given in enumerate(blocks, 1):
        block = given.source if isinstance(given, TranslatedBlock) else given
        if not block.translatable:
            continue
        found = _of_block(given, number, heading, language)
        if block.kind in _PROSE:
            prose += found
        else:
            rest += found
        if block.kind is BlockKind.HEADING:
            heading = block.text.strip()
    return prose or rest


def _of_block(
    given: Block | TranslatedBlock, number: int, heading: str, language: str
) -> Iterator[SourceSentence]:
    if isinstance(given, TranslatedBlock):
        pairs = [(sentence.source.text, sentence.target) for sentence in given.sentences]
    else:
        pairs = [(sentence.text, "") for sentence in sentences.split(given.text, language)]
    for place, (text, other) in enumerate(pairs, 1):
        if any(character.isalpha() for character in text):
            yield SourceSentence(text, number, place, other, heading)
