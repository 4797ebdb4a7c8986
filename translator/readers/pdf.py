"""PDF: its text in reading order. A scan has none."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from translator.document import Block
from translator.errors import InputError, MissingExtra
from translator.options import ReaderOptions
from translator.readers.limits import read_bytes
from translator.readers.pdf_layout import Line, Page, blocks

if TYPE_CHECKING:
    from pypdf import PageObject

_MAX_PAGES = 5_000
_HINT = "open it in another program and print it to a new PDF"
# What pypdf raises for a file that is not what it should be, beside its own errors.
_BROKEN = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError),
    *(NotImplementedError, AssertionError, zlib.error),
)


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of all pages; raises InputError, MissingExtra."""
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtra("PDF input", "formats") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each fault that it mends
    data = read_bytes(stream)
    with _mapped():
        document = pypdf.PdfReader(BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError("it has a password", "save it without one")
        if len(document.pages) > _MAX_PAGES:
            raise InputError(f"more than {_MAX_PAGES:,} pages", "cut it into parts")
        pages = [_page(page) for page in document.pages]
    if not any(page.lines for page in pages):
        raise InputError("there is no text in it", "it may be a scan: run OCR on it first")
    yield from blocks(pages)


def _page(page: PageObject) -> Page:
    """The lines of a page, in the order in which they were drawn."""
    lines: list[Line] = []
    parts: list[tuple[str, float, float, float]] = []

    def end_line() -> None:
        text = "".join(part[0] for part in parts)
        words = [part for part in parts if part[0].strip()]
        if words:
            size = max(words, key=lambda part: len(part[0]))[3]
            lines.append(Line(" ".join(text.split()), words[0][1], words[0][2], size))
        parts.clear()

    def visit(text: str, user: list[float], matrix: list[float], font: Any, size: float) -> None:
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        height = size * (abs(matrix[3]) or abs(matrix[1])) * (abs(user[3]) or abs(user[1]))
        for number, part in enumerate(text.split("\n")):
            if number:
                end_line()
            parts.append((part, x, y, height))

    page.extract_text(visitor_text=visit)
    end_line()
    box = page.mediabox
    return Page(tuple(lines), float(box.bottom), float(box.top))


@contextmanager
def _mapped() -> Iterator[None]:
    from pypdf.errors import DependencyError, PyPdfError

    try:
        yield
    except DependencyError as error:
        raise InputError("it is encrypted", "save it without a password") from error
    except (PyPdfError, *_BROKEN) as error:
        raise InputError(f"a broken PDF: {error}", _HINT) from error
