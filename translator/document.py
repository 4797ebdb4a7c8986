"""What is translated: a document is a stream of blocks, a block is cut into sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from translator.languages import Direction


class BlockKind(str, Enum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CELL = "cell"
    CUE = "cue"  # one subtitle
    VERBATIM = "verbatim"  # code, formulas, front matter: never translated
    END = "end"  # no text: its `before` is what follows the last block


class MarkKind(str, Enum):
    """What a mark inside a sentence says of its words."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"
    CODE = "code"  # code, a formula, a key to press: the words themselves are kept
    POINT = "point"  # an image, a footnote's number, a line break: stands between words
    OTHER = "other"  # colour, small print, a change of font: kept, and not shown elsewhere


@dataclass(frozen=True)
class Mark:
    """Bold, a link, an image … inside a block.

    `opening` and `closing` are markup of the document's own format. Two marks of a block are
    nested or apart, the outer one first.
    """

    start: int  # code points from the start of the block's text, inclusive
    end: int  # code points, exclusive; equal to `start` for a POINT
    kind: MarkKind
    opening: str = ""  # what stands before the words, all of it for a POINT
    closing: str = ""  # what stands after them
    address: str = ""  # where a LINK leads


@dataclass(frozen=True)
class Markup:
    """How a block stands in its file, for a writer of the same format.

    The concatenation of ``before + text`` over all blocks up to an END block is the file, or
    one part of a file that has several (a chapter of an EPUB), unit for unit.
    """

    before: str = ""  # all that stands between the text of the block before and this one's
    text: str = ""  # the block's text as it stands there, marks and escapes included


_PAUSE = "pause"


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item, cell or cue.

    For a plain text, the concatenation of ``before + text`` over all blocks, the END block
    included, is the decoded input, code point for code point. For other formats `before` is
    white space that a plain text would have there, and `markup` has the rest.
    """

    text: str  # exactly as it stands in the document, hard line breaks included
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # depth of a heading (1–6) or of a list item (1–); 0: has none
    locator: str = ""  # where it stands, for a person: "line 12", "row 3, column b"
    before: str = ""  # what stands between the block before and this one: line ends, indentation
    wrap: int = 0  # width in columns at which its lines were broken by hand; 0: they were not
    marks: tuple[Mark, ...] = ()  # by start, outer before inner
    markup: Markup | None = field(default=None, repr=False)  # None: the text is all there is

    @property
    def translatable(self) -> bool:
        """Whether a translation of its text is wanted."""
        return self.kind not in (BlockKind.VERBATIM, BlockKind.END)

    @classmethod
    def pause(cls, before: str = "") -> Block:
        """An END block that says: nothing more has come for a while, translate what is there.

        Its `before` is the white space that has come since the last block. One that has none is
        not given to writers.
        """
        return cls("", BlockKind.END, locator=_PAUSE, before=before)

    @property
    def is_pause(self) -> bool:
        """Whether it is a `pause`."""
        return self.kind is BlockKind.END and self.locator == _PAUSE


@dataclass(frozen=True)
class Document:
    """A document as a reader gives it.

    `blocks` may be a one-shot iterator, so that a long text never stands in memory whole.
    """

    blocks: Iterable[Block]
    name: str = "-"  # the file's name, or "-" for standard input
    format: str = "text"  # a key of `translator.readers`
    origin: bytes = field(default=b"", repr=False)  # the file itself, if it is a zip of parts;
    # each part that has text ends with an END block whose locator is the part's name


@dataclass(frozen=True)
class Sentence:
    """The unit that is translated, remembered and aligned.

    ``text == block.text[start:end]``; between two sentences of a block stands white space only.
    """

    text: str
    start: int  # code points from the start of the block's text, inclusive
    end: int  # code points, exclusive


@dataclass(frozen=True)
class TextPair:
    """A text and its translation, as a bilingual file has them."""

    source: str
    target: str  # empty: not translated
    locator: str = ""  # where it stands, for a person: "line 12"
    direction: Direction | None = None  # None: the file does not tell
