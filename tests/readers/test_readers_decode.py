from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.errors import InputError
from translator.readers.decode import decode

TEXT = "Kata “ya” – naïf… 5 €.\r\nBaris dua.\n"
ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 little-endian": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "UTF-16 big-endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-16 little-endian without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 big-endian without a mark": TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "Windows-1252": TEXT.encode("cp1252"),
}
REFUSED = {  # bytes, a word of the message
    "a NUL character": (b"satu\0dua", "NUL"),
    "random bytes": (bytes(range(255, 127, -1)) * 9, "byte"),
    "a cut character": ("satu “".encode()[:-1] + b"", "byte"),
    "half a character of UTF-16": (TEXT.encode("utf-16-le")[:-1], "UTF-16"),
    "a lone surrogate of UTF-16": ("satu".encode("utf-16") + b"\x00\xd8a\x00", "UTF-16"),
    "a lone surrogate": (b"satu \xed\xa0\x80 dua", "byte 6"),
    "UTF-8 with other bytes": (TEXT.encode() + b"\xff", "byte"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a docx": (b"PK\x03\x04abc", "docx"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0", "picture"),
}


def text_of(data: bytes, size: int = 7) -> str:
    return "".join(decode(data[i : i + size] for i in range(0, len(data), size)))


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_encodings(data: bytes, size: int) -> None:
    assert text_of(data, size) == TEXT


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        text_of(data)
    assert caught.value.hint


def test_nothing() -> None:
    assert text_of(b"") == text_of(b"\xef\xbb\xbf") == ""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_first_letter_beyond_ascii_may_come_late(encoding: str) -> None:
    text = "kata " * 50_000 + TEXT
    assert text_of(text.encode(encoding), 65_536) == text


def test_windows_1252_is_not_taken_up_in_the_middle_of_utf_8() -> None:
    data = TEXT.encode() + b"kata " * 50_000 + TEXT.encode("cp1252")
    with pytest.raises(InputError):
        text_of(data, 65_536)


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if not any(data.startswith(kind) for kind in (b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        assert text_of(data).encode() == data


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text_of(data).encode("utf-8")
    except InputError as error:
        assert error.hint
