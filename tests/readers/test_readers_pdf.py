"""PDF: paragraphs from lines, and files of other programs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from translator import readers
from translator.errors import InputError
from translator.readers.pdf_layout import Line, Page, blocks

FOLDER = Path(__file__).parent.parent / "data" / "formats"

# Lines as (text, x, y, size), and the blocks that they make.
LAYOUTS: dict[str, tuple[list[tuple[str, float, float, float]], list[tuple[str, int, str]]]] = {
    "a heading and two paragraphs": (
        [
            ("Judul besar", 50, 700, 20),
            ("Baris pertama dari paragraf ini yang", 50, 660, 10),
            ("panjang sekali.", 50, 648, 10),
            ("Paragraf kedua yang sama panjangnya.", 50, 630, 10),
            ("Baris ini penutup paragraf kedua itu.", 50, 618, 10),
        ],
        [
            ("heading", 1, "Judul besar"),
            ("paragraph", 0, "Baris pertama dari paragraf ini yang panjang sekali."),
            (
                "paragraph",
                0,
                "Paragraf kedua yang sama panjangnya. Baris ini penutup paragraf kedua itu.",
            ),
        ],
    ),
    "two columns": (
        [
            ("Kalimat ini berlanjut ke kolom", 50, 112, 10),
            ("berikutnya yang ada di sebelah", 50, 100, 10),
            ("kanan halaman ini.", 300, 700, 10),
            ("Paragraf lain di kolom kedua itu.", 300, 670, 10),
        ],
        [
            (
                "paragraph",
                0,
                "Kalimat ini berlanjut ke kolom berikutnya yang ada di sebelah kanan halaman ini.",
            ),
            ("paragraph", 0, "Paragraf lain di kolom kedua itu."),
        ],
    ),
    "a list": (
        [("• Satu", 50, 700, 10), ("• Dua", 50, 688, 10), ("3. Tiga", 50, 676, 10)],
        [("list item", 1, "Satu"), ("list item", 1, "Dua"), ("list item", 1, "Tiga")],
    ),
    "words that were cut": (
        [
            ("Transformasi dan transfor-", 50, 700, 10),
            ("masi lalu anak-", 50, 688, 10),
            ("anak serta non-", 50, 676, 10),
            ("aktif dan non-aktif, ﬁnal", 50, 664, 10),
        ],
        [
            (
                "paragraph",
                0,
                "Transformasi dan transformasi lalu anak-anak serta non-aktif dan non-aktif, final",
            )
        ],
    ),
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_lines_to_blocks(case: str) -> None:
    lines, wanted = LAYOUTS[case]
    page = Page(tuple(Line(*line) for line in lines), 0, 800)
    found = [(block.kind.value, block.level, block.text) for block in blocks([page])]
    assert found == [*wanted, ("end", 0, "")]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        Page(
            (
                Line("Jurnal Ilmiah", 50, 780, 8),
                Line(f"Isi halaman nomor {number} yang cukup panjang.", 50, 700, 10),
                Line(f"Halaman {number}", 50, 20, 8),
                Line(str(number), 300, 20, 8),
            ),
            0,
            800,
        )
        for number in range(1, 5)
    ]
    texts = [block.text for block in blocks(pages) if block.text]
    assert texts == [f"Isi halaman nomor {number} yang cukup panjang." for number in range(1, 5)]


@pytest.mark.parametrize("name", ["libreoffice.pdf", "chromium.pdf"])
def test_files_of_other_programs(name: str) -> None:
    pytest.importorskip("pypdf")
    document = readers.read(FOLDER / name)
    found = [(block.kind.value, block.text) for block in document.blocks]
    assert document.format == "pdf"
    assert ("heading", "Kerja sama digital") in found
    text = "\n".join(text for _, text in found)
    wanted = ["membahas peluang kerja sama di bidang", "Butir kedua", "Kutipan yang panjang."]
    assert [text.index(part) for part in wanted] == sorted(text.index(part) for part in wanted)


def made(encrypted: str = "") -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if encrypted:
        writer.encrypt(encrypted, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BROKEN = {
    "a scan": (lambda: made(), "no text"),
    "a password": (lambda: made("rahasia"), "password"),
    "no PDF": (lambda: b"%PDF-1.7\nbukan", "broken PDF"),
    "empty": (lambda: b"", "broken PDF"),
    "cut off": (lambda: (FOLDER / "chromium.pdf").read_bytes()[:5000], "broken PDF|no text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_errors(case: str) -> None:
    pytest.importorskip("pypdf")
    make, message = BROKEN[case]
    with pytest.raises(InputError, match=message) as caught:
        list(readers.read(io.BytesIO(make()), "pdf").blocks)
    assert caught.value.hint
