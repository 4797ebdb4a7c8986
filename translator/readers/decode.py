"""Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1252; anything else is refused.

UTF-8 is strict: what is decoded gives the same bytes when it is encoded again. A byte order mark
is taken off. Bytes that are no UTF-8 are read as Windows-1252 if that makes plausible text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from translator.errors import InputError

_MARKS = (  # of byte order; UTF-32 first, as its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, as docx, odt and epub files are"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_HEAD = 4096  # bytes that the encoding is told by, at least
_HINT = "save it as plain text in UTF-8 and try again"
# Control characters that no text has, and bytes that Windows-1252 leaves undefined.
_NO_TEXT = re.compile(
    rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]"  # a surrogate in what was meant for UTF-8
)
_HIGH = re.compile(rb"[\x80-\xff]")
_MOST_HIGH = 0.3  # share of bytes over 127 in Windows-1252 text, at most; in English under 0.02


def decode(chunks: Iterable[bytes]) -> Iterator[str]:
    """The text of a stream of bytes, in pieces, as it is read.

    An empty chunk says that nothing more has come for a while; it gives an empty piece.
    Raises InputError where the bytes are no text; the text before that place has come out.
    """
    rest = iter(chunks)
    head = b""
    for chunk in rest:
        head += chunk
        if head and not chunk:
            rest = chain([chunk], rest)  # it is told after the text before it
            break
        if len(head) >= _HEAD:
            break
    encoding, start = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)()
    undecided = encoding == "utf-8"  # all ASCII so far, which is Windows-1252 as well
    position = start
    for chunk in chain([head[start:]], rest):
        if not chunk:
            yield ""
            continue
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            if not (undecided and chunk[: error.start].isascii() and _is_windows_1252(chunk)):
                raise _undecodable(encoding, position + error.start) from error
            decoder = codecs.getincrementaldecoder("cp1252")()
            text = decoder.decode(chunk)
        undecided = undecided and chunk.isascii()
        position += len(chunk)
        if "\0" in text:
            raise InputError("not a text: there is a NUL character in it", _HINT)
        yield text
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(encoding, position) from error


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding, and the length of its mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for signature, kind in _KNOWN_KINDS:
        if head.startswith(signature):
            raise InputError(f"not a text: this is {kind}", _HINT)
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    # Latin text in UTF-16 has a zero in every second byte.
    if odd > half / 2 and even < half / 50:
        return "utf-16-le", 0
    if even > half / 2 and odd < half / 50:
        return "utf-16-be", 0
    return "utf-8", 0


def _is_windows_1252(chunk: bytes) -> bool:
    """Whether this is plausible as text in Windows-1252."""
    return not _NO_TEXT.search(chunk) and len(_HIGH.findall(chunk)) <= _MOST_HIGH * len(chunk)


def _undecodable(encoding: str, position: int) -> InputError:
    return InputError(f"not a text: byte {position + 1} is no {encoding.upper()}", _HINT)
