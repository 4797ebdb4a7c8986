"""Documents of other programs through the command: the same kind, and both languages, out."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import translator

FOLDER = Path(__file__).parent.parent / "data" / "formats"
ECHO = ("--engine", "echo", "--from", "id", "--to", "en", "--offline")
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHalo semua.\n"
MADE = {
    "a.srt": SRT,
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nHalo semua.\n",
    "a.csv": "id,teks\n1,Halo semua\n",
    "a.tsv": "id\tteks\n1\tHalo semua\n",
    "a.jsonl": '{"id": 1, "teks": "Halo semua"}\n',
}
FILES = ["pandoc.docx", "pandoc.odt", "pandoc.epub", "pandoc-gfm.md", "libreoffice.html", *MADE]


def document(name: str, folder: Path) -> Path:
    if name not in MADE:
        return FOLDER / name
    path = folder / name
    path.write_text(MADE[name], "utf-8")
    return path


def field(name: str) -> tuple[str, ...]:
    return ("--field", "teks") if name in ("a.csv", "a.tsv", "a.jsonl") else ()


@pytest.mark.parametrize("name", FILES)
def test_the_same_ending_gives_the_document(name: str, tmp_path: Path) -> None:
    source = document(name, tmp_path)
    output = tmp_path / f"out{source.suffix}"
    result = translator(str(source), *ECHO, *field(name), "-o", str(output))
    assert (result.status, result.stderr) == (0, "")
    assert output.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("format", ["html", "docx", "tmx", "text"])
def test_every_document_can_be_had_in_both_languages(
    name: str, format: str, tmp_path: Path
) -> None:
    source = document(name, tmp_path)
    output = tmp_path / "out.bin"
    arguments = (*ECHO, *field(name), "--whole-page", "-f", format, "-o", str(output))
    result = translator(str(source), *arguments)
    assert result.status == 0, result.stderr
    assert output.stat().st_size > 10


def test_a_pdf_is_not_written(tmp_path: Path) -> None:
    source, output = FOLDER / "chromium.pdf", tmp_path / "out.pdf"
    result = translator(str(source), *ECHO, "-o", str(output))
    assert result.status == 2
    assert "pdf" in result.stderr
    assert not output.exists()
