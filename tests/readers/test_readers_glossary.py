"""Glossaries as CSV, TSV and TBX."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.errors import InputError, UsageError
from translator.languages import EN_ID, ID_EN, Direction
from translator.readers.glossary import read_glossary
from translator.text.glossary import Term

ACTING = Term("Pj. Gubernur", "Acting Governor")
BALI = Term("Pulau Dewata", "Pulau Dewata")

# ending, direction, content, terms
FILES = [
    (".csv", ID_EN, "Pj. Gubernur,Acting Governor\nPulau Dewata,\n", [ACTING, BALI]),
    (".csv", ID_EN, '# mine\n\n"a, b" , "c ""d"""\n', [Term("a, b", 'c "d"')]),
    (".csv", ID_EN, "source,target,case\nAS,US,case\n", [Term("AS", "US", match_case=True)]),
    (".csv", ID_EN, "note,en,id\nx,Acting Governor,Pj. Gubernur\n", [ACTING]),
    (".csv", EN_ID, "id,en\nPj. Gubernur,Acting Governor\n", [Term(ACTING.target, ACTING.source)]),
    (".csv", ID_EN, 'id,en,note\nPj. Gubernur,Acting Governor,"a\nb"\n', [ACTING]),
    (".csv", ID_EN, '5" pipa,5" pipe\n', [Term('5" pipa', '5" pipe')]),
    (".tsv", ID_EN, "\ufeffPj. Gubernur\tActing Governor\t\nPulau Dewata\n", [ACTING, BALI]),
    (
        ".tbx",
        ID_EN,
        "<tbx><text><body><conceptEntry><langSec xml:lang='en'><termSec><term>Acting Governor"
        "</term></termSec><termSec><term>Acting Gov.</term></termSec></langSec><langSec "
        "xml:lang='id'><termSec><term>Pj. Gubernur</term></termSec></langSec></conceptEntry>"
        "</body></text></tbx>",
        [ACTING],
    ),
    (
        ".tbx",
        EN_ID,
        "<martif><termEntry><langSet xml:lang='en-US'><tig><term>Acting Governor</term></tig>"
        "</langSet><langSet xml:lang='id'><tig><term>Pj. Gubernur</term></tig></langSet>"
        "</termEntry></martif>",
        [Term(ACTING.target, ACTING.source)],
    ),
]


@pytest.mark.parametrize(("ending", "direction", "content", "terms"), FILES)
def test_terms(
    tmp_path: Path, ending: str, direction: Direction, content: str, terms: list[Term]
) -> None:
    path = tmp_path / f"terms{ending}"
    path.write_text(content, encoding="utf-8")
    assert list(read_glossary(path, direction).terms) == terms


BROKEN = [
    (".csv", "a,b\n,c\n", "line 2 has no source term"),
    (".csv", "a,b,perhaps\n", "line 1: 'perhaps' is not known"),
    (".tbx", "<tbx>", "not well-formed"),
    *(
        (
            ending,
            content.replace(";", "," if ending == ".csv" else "\t"),
            "line 2: a quotation mark",
        )
        for ending in (".csv", ".tsv")
        for content in (
            'a;b\nc;"d',
            'a;b\nc;"d\n',
            'a;b\n"c;d\ne;f\n',
            'a;b\r\nc;"d\r\ne;f\r\n',
            'a;b\nc;"d\n"e";f\n',
            'a;b\nc;"d\ne";f\n',  # closed, but no term has a line break
            'a;b\nc;d;"e\nf;g;"h"\n',
            f'a;b\nc;"d\n{"e;f;" * 50_000}',
        )
    ),
]


@pytest.mark.parametrize(("ending", "content", "message"), BROKEN)
def test_what_is_wrong_is_told(tmp_path: Path, ending: str, content: str, message: str) -> None:
    path = tmp_path / f"terms{ending}"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(
        InputError, match=f"{re.escape(str(path))}: .*{re.escape(message)}"
    ) as caught:
        read_glossary(path, ID_EN)
    assert caught.value.hint


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no glossary"):
        read_glossary(tmp_path / "terms.docx", ID_EN)
    with pytest.raises(InputError, match="no such file"):
        read_glossary(tmp_path / "terms.csv", ID_EN)
