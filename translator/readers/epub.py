"""EPUB: the chapters of a book, in the order in which they are read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from typing import BinaryIO, ClassVar
from urllib.parse import unquote

from translator.document import Block
from translator.errors import InputError
from translator.options import ReaderOptions
from translator.readers.html import Page
from translator.readers.package import Package
from translator.readers.tags import tags

_PAGES = ("application/xhtml+xml", "text/html")
_CONTENTS = "application/x-dtbncx+xml"  # the table of contents of EPUB 2
_HINT = "open it in the program that made it and save it again"


def read(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The blocks of all chapters; each ends with an END block that has its file's name.

    Raises InputError.
    """
    package = Package(stream.read())
    chapters = _chapters(package)
    locked = _locked(package)
    chapter = _Chapter()
    for name in chapters:
        if name in locked:
            raise InputError("its chapters are encrypted", "only a book without DRM can be read")
        yield from chapter.blocks(tags(package.text(name)), name, last=name == chapters[-1])


class _Chapter(Page):
    """A page whose title is that of its first heading, and never seen."""

    no_prose: ClassVar[Set[str]] = {*Page.no_prose, "title"}


def _chapters(package: Package) -> list[str]:
    """The names of the files that have text: as they are read, then the tables of contents."""
    container = package.text("META-INF/container.xml")
    roots = [
        tag.attribute("full-path") for tag in tags(container, xml=True) if "rootfile" in tag.name
    ]
    root = next((name for name in roots if name), "")
    if not root:
        raise InputError("not an EPUB: it does not tell where its book is", _HINT)
    folder = posixpath.dirname(root)
    manifest: dict[str, tuple[str, str]] = {}
    spine: list[str] = []
    for tag in tags(package.text(root), xml=True):
        name = tag.name.rpartition(":")[2]
        if name == "item" and tag.kind != "close":
            place = posixpath.normpath(posixpath.join(folder, unquote(tag.attribute("href"))))
            manifest[tag.attribute("id")] = (place, tag.attribute("media-type"))
        elif name == "itemref" and tag.kind != "close":
            spine.append(tag.attribute("idref"))
    read = [manifest[key][0] for key in spine if key in manifest and manifest[key][1] in _PAGES]
    rest = [place for place, kind in manifest.values() if kind in (*_PAGES, _CONTENTS)]
    chapters = [name for name in dict.fromkeys([*read, *rest]) if name in package.names]
    if not chapters:
        raise InputError("an EPUB without chapters", _HINT)
    return chapters


def _locked(package: Package) -> set[str]:
    if "META-INF/encryption.xml" not in package.names:
        return set()
    text = package.text("META-INF/encryption.xml")
    return {unquote(uri) for uri in re.findall(r'CipherReference\s+URI="([^"]*)"', text)}
