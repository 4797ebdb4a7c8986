"""Formats whose packages are not installed say what to install."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from translator import readers
from translator.errors import MissingExtra
from translator.writers import open_writer

FOLDER = Path(__file__).parent.parent / "data" / "formats"


@pytest.mark.parametrize(
    ("package", "name"), [("trafilatura", "pandoc.html"), ("pypdf", "chromium.pdf")]
)
def test_a_reader_says_what_it_needs(
    package: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match="not installed") as caught:
        list(readers.read(FOLDER / name).blocks)
    assert "[formats]" in caught.value.hint


def test_a_whole_page_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert list(readers.read(FOLDER / "pandoc.html", whole_page=True).blocks)


def test_a_writer_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match="not installed"):
        open_writer("docx", io.BytesIO())
