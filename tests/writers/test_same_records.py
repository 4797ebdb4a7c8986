"""A column of JSON Lines or CSV in and out: nothing but that column changes."""

from __future__ import annotations

import csv
import io
import json

import pytest
from documents import blocks_of, in_capitals, translated
from hypothesis import given
from hypothesis import strategies as st

from translator.errors import InputError, TranslatorError, UsageError

JSONL = (
    '{"id": 1, "text": "Halo \\"dunia\\"\\\\n.\\n\\nParagraf kedua.", "skor": 1.50}\n'
    "\n"
    '{"text":null,"id":2}\n'
    '{ "isi" : {"text": "bukan ini"}, "text" : "Kaf\\u00e9 baru" }\r\n'
    '{"text": "", "x": "text"}'
)
CSV = 'id,teks,harga\r\n1,Halo dunia,"1,5"\r\n2,"Kata ""baru"", lama\r\nBaris dua",3\r\n3,,"x"\r\n'


def test_each_line_of_a_value_is_a_block() -> None:
    blocks = blocks_of(JSONL.encode(), "jsonl", field="text")
    assert [(block.text, block.locator) for block in blocks[:-1]] == [
        ('Halo "dunia"\\n.', "line 1"),
        ("Paragraf kedua.", "line 1"),
        ("Kafé baru", "line 4"),
    ]


def test_an_echo_gives_the_records_back() -> None:
    assert translated(JSONL.encode(), "jsonl", field="text").decode() == JSONL
    assert translated(CSV.encode(), "csv", field="teks").decode() == CSV


def test_only_the_field_of_a_record_changes() -> None:
    result = in_capitals(JSONL.encode(), "jsonl", field="text").decode()
    before, after = (
        [json.loads(line) for line in text.split("\n") if line.strip()] for text in (JSONL, result)
    )
    for old, new in zip(before, after, strict=True):
        assert old.keys() == new.keys()
        assert all(old[key] == new[key] for key in old if key != "text")
        assert new["text"] == (old["text"].upper() if old["text"] else old["text"])
    assert '"skor": 1.50}' in result


def test_only_the_column_of_a_table_changes() -> None:
    result = in_capitals(CSV.encode(), "csv", field="teks").decode()
    assert result == (
        'id,teks,harga\r\n1,"HALO DUNIA","1,5"\r\n'
        '2,"KATA ""BARU"", LAMA\r\nBARIS DUA",3\r\n3,,"x"\r\n'
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_first_row_tells_the_delimiter(delimiter: str) -> None:
    text = f"a{delimiter}b\nsatu{delimiter}dua\n"
    result = in_capitals(text.encode(), "csv", field="b").decode()
    assert list(csv.reader(io.StringIO(result), delimiter=delimiter)) == [
        ["a", "b"],
        ["satu", "DUA"],
    ]


ERRORS: list[tuple[str, str, str, type[TranslatorError]]] = [
    ("jsonl", '{"a": "x", "b": 1}\n', "", UsageError),
    ("jsonl", '{"a": "x"\n', "a", InputError),
    ("jsonl", "[1]\n", "a", InputError),
    ("jsonl", "[" * 100_000, "a", InputError),
    ("csv", "a,b\nx,y\n", "", UsageError),
    ("csv", "a,b\nx,y\n", "c", UsageError),
    ("csv", 'a,b\nx,"y\n', "b", InputError),
    ("csv", 'a,b\nx,"y\nx,y\n', "a", InputError),
    ("csv", 'a,b\nx,"y\nx,"y"\n', "a", InputError),
    ("tsv", '"a\tb\nx\ty\n', "b", InputError),
]


@pytest.mark.parametrize(("format", "text", "field", "error"), ERRORS)
def test_errors(format: str, text: str, field: str, error: type[TranslatorError]) -> None:
    with pytest.raises(error) as caught:
        blocks_of(text.encode(), format, field=field)
    assert caught.value.hint


VALUES = st.text(st.sampled_from('aB \n\r"\\,;.é\u2028\t{}:'), max_size=12)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=5), st.booleans())
def test_any_value_survives(rows: list[tuple[str, str]], ascii_only: bool) -> None:
    lines = [json.dumps({"a": a, "b": b}, ensure_ascii=ascii_only) for a, b in rows]
    text = "\n".join(lines)
    assert translated(text.encode(), "jsonl", field="a").decode() == text
    after = [
        json.loads(line)
        for line in in_capitals(text.encode(), "jsonl", field="a").decode().split("\n")
    ]
    assert [row["b"] for row in after] == [b for _, b in rows]

    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("a", "b"), *rows])
    table = stream.getvalue()
    assert translated(table.encode(), "csv", field="a").decode() == table
    result = in_capitals(table.encode(), "csv", field="a").decode()
    read = list(csv.reader(io.StringIO(result, newline="")))[1:]
    assert [row[1] for row in read] == [b for _, b in rows]
