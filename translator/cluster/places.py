"""Where files of a cluster are: local paths, and addresses of anything that fsspec opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


def filesystem(place: str) -> tuple[FileSystem, str]:
    """The file system of a path or an address, and the path on it.

    Arrow's own file systems go first (file, s3, gs, hdfs), then fsspec's. Raises InputError for
    an address that neither knows, MissingExtra without Arrow.
    """
    try:
        from pyarrow import ArrowInvalid, fs
    except ImportError as error:
        raise MissingExtra("--cluster", "cluster") from error
    if "://" not in place:
        from pathlib import Path

        return fs.LocalFileSystem(), str(Path(place).resolve())
    try:
        return fs.FileSystem.from_uri(place)  # type: ignore[no-any-return]
    except ArrowInvalid:
        pass
    try:
        import fsspec

        found, path = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise InputError(f"{place}: {error}", "install what fsspec needs for it") from error
    return fs.PyFileSystem(fs.FSSpecHandler(found)), path


def files(place: str) -> tuple[FileSystem, list[tuple[str, int]]]:
    """The files at a place or below it, by name, with their sizes; hidden ones are left out.

    Raises InputError where there is nothing.
    """
    from pyarrow.fs import FileSelector, FileType

    system, path = filesystem(place)
    try:
        info = system.get_file_info(path)
        if info.type == FileType.NotFound:
            raise InputError(f"{place}: no such file or folder", "check the name")
        found = [info]
        if info.type == FileType.Directory:
            found = system.get_file_info(FileSelector(path, recursive=True))
    except OSError as error:
        raise InputError(f"{place}: {error}") from error
    kept = [
        (each.path, each.size or 0)
        for each in found
        if each.type == FileType.File
        and not any(part.startswith(".") for part in each.path[len(path) :].split("/"))
    ]
    return system, sorted(kept)
