"""Files made to do harm, and broken ones: a clear error, or a safe result."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from translator import readers
from translator.errors import InputError
from translator.readers import limits

FOLDER = Path(__file__).parent.parent / "data" / "formats"
DOCX, ODT, EPUB = ((FOLDER / f"pandoc.{ending}").read_bytes() for ending in ("docx", "odt", "epub"))
TEXT = {"docx": "word/document.xml", "odt": "content.xml", "epub": "EPUB/text/ch001.xhtml"}
WHOLE = {"docx": DOCX, "odt": ODT, "epub": EPUB}


def read(data: bytes, format: str) -> str:
    blocks = readers.read(io.BytesIO(data), format, whole_page=True).blocks
    return "\n".join(block.text for block in blocks)


def changed(data: bytes, files: dict[str, bytes | None]) -> bytes:
    """A zip file with other contents for some of its files; None takes one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in files:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, content in files.items():
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip file whose entries say that they are encrypted."""
    result = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = result.find(mark)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", result, start + place)
            struct.pack_into("<H", result, start + place, flags | 1)
            start = result.find(mark, start + 4)
    return bytes(result)


def damaged(format: str) -> bytes:
    """A zip file with zeros in the middle of its text."""
    data = WHOLE[format]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        place = package.getinfo(TEXT[format]).header_offset + 200
    return data[:place] + b"\0" * 40 + data[place + 40 :]


BOMB = b"<w:document>" + b" " * (8 * 2**20)
BROKEN: dict[str, Callable[[str], bytes]] = {
    "empty": lambda format: b"",
    "no zip file": lambda format: b"PK\x03\x04" + os.urandom(500),
    "cut off": lambda format: WHOLE[format][: len(WHOLE[format]) // 2],
    "damaged": damaged,
    "without its text": lambda format: changed(WHOLE[format], {TEXT[format]: None}),
    "encrypted": lambda format: encrypted(WHOLE[format]),
    "a password on an Office file": lambda format: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    ),
    "a bomb": lambda format: changed(WHOLE[format], {TEXT[format]: BOMB}),
    "a name that leads out": lambda format: changed(WHOLE[format], {"../../etc/x": b"x"}),
    "an absolute name": lambda format: changed(WHOLE[format], {"/etc/x": b"x"}),
    "a name of Windows": lambda format: changed(WHOLE[format], {"..\\x": b"x"}),
}


@pytest.mark.parametrize("format", WHOLE)
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_package_is_refused(case: str, format: str) -> None:
    if (case, format) == ("without its text", "epub"):
        pytest.skip("a book with other chapters is still a book")
    with pytest.raises(InputError) as caught:
        read(BROKEN[case](format), format)
    assert caught.value.hint
    assert str(caught.value).startswith("standard input: ")


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "kata kata"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_document_type_is_refused(format: str) -> None:
    data = changed(WHOLE[format], {TEXT[format]: f"{ENTITIES}<w:document/>".encode()})
    with pytest.raises(InputError, match="document type"):
        read(data, format)


def test_entities_of_a_page_are_neither_expanded_nor_fetched() -> None:
    page = f"{ENTITIES}<html><body><p>Awal &b; &c; akhir</p></body></html>"
    text = read(page.encode(), "html")
    assert "kata kata" not in text and "root:" not in text
    assert "&b; &c;" in text
    chapter = changed(EPUB, {TEXT["epub"]: page.encode()})
    assert "&b; &c;" in read(chapter, "epub")


def test_a_locked_book_is_refused() -> None:
    locks = f'<CipherReference URI="{TEXT["epub"]}"/>'
    with pytest.raises(InputError, match="encrypted"):
        read(changed(EPUB, {"META-INF/encryption.xml": locks.encode()}), "epub")


class Endless(io.RawIOBase):
    """A stream that never ends; counts what was taken."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        buffer[:] = b"kata " * (len(buffer) // 5) + b" " * (len(buffer) % 5)
        self.taken += len(buffer)
        return len(buffer)


@pytest.mark.parametrize("format", ["markdown", "html", "docx", "odt", "epub"])
def test_a_file_without_end_is_refused_in_time(format: str) -> None:
    stream = Endless()
    with pytest.raises(InputError, match=r"larger than (8|64) MiB"):
        readers.read(stream, format, whole_page=True)  # type: ignore[arg-type]
    assert stream.taken < limits.MAX_BYTES + 2**20


def test_many_files_in_a_zip_are_refused() -> None:
    files: dict[str, bytes | None] = {f"x{number}": b"" for number in range(10_001)}
    with pytest.raises(InputError, match="10,000"):
        read(changed(DOCX, files), "docx")


@pytest.mark.parametrize("piece", ["[", "![", "*_", "[a](", "\\", "> ", "- ", "`", "| a "])
def test_time_does_not_grow_with_the_square_of_markdown(piece: str) -> None:
    # The parser alone takes minutes for some of these.
    read((piece * 300_000).encode(), "markdown")
