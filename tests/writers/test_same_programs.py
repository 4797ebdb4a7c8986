"""Documents that other programs made, through the echo engine and back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from documents import blocks_of, in_capitals, translated

from translator.document import Block, BlockKind, MarkKind

FOLDER = Path(__file__).parent.parent / "data" / "formats"
FORMATS = {".md": "markdown", ".html": "html", ".docx": "docx", ".odt": "odt", ".epub": "epub"}
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in FORMATS)
FILES.remove("README.md")

# In every one of them, in this order.
TEXTS = [
    "Kerja sama digital",
    "peluang kerja sama di bidang teknologi dengan Alibaba Cloud.",
    "Butir pertama",
    "Butir kedua yang lebih panjang",
    "Butir di dalam",
    "Langkah pertama",
    "Kutipan yang panjang. Baris keduanya.",
]
KEPT = 'print("jangan diterjemahkan")'
LINK = "https://www.alibabacloud.com/id"


def file(name: str) -> tuple[bytes, str]:
    return (FOLDER / name).read_bytes(), FORMATS[Path(name).suffix]


def contents(data: bytes, format: str) -> str:
    """All the markup of a document, unpacked."""
    if format in ("markdown", "html"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = [name for name in package.namelist() if name.endswith((".xml", "html", ".rels"))]
        return "".join(package.read(name).decode() for name in names)


def marks_of(block: Block) -> list[MarkKind]:
    return [mark.kind for mark in block.marks if mark.kind is not MarkKind.POINT]


@pytest.mark.parametrize("name", FILES)
def test_the_text_is_read_in_order(name: str) -> None:
    data, format = file(name)
    blocks = blocks_of(data, format, whole_page=True)
    text = "\n".join(" ".join(block.text.split()) for block in blocks)
    places = [text.index(wanted) for wanted in TEXTS]
    assert places == sorted(places)
    assert blocks[-1].kind is BlockKind.END


@pytest.mark.parametrize("name", FILES)
def test_an_echo_gives_the_file_back(name: str) -> None:
    data, format = file(name)
    assert translated(data, format, whole_page=True) == data


@pytest.mark.parametrize("name", FILES)
def test_a_translation_has_the_same_structure(name: str) -> None:
    data, format = file(name)
    result = in_capitals(data, format, whole_page=True)
    before, after = (blocks_of(each, format, whole_page=True) for each in (data, result))
    assert [block.kind for block in after] == [block.kind for block in before]
    assert [marks_of(block) for block in after] == [marks_of(block) for block in before]
    shown = [" ".join(block.text.upper().split()) for block in after]
    assert shown == [" ".join(block.text.upper().split()) for block in before]
    assert "PELUANG KERJA SAMA" in " ".join(block.text for block in after)


@pytest.mark.parametrize("name", FILES)
def test_links_and_code_are_not_translated(name: str) -> None:
    data, format = file(name)
    result = contents(in_capitals(data, format, whole_page=True), format)
    assert LINK in result
    if "pandoc" in name and format in ("markdown", "docx"):
        assert KEPT in "".join(
            block.text for block in blocks_of(data, format) if block.kind is BlockKind.VERBATIM
        )


def test_an_epub_stays_one() -> None:
    data, format = file("pandoc.epub")
    with zipfile.ZipFile(io.BytesIO(in_capitals(data, format))) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/epub+zip"


def test_a_book_says_its_new_language() -> None:
    data, format = file("pandoc.epub")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info).decode().replace('xml:lang="C"', 'xml:lang="id" lang="id-ID"')
            content = content.replace(">C</dc:language>", ">id-ID</dc:language>")
            new.writestr(info, content)
    result = contents(in_capitals(stream.getvalue(), format), format)
    assert 'xml:lang="en" lang="en"' in result
    with zipfile.ZipFile(io.BytesIO(in_capitals(stream.getvalue(), format))) as package:
        assert b">en</dc:language>" in package.read("EPUB/content.opf")


@pytest.mark.parametrize("name", ["pandoc.docx", "libreoffice.docx"])
def test_another_library_reads_the_document(name: str) -> None:
    docx = pytest.importorskip("docx")
    data, format = file(name)
    document = docx.Document(io.BytesIO(in_capitals(data, format)))
    paragraph = next(each for each in document.paragraphs if "PELUANG" in each.text)
    bold = "".join(run.text for run in paragraph.runs if run.bold)
    italic = "".join(run.text for run in paragraph.runs if run.italic)
    assert bold.strip() == "PELUANG KERJA SAMA"
    assert italic.strip() == "TEKNOLOGI"
    assert [link.text for link in paragraph.hyperlinks] == ["ALIBABA CLOUD"]
    assert document.tables[0].cell(1, 0).text == "BERAS MERAH"
    assert document.paragraphs[1].style.name == "Heading 1"
