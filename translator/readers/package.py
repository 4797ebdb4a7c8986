"""Zip files that are documents: docx, odt, EPUB. They are never unpacked to the disk."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from translator.errors import InputError
from translator.readers.limits import MAX_BYTES, read_bytes, too_large

_MAX_FILES = 10_000
_MAX_RATIO = 200  # unpacked size to packed size of a file over 1 MiB; text reaches about 20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # what Office wraps a file with a password in
_HINT = "open it in the program that made it and save it again"


class Package:
    """The files in a zip file.

    Raises InputError for what is broken, encrypted, larger than `MAX_BYTES`, or packed so tightly
    that it must be a bomb, and for names that lead out of it.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLD_OFFICE):
            raise InputError(
                "has a password, or is an old Office file", "save it as docx without a password"
            )
        with _mapped():
            self._zip = ZipFile(BytesIO(data))
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) > _MAX_FILES:
            raise InputError(f"a zip file of more than {_MAX_FILES:,} files", _HINT)
        for info in self._infos.values():
            _check(info)
        if sum(info.file_size for info in self._infos.values()) > 4 * MAX_BYTES:
            raise too_large(4 * MAX_BYTES)

    @property
    def names(self) -> tuple[str, ...]:
        """Of its files, in their order."""
        return tuple(self._infos)

    def bytes(self, name: str) -> bytes:
        """One of its files; raises InputError."""
        if name not in self._infos:
            raise InputError(f"not whole: {name} is missing in it", _HINT)
        with _mapped(), self._zip.open(self._infos[name]) as stream:
            return read_bytes(stream)  # type: ignore[arg-type]

    def text(self, name: str) -> str:
        """One of its files, which is XML; raises InputError."""
        data = self.bytes(name)
        try:
            return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name} in it is no text", _HINT) from error

    def write(self, stream: BinaryIO, parts: Mapping[str, str]) -> None:
        """The same zip file with other texts for some of its files."""
        with ZipFile(stream, "w") as result:
            for name, info in self._infos.items():
                new = parts.get(name)
                content = self.bytes(name) if new is None else new.encode("utf-8", "replace")
                result.writestr(info, content, info.compress_type)


def _check(info: ZipInfo) -> None:
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
        raise InputError(f"a name in it leads out of it: {info.filename!r}", "do not trust it")
    if info.flag_bits & 0x1:
        raise InputError("it is encrypted", "save it without a password")
    if info.file_size > 2**20 and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
        raise InputError(
            f"{info.filename} in it unpacks to {info.file_size / info.compress_size:,.0f} times "
            "its size",
            "do not trust it",
        )


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except (
        BadZipFile,
        EOFError,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise InputError(f"a broken zip file: {str(error).lower()}", _HINT) from error
