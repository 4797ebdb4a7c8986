"""What is translated: a document is a stream of blocks, a block is cut into sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class BlockKind(str, Enum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CELL = "cell"
    CUE = "cue"  # one subtitle
    VERBATIM = "verbatim"  # code, formulas, front matter: never translated
    END = "end"  # no text: its `before` is what follows the last block


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item, cell or cue.

    For a plain text, the concatenation of ``before + text`` over all blocks, the END block
    included, is the decoded input, code point for code point.
    """

    text: str  # exactly as it stands in the document, hard line breaks included
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # depth of a heading (1–6) or of a list item (1–); 0: has none
    locator: str = ""  # where it stands, for a person: "line 12", "row 3, column b"
    before: str = ""  # what stands between the block before and this one: line ends, indentation
    wrap: int = 0  # width in columns at which its lines were broken by hand; 0: they were not

    @property
    def translatable(self) -> bool:
        """Whether a translation of its text is wanted."""
        return self.kind not in (BlockKind.VERBATIM, BlockKind.END)


@dataclass(frozen=True)
class Document:
    """A document as a reader gives it.

    `blocks` may be a one-shot iterator, so that a long text never stands in memory whole.
    """

    blocks: Iterable[Block]
    name: str = "-"  # the file's name, or "-" for standard input
    format: str = "text"  # a key of `translator.readers`


@dataclass(frozen=True)
class Sentence:
    """The unit that is translated, remembered and aligned.

    ``text == block.text[start:end]``; between two sentences of a block stands white space only.
    """

    text: str
    start: int  # code points from the start of the block's text, inclusive
    end: int  # code points, exclusive
