"""Which files a job takes, and what their translations are called."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from translator import readers
from translator.errors import InputError, UsageError
from translator.writers import FORMATS
from translator.writers.same import FILLINGS

_PLAIN = readers.FORMATS["text"].endings
_MAGIC = frozenset("*?[")


@dataclass(frozen=True)
class Item:
    """A file to translate."""

    path: Path
    name: str  # where it stands below the folder that was named, with "/": "2024/may.txt"
    output: Path


def find(paths: Sequence[str], output: Path, format: str = "") -> list[Item]:
    """The files, in the order of `paths`, those of a folder by name; none twice.

    Of a folder, all files below it are taken that have the ending of a format that can be read;
    hidden ones and the output folder are left out. A file that is named is taken in any case.

    Args:
        paths: files, folders and patterns, in which ``**`` stands for any folders.
        output: the folder for the translations; it keeps the tree below each folder that was
            named.
        format: a key of `writers.FORMATS`; empty: as the document is.

    Raises:
        InputError: a path is not there, or a pattern matches nothing.
        UsageError: two files would get the same output, or an output would replace its input.
    """
    items: dict[Path, Item] = {}
    taken: dict[Path, Path] = {}
    for path, name in _files(paths, output):
        item = Item(path, name, output / _renamed(name, format))
        place = path.resolve()
        if place in items:
            continue
        _refuse_clash(item, taken)
        items[place] = item
        taken[item.output.resolve()] = path
    return list(items.values())


def _files(paths: Sequence[str], output: Path) -> Iterator[tuple[Path, str]]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _below(path, path, output)
        elif path.exists() or not _MAGIC & set(given):
            if not path.exists():
                raise InputError(f"{given}: no such file or folder", "check the name")
            yield path, path.name
        else:
            found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 (absolute ones too)
            if not found:
                raise InputError(f"{given}: nothing has such a name", "check the pattern")
            base = _base(given)
            for match in map(Path, found):
                if match.is_dir():
                    yield from _below(match, base, output)
                else:
                    yield match, _name(match, base)


def _below(folder: Path, base: Path, output: Path) -> Iterator[tuple[Path, str]]:
    own = output.resolve()
    endings = {ending for form in readers.FORMATS.values() for ending in form.endings}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and Path(place, name).resolve() != own
        )
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in endings:
                path = Path(place, name)
                yield path, _name(path, base)


def _base(pattern: str) -> Path:
    """The folders of a pattern before its first special character."""
    parts = Path(pattern).parts
    number = next(index for index, part in enumerate(parts) if _MAGIC & set(part))
    return Path(*parts[:number])


def _name(path: Path, base: Path) -> str:
    return PurePosixPath(*path.relative_to(base).parts).as_posix()


def form_of(path: Path, format: str) -> str:
    """The key of `writers.FORMATS` that a file is written with."""
    if format not in ("", "same"):
        return format
    kind = readers.guess_format(path.name)
    return "same" if kind in FILLINGS else "text"


def _renamed(name: str, format: str) -> str:
    """The output's name: a text's ending is replaced, any other one kept, so that none clash."""
    path = PurePosixPath(name)
    form = form_of(Path(name), format)
    if form == "same":
        return name
    ending = (*FORMATS[form].endings, ".txt")[0]
    if path.suffix.lower() in (*FORMATS[form].endings, *_PLAIN):
        return str(path.with_suffix(ending))
    return f"{name}{ending}"


def _refuse_clash(item: Item, taken: dict[Path, Path]) -> None:
    place = item.output.resolve()
    if other := taken.get(place):
        raise UsageError(
            f"{other} and {item.path} would both become {item.output}",
            "translate them into two folders",
        )
    if place == item.path.resolve() or (item.output.exists() and item.output.samefile(item.path)):
        raise UsageError(
            f"the translation of {item.path} would replace it", "name another folder with -o"
        )


def total_size(items: Iterable[Item]) -> int:
    """Bytes of all files; one that cannot be looked at counts nothing."""
    return sum(size_of(item) for item in items)


def size_of(item: Item) -> int:
    """Bytes of a file; 0 if it cannot be looked at."""
    try:
        return item.path.stat().st_size
    except OSError:
        return 0
