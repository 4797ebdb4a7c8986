from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from translator import readers
from translator.document import BlockKind
from translator.errors import InputError, UsageError

ARTICLE = "Judul\n\nIa datang. Ia pergi.\n\nSelesai.\n"


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "artikel.txt"
    path.write_bytes(ARTICLE.encode())
    document = readers.read(path)
    assert (document.name, document.format) == (str(path), "text")
    assert "".join(block.before + block.text for block in document.blocks) == ARTICLE


def test_a_stream() -> None:
    stream = io.BytesIO(ARTICLE.encode())
    document = readers.read(stream)
    assert (document.name, document.format) == ("-", "text")
    assert [block.text for block in document.blocks][-2:] == ["Selesai.", ""]
    assert not stream.closed


def test_the_paragraphs_are_as_wanted() -> None:
    document = readers.read(io.BytesIO(b"satu\ndua\n\ntiga"), paragraphs="blank")
    assert [block.text for block in document.blocks] == ["satu\ndua", "tiga"]


def test_an_empty_file_has_no_blocks(tmp_path: Path) -> None:
    path = tmp_path / "kosong.txt"
    path.touch()
    assert list(readers.read(path).blocks) == []


def test_a_file_of_blanks_has_only_an_end() -> None:
    blocks = list(readers.read(io.BytesIO(b" \n\n")).blocks)
    assert [(block.kind, block.before) for block in blocks] == [(BlockKind.END, " \n\n")]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as caught:
        readers.read(tmp_path / "tidak-ada.txt")
    assert "tidak-ada.txt" in caught.value.message
    assert caught.value.hint


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="directory") as caught:
        readers.read(tmp_path)
    assert caught.value.hint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rahasia.txt"
    path.touch(mode=0)
    with pytest.raises(InputError, match="permission") as caught:
        readers.read(path)
    assert caught.value.hint


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "biner.txt"
    path.write_bytes(b"satu\0dua")
    with pytest.raises(InputError, match=r"biner\.txt: not a text"):
        readers.read(path)
    with pytest.raises(InputError, match="standard input: not a text"):
        readers.read(io.BytesIO(b"satu\0dua"))


def test_bytes_that_are_no_text_far_down() -> None:
    document = readers.read(io.BytesIO(b"Ia datang.\n" * 50_000 + b"\0"))
    with pytest.raises(InputError, match="NUL"):
        list(document.blocks)


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="unknown format") as caught:
        readers.read(io.BytesIO(b"satu"), format="wordperfect")
    assert "text" in caught.value.hint
