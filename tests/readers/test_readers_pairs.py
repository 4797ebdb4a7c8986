"""Bilingual files: aligned lines, TSV, TMX, XLIFF; and those that nobody should open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from translator.document import TextPair
from translator.errors import InputError, UsageError
from translator.languages import EN_ID, ID_EN
from translator.readers.pairs import read_pairs

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="id"/><body>
<tu>
<tuv xml:lang="id-ID"><seg>Halo <bpt i="1">&lt;b></bpt>dunia<ept i="1">&lt;/b></ept>.</seg></tuv>
<tuv xml:lang="EN"><seg>Hello <hi>world</hi>.</seg></tuv></tu>
<tu><tuv xml:lang="id"><seg>Satu &amp; dua</seg></tuv><tuv xml:lang="fr"><seg>Un</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Eins</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>
</body></tmx>
"""
XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="id" original="a"><body>
<trans-unit id="1"><source>Hello <g id="1">world</g><ph id="2">%s</ph></source>
<target>Halo <g id="1">dunia</g><ph id="2">%s</ph></target>
<alt-trans><source>Hello</source><target>Hai</target></alt-trans></trans-unit>
<trans-unit id="2"><source>Bye</source></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0"?>
<xliff version="2.0" srcLang="id" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1">
<segment><source>Halo <pc id="1">dunia</pc>.</source><target>Hello world.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Dua.</source><target>Two.</target></segment>
</unit></file></xliff>
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_two_files_line_by_line(tmp_path: Path) -> None:
    source = write(tmp_path, "a.id", "Satu.\r\n\r\nTiga.\n")
    target = write(tmp_path, "a.en", "One.\n\nThree.")
    assert list(read_pairs(source, target)) == [
        TextPair("Satu.", "One.", "line 1"),
        TextPair("", "", "line 2"),
        TextPair("Tiga.", "Three.", "line 3"),
    ]


def test_files_of_unequal_length_are_no_translation(tmp_path: Path) -> None:
    source, target = write(tmp_path, "a.id", "Satu.\nDua.\n"), write(tmp_path, "a.en", "One.\n")
    pairs = read_pairs(source, target)
    assert next(pairs).source == "Satu."
    with pytest.raises(InputError, match="not aligned: 2 and 1 lines"):
        next(pairs)


def test_tsv(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "Satu.\tOne.\tmore\n\nDua.\t\n")
    assert [(pair.source, pair.target) for pair in read_pairs(path)] == [
        ("Satu.", "One."),
        ("Dua.", ""),
    ]


def test_tsv_with_names_of_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "en\tid\tscore\nOne.\tSatu.\t-0.5\n")
    assert list(read_pairs(path)) == [TextPair("One.", "Satu.", "line 2", EN_ID)]


BOTH_WAYS = {
    "a.tsv": "Satu.\tOne.\tid-en\nTwo.\tDua.\ten-id\n",
    "a.tmx": '<tmx><header srclang="*all*"/><body><tu srclang="id"><tuv xml:lang="id">'
    '<seg>Satu.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv></tu><tu srclang="en">'
    '<tuv xml:lang="id"><seg>Dua.</seg></tuv><tuv xml:lang="en"><seg>Two.</seg></tuv></tu>'
    "</body></tmx>",
}


@pytest.mark.parametrize(("name", "text"), BOTH_WAYS.items())
def test_each_pair_may_tell_its_direction(tmp_path: Path, name: str, text: str) -> None:
    path = write(tmp_path, name, text)
    found = [(pair.source, pair.target, pair.direction) for pair in read_pairs(path)]
    assert found == [("Satu.", "One.", ID_EN), ("Two.", "Dua.", EN_ID)]
    wanted = [(pair.source, pair.target, pair.direction) for pair in read_pairs(path, None, EN_ID)]
    assert wanted == [("One.", "Satu.", EN_ID), ("Two.", "Dua.", EN_ID)]


def test_tsv_without_a_tab(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "Satu.\tOne.\nDua.\n")
    with pytest.raises(InputError, match="line 2 has no tab"):
        list(read_pairs(path))


def test_tmx(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tmx", TMX)
    assert list(read_pairs(path)) == [
        TextPair("Halo dunia.", "Hello world.", "unit 1", ID_EN),
        TextPair("Satu & dua", "", "unit 2", ID_EN),
    ]
    assert [(pair.source, pair.target) for pair in read_pairs(path, direction=EN_ID)] == [
        ("Hello world.", "Halo dunia."),
        ("One", ""),
    ]


def test_xliff_1(tmp_path: Path) -> None:
    path = write(tmp_path, "a.xlf", XLIFF_1)
    assert list(read_pairs(path)) == [
        TextPair("Hello world", "Halo dunia", "unit 1", EN_ID),
        TextPair("Bye", "", "unit 2", EN_ID),
    ]


def test_xliff_2(tmp_path: Path) -> None:
    path = write(tmp_path, "a.xliff", XLIFF_2)
    assert list(read_pairs(path)) == [
        TextPair("Halo dunia.", "Hello world.", "unit 1", ID_EN),
        TextPair("Dua.", "Two.", "unit 2", ID_EN),
    ]


@pytest.mark.parametrize("name", ["a.tmx", "a.xliff"])
def test_entities_are_refused_at_once(tmp_path: Path, name: str) -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><x>&e11;</x>'
    started = time.process_time()
    with pytest.raises(InputError, match="entities"):
        list(read_pairs(write(tmp_path, name, bomb)))
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(InputError, match="entities"):
        list(read_pairs(write(tmp_path, name, outside)))
    assert time.process_time() - started < 1


def test_what_is_no_xml(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tmx", "<tmx><tu>")
    with pytest.raises(InputError, match=r"a\.tmx: not well-formed"):
        list(read_pairs(path))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"b\.id: no such file"):
        list(read_pairs(tmp_path / "b.id", write(tmp_path, "a.en", "One.")))


def test_one_text_is_no_translation(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one side only"):
        read_pairs(write(tmp_path, "a.txt", "Satu."))
