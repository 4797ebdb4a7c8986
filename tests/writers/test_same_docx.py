"""What people put into Word documents: fields, tabs, text boxes, tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from documents import blocks_of, in_capitals, translated
from hypothesis import given
from hypothesis import strategies as st

from translator.document import BlockKind
from translator.engines.echo import EchoEngine
from translator.result import Hypothesis

DOCX = (Path(__file__).parent.parent / "data" / "formats" / "pandoc.docx").read_bytes()
PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, words: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    return (
        f"{marks[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{marks[1]}{run(words)}{marks[2]}"
    )


BOLD = "<w:rPr><w:b/></w:rPr>"
CODE = '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>'
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>" + run("Di dalam kotak.") + "</w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
# The inside of a paragraph, the texts of its blocks, and what its translation must contain.
PARAGRAPHS = {
    "runs of one look": (
        run("Satu ") + '<w:proofErr w:type="x"/>' + run("dua."),
        ["Satu dua."],
        [],
    ),
    "a link as a field": (
        run("Lihat ") + field('HYPERLINK "https://x.id"', "situs ini") + run(" ya."),
        ["Lihat situs ini ya."],
        ['HYPERLINK "https://x.id"', ">SITUS INI<"],
    ),
    "a page number": (
        run("Halaman ") + field("PAGE", "7") + run(" dari buku."),
        ["Halaman dari buku."],
        [" PAGE ", ">7<"],
    ),
    "a tab and a break in a run": (
        "<w:r><w:t>Nama</w:t><w:tab/><w:t>Budi Santoso</w:t><w:br/><w:t>Bali</w:t></w:r>",
        ["Nama Budi Santoso Bali"],
        ["<w:tab/>", "<w:br/>"],
    ),
    "tracked changes": (
        run("Kami ") + '<w:del w:id="1">' + run("tidak ") + "</w:del>"
        '<w:ins w:id="2">' + run("sangat ") + "</w:ins>" + run("senang."),
        ["Kami sangat senang."],
        ["w:del w:id", "w:ins w:id", "tidak "],
    ),
    "a control": (
        run("Nama: ")
        + "<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>"
        + run("isi di sini")
        + "</w:sdtContent></w:sdt>"
        + run(" saja."),
        ["Nama: isi di sini saja."],
        ["<w:sdtPr>", ">ISI DI SINI<"],
    ),
    "bold, and code": (
        run("Ketik ")
        + run("pip install", CODE)
        + run(" dengan ")
        + run("hati-hati", BOLD)
        + run("."),
        ["Ketik pip install dengan hati-hati."],
        [">pip install<", f'{BOLD}<w:t xml:space="preserve">HATI-HATI<'],
    ),
    "a hyphen that does not break": (
        "<w:r><w:t>Buku</w:t><w:noBreakHyphen/><w:t>buku itu baru.</w:t></w:r>",
        ["Buku-buku itu baru."],
        [],
    ),
    "a text box": (
        run("Sebelum kotak.") + BOX + run("Sesudah kotak."),
        ["Sebelum kotak.", "Di dalam kotak.", "Sesudah kotak."],
        ["v:textbox"],
    ),
    "only a number": (run("12"), ["12"], [">12<"]),
}


def document(inner: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == PART:
                content = f"{HEAD}<w:p>{inner}</w:p></w:body></w:document>".encode()
            new.writestr(info, content)
    return stream.getvalue()


def part(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(PART).decode()


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_what_a_paragraph_holds(case: str) -> None:
    inner, texts, kept = PARAGRAPHS[case]
    data = document(inner)
    blocks = blocks_of(data, "docx")
    end = next(n for n, block in enumerate(blocks) if block.kind is BlockKind.END)
    assert [block.text for block in blocks[:end]] == texts
    assert translated(data, "docx") == data
    result = part(in_capitals(data, "docx"))
    for text in kept:
        assert text in result
    root = ElementTree.fromstring(result)
    said = "".join(element.text or "" for element in root.iter(f"{W}t"))
    for text in texts:
        for word in text.upper().split():
            assert word.replace("\u2011", "") in said.upper().replace("\u2011", "").replace(
                "-", "-"
            )
    assert_sound(root)


def assert_sound(root: ElementTree.Element) -> None:
    """Word wants text in runs, and runs in paragraphs or what holds runs."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter(f"{W}t"):
        assert parents[element].tag == f"{W}r"
    for element in root.iter(f"{W}r"):
        assert parents[element].tag.removeprefix(W) in (
            "p",
            "ins",
            "del",
            "sdtContent",
            "hyperlink",
        )
    for element in root.iter(f"{W}p"):
        assert not (element.text or "").strip()
        assert not any((child.tail or "").strip() for child in element)


class OddEngine(EchoEngine):
    """Says something else than it was asked for."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(self.target, -1.0) for _ in texts]


TARGETS = st.text(st.sampled_from('aB 1.,"<>&;()—’\n\x00'), max_size=15)


@given(st.sampled_from(sorted(PARAGRAPHS)), TARGETS)
def test_no_translation_breaks_the_document(case: str, target: str) -> None:
    result = part(translated(document(PARAGRAPHS[case][0]), "docx", OddEngine(target)))
    assert_sound(ElementTree.fromstring(result))
