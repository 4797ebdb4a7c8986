"""JSON and JSON Lines: whole, true to the schema, and safe to show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from article_example import BLOCKS, FOOTER, HEADER, written
from hypothesis import given
from hypothesis import strategies as st

from translator.document import Block, BlockKind
from translator.result import Footer, TranslatedBlock

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schema" / "translation-1.json").read_text("utf-8")
)


def test_json_obeys_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(written("json")), SCHEMA)
    jsonschema.validate(json.loads(written("json", (), Footer())), SCHEMA)


@pytest.mark.parametrize("key", ["blocks", "counts", "signature", "schema"])
def test_the_schema_asks_for_each_key(key: str) -> None:
    value = json.loads(written("json"))
    del value[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def test_json_holds_everything() -> None:
    value = json.loads(written("json"))
    assert value["signature"]["text"] == str(HEADER.signature)
    assert value["after"] == "\n"
    assert value["counts"] == {"engine": 7, "memory": 0, "copy": 0, "repair": 0, "failed": 1}
    second = value["blocks"][1]
    assert (second["number"], second["kind"], second["before"]) == (2, "paragraph", "\n\n")
    last = second["sentences"][-1]
    assert second["source"][last["start"] : last["end"]] == last["source"]
    assert (last["score"], last["origin"]) == (-0.41, "engine")
    assert [flag["kind"] for flag in last["flags"]] == ["numbers", "score"]
    assert value["summary"]["sentences"][1]["sources"][1] == {"block": 6, "sentence": 1}


def test_jsonl_is_json_line_by_line() -> None:
    header, *blocks, footer = (json.loads(line) for line in written("jsonl").splitlines())
    assert [header.pop("type"), footer.pop("type")] == ["header", "footer"]
    assert {block.pop("type") for block in blocks} == {"block"}
    assert {**header, "blocks": blocks, **footer} == json.loads(written("json"))


def test_nothing_that_a_terminal_obeys_is_written_bare() -> None:
    for format in ("json", "jsonl"):
        text = written(format)
        assert not [character for character in text if ord(character) < 32 and character != "\n"]
        assert not set(text) & set(map(chr, range(0x7F, 0xA0)))
    assert json.loads(written("json"))["blocks"][3]["target"] == "Red \x1b[31mred\x1b[0m \x9b1m."


def test_the_end_of_a_part_is_a_block_and_the_last_one_is_not() -> None:
    parts = (
        *BLOCKS[:1],
        TranslatedBlock(Block("", BlockKind.END, locator="1.xhtml")),
        *BLOCKS[-2:],
    )
    value = json.loads(written("json", parts))
    assert [(block["kind"], block["number"]) for block in value["blocks"]] == [
        ("heading", 1),
        ("end", 0),
        ("verbatim", 2),
    ]


def source_of(value: dict[str, Any]) -> str:
    return "".join(block["before"] + block["source"] for block in value["blocks"]) + value["after"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.text())
def test_the_source_can_be_joined_again(parts: list[tuple[str, str]], after: str) -> None:
    blocks = [TranslatedBlock(Block(text, before=before)) for before, text in parts]
    end = TranslatedBlock(Block("", BlockKind.END, before=after))
    whole = "".join(before + text for before, text in parts) + after
    assert source_of(json.loads(written("json", (*blocks, end), FOOTER))) == whole


def test_a_lone_surrogate_is_escaped() -> None:
    value = json.loads(written("json", (TranslatedBlock(Block("a\ud800b")),)))
    assert value["blocks"][0]["source"] == "a\ud800b"
