"""A pipe into which someone writes now and then."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import readers
from translator.document import Block, BlockKind
from translator.engines.echo import EchoEngine
from translator.languages import ID_EN
from translator.pipeline import Pipeline
from translator.readers import live
from translator.readers.decode import decode
from translator.text.lines import lines_of
from translator.text.paragraphs import split

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pauses are told on POSIX only")


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    monkeypatch.setattr(live, "SECONDS", 0.05)
    yield (ends := os.pipe())
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue  # the test has closed it


def test_blocks_come_while_the_pipe_is_open(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, b"Satu dua tiga.\n\n")
    with os.fdopen(read, "rb") as stream:
        blocks = iter(readers.read(stream).blocks)
        assert (next(blocks).text, next(blocks)) == ("Satu dua tiga.", Block.pause("\n\n"))
        os.write(write, b"Empat lima.\nEnam")
        assert (next(blocks).text, next(blocks)) == ("Empat lima.", Block.pause("\n"))
        os.write(write, b" tujuh.\n")
        assert next(blocks).text == "Enam tujuh."
        os.close(write)
        assert [block.before for block in blocks] == ["\n"]


def test_a_text_that_comes_in_one_go_has_no_pause(pipe: tuple[int, int], tmp_path: Path) -> None:
    text = "JUDUL\n\nSatu dua tiga empat.\n\n" * 2000
    read, write = pipe

    def send() -> None:
        with os.fdopen(write, "wb") as stream:
            stream.write(text.encode())

    writer = threading.Thread(target=send)
    writer.start()
    (tmp_path / "a.txt").write_text(text)
    with os.fdopen(read, "rb") as stream:
        piped = list(readers.read(stream).blocks)
    writer.join()
    assert piped == list(readers.read(tmp_path / "a.txt").blocks)


def test_other_formats_wait(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.write(write, b"<!doctype html><p>Satu dua")

    def later() -> None:
        time.sleep(0.2)
        os.write(write, b" tiga.</p>")
        os.close(write)

    writer = threading.Thread(target=later)
    writer.start()
    with os.fdopen(read, "rb") as stream:
        blocks = list(readers.read(stream, whole_page=True).blocks)
    writer.join()
    assert [block.text for block in blocks if block.translatable] == ["Satu dua tiga."]


@given(st.lists(st.sampled_from(["Satu dua.", "\n", "\n\n", "  tiga", "", "A\r", "é", "- x\n"])))
def test_pauses_lose_nothing(chunks: list[str]) -> None:
    lines = lines_of(decode(chunk.encode() for chunk in chunks), pauses=True)
    blocks = list(split(lines))
    assert "".join(block.before + block.text for block in blocks) == "".join(chunks)
    assert all(block.text for block in blocks if block.kind is not BlockKind.END)


def test_the_pipeline_gives_out_what_came_before_a_pause() -> None:
    read: list[str] = []

    def blocks() -> Iterator[Block]:
        for number in range(3):
            read.append(f"Kalimat {number}.")
            yield Block(read[-1])
            yield Block.pause()

    stream = Pipeline(EchoEngine(), ID_EN).translate(blocks())
    for number in range(3):
        assert next(stream).target == f"Kalimat {number}."
        assert len(read) == number + 1
    assert next(stream, None) is None


def test_standard_input_is_translated_as_it_comes() -> None:
    command = [sys.executable, "-m", "translator", "--engine", "echo", "--from", "id"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for text in (b"Presiden tiba pada Senin.", b"Harga beras naik."):
            process.stdin.write(text + b"\n\n")
            process.stdin.flush()
            lines = iter(process.stdout.readline, b"")
            assert next(line for line in lines if line.strip()).strip() == text
        process.stdin.close()
        assert process.wait(30) == 0
