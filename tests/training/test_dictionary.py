"""A dictionary in the format of dictd becomes a corpus file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from training import dictionary

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ENTRIES = {
    "almost": "almost //ɔːɫ.ˈməʊst// //ˈoʊ.moʊst// <adv>\nhampir, nyaris\nvery close to\n",
    "christmas island": "Christmas Island /kɹˈɪsməs/ <pn>\nPulau Natal\nterritory of Australia\n",
    "pound": "pound //paʊnd// <n>\n1. paun\nunit of currency\n2. pon, pound\nunit of mass\n",
    "complete": "complete //kəmˈpliːt// <v>\nmenyelesaikan 2.\nto finish\n 3.\nto make whole\n",
    "bare": "bare\ntelanjang\n",
    "empty": "empty /x/ <n>\n",
}


def base64(number: int) -> str:
    return (base64(number // 64) if number >= 64 else "") + DIGITS[number % 64]


@pytest.mark.parametrize(
    ("word", "pairs"),
    [
        ("almost", [("hampir", "almost"), ("nyaris", "almost")]),
        ("christmas island", [("Pulau Natal", "Christmas Island")]),
        ("pound", [("paun", "pound"), ("pon", "pound"), ("pound", "pound")]),
        ("complete", [("menyelesaikan", "complete")]),
        ("bare", []),  # no word class: not an entry of this form
        ("empty", []),
    ],
)
def test_an_entry_gives_its_translations(word: str, pairs: list[tuple[str, str]]) -> None:
    assert list(dictionary.pairs(ENTRIES[word])) == pairs


def test_a_dictionary_becomes_a_corpus_file(tmp_path: Path) -> None:
    index, data = ["00-database-info\tA\tJ"], b"about it\n"
    for word, entry in ENTRIES.items():
        index.append(f"{word}\t{base64(len(data))}\t{base64(len(entry.encode()))}")
        data += entry.encode()
    index.append(f"nearly{index[1].removeprefix('almost')}")  # a second way to the same entry
    (tmp_path / "d.dict.dz").write_bytes(gzip.compress(data))
    (tmp_path / "d.index").write_text("\n".join(index) + "\n", encoding="utf-8")
    out = tmp_path / "dict.tsv"
    dictionary.main(["--index", str(tmp_path / "d.index"), "--out", str(out)])
    lines = out.read_text(encoding="utf-8").splitlines()
    assert (
        len(lines) == 7 and lines[0] == "hampir\talmost" and lines[-1] == "menyelesaikan\tcomplete"
    )
