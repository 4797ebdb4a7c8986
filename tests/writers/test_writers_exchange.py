"""TMX, XLIFF and TSV: well-formed, complete, and read again by the readers of this package."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import page_example as example
import pytest

from translator.document import Block, BlockKind, TextPair
from translator.languages import ID_EN
from translator.readers.bilingual_xml import read_tmx, read_xliff
from translator.result import Footer, TranslatedBlock
from translator.text.controls import visible
from translator.writers import open_writer

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"


def written(format: str, empty: bool = False) -> str:
    stream = io.StringIO()
    writer = open_writer(format, stream)
    writer.begin(example.HEADER)
    for block in () if empty else example.blocks():
        writer.block(block)
    if empty:
        writer.block(TranslatedBlock(Block("", BlockKind.END)))
    writer.end(example.FOOTER if not empty else Footer())
    return stream.getvalue()


def pairs(translated_only: bool) -> list[tuple[str, str]]:
    return [
        (visible(sentence.source.text), visible(sentence.target))
        for block in example.blocks()
        for sentence in block.sentences
        if sentence.target or not translated_only
    ]


def shown(found: list[TextPair]) -> list[tuple[str, str]]:
    return [(pair.source, pair.target) for pair in found]


def test_a_memory_has_every_translated_sentence() -> None:
    text = written("tmx")
    found = list(read_tmx(io.BytesIO(text.encode()), ID_EN))
    assert shown(found) == pairs(translated_only=True)
    header = ElementTree.fromstring(text).find("header")
    assert header is not None
    needed = {
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang"),
        "datatype",
    }
    assert set(header.keys()) == needed  # all that TMX 1.4 demands
    assert str(example.SIGNATURE) in text


def test_xliff_has_every_sentence_in_a_unit_for_its_block() -> None:
    text = written("xliff")
    assert shown(list(read_xliff(io.BytesIO(text.encode()), ID_EN))) == pairs(translated_only=False)
    root = ElementTree.fromstring(text)
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "id", "en")
    units = root.findall(f".//{XLIFF}unit")
    identifiers = [unit.get("id") for unit in units]
    assert len(set(identifiers)) == len(identifiers) == 9
    for unit in units:
        kinds = [part.tag.removeprefix(XLIFF) for part in unit]
        assert kinds.index("segment") >= kinds.count("notes")  # notes come first
        inner = [part.get("id") for part in unit.findall(f"{XLIFF}segment")]
        assert len(set(inner)) == len(inner)
    states = [segment.get("state") for segment in root.iter(f"{XLIFF}segment")]
    assert states.count("initial") == 1  # the one that failed


def test_the_blocks_text_can_be_joined_from_xliff() -> None:
    root = ElementTree.fromstring(written("xliff"))
    unit = root.findall(f".//{XLIFF}unit")[1]
    text = "".join(source.text or "" for source in unit.iter(f"{XLIFF}source"))
    assert (
        text == next(block for block in example.blocks() if len(block.sentences) == 3).source.text
    )


def test_a_table_has_a_line_for_each_sentence() -> None:
    head, *lines = written("tsv").splitlines()
    assert head.split("\t") == ["id", "en", "block", "sentence", "kind", "score", "origin", "flags"]
    rows = [line.split("\t") for line in lines]
    assert [(row[0], row[1]) for row in rows] == pairs(translated_only=False)
    assert {len(row) for row in rows} == {8}
    assert rows[1][7] == 'numbers: the number "2/12" is lost'


@pytest.mark.parametrize("format", ["tmx", "xliff"])
def test_an_empty_document_is_well_formed(format: str) -> None:
    ElementTree.fromstring(written(format, empty=True))


@pytest.mark.parametrize("format", ["tmx", "xliff", "tsv"])
def test_what_a_text_says_is_no_markup(format: str) -> None:
    text = written(format)
    assert "\x1b" not in text
    assert ("<script>" in text) == (format == "tsv")
