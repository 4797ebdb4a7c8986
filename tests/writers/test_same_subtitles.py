"""Subtitles in, subtitles out: the times stay, the lines are short."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from documents import blocks_of, in_capitals, translated
from hypothesis import given
from hypothesis import strategies as st

from translator.engines.echo import EchoEngine
from translator.errors import InputError
from translator.result import Hypothesis

SRT = """\
1
00:00:01,000 --> 00:00:03,500
Halo semua, <i>selamat datang</i> di acara kami.

2
00:00:04,000 --> 00:00:06,000
- Apa kabar?
- Baik!

3
00:00:07,000 --> 00:00:09,000
Hari ini kita akan membahas kerja sama

4
00:00:09,100 --> 00:00:11,000
dengan perusahaan teknologi
dari luar negeri.

5
00:00:12,000 --> 00:00:13,000
♪

6
00:00:14,000 --> 00:00:15,000
{\\an8}Sampai jumpa!
"""
VTT = """\
WEBVTT - Acara

NOTE Ini catatan, bukan teks

STYLE
::cue { color: white }

intro
00:01.000 --> 00:03.000 position:10%
<v Budi>Halo &amp; selamat <c.yellow>datang</c>.

00:04.000 --> 00:05.000
Sampai jumpa.
"""
BLOCKS = [
    ("00:00:01,000 --> 00:00:03,500", "Halo semua, selamat datang di acara kami."),
    ("00:00:04,000 --> 00:00:06,000", "Apa kabar?"),
    ("00:00:04,000 --> 00:00:06,000", "Baik!"),
    (
        "00:00:07,000 --> 00:00:09,000",
        "Hari ini kita akan membahas kerja sama dengan perusahaan teknologi dari luar negeri.",
    ),
    ("00:00:14,000 --> 00:00:15,000", "Sampai jumpa!"),
]
TIMES = re.compile(r"^.*-->.*$", re.MULTILINE)


class LongEngine(EchoEngine):
    """Says everything twice, so that lines must be broken."""

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(f"{text} {text.lower()}", -0.1) for text in texts]


def test_a_sentence_over_two_cues_is_one_block() -> None:
    blocks = blocks_of(SRT.encode(), "srt")
    assert [(block.locator, block.text) for block in blocks[:-1]] == BLOCKS


@pytest.mark.parametrize(("text", "format"), [(SRT, "srt"), (VTT, "vtt")])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_echo_gives_the_file_back(text: str, format: str, line_end: str) -> None:
    data = text.replace("\n", line_end).encode()
    assert translated(data, format) == data


def test_only_the_words_change() -> None:
    wanted = """\
WEBVTT - Acara

NOTE Ini catatan, bukan teks

STYLE
::cue { color: white }

intro
00:01.000 --> 00:03.000 position:10%
<v Budi>HALO &amp; SELAMAT <c.yellow>DATANG</c>.

00:04.000 --> 00:05.000
SAMPAI JUMPA.
"""
    assert in_capitals(VTT.encode(), "vtt").decode() == wanted


def test_a_sentence_over_two_cues_is_shared_out() -> None:
    result = in_capitals(SRT.encode(), "srt").decode()
    assert "\nHARI INI KITA AKAN MEMBAHAS KERJA SAMA\n" in result
    assert "\nDENGAN PERUSAHAAN\nTEKNOLOGI DARI LUAR NEGERI.\n" in result
    assert "- APA KABAR?\n- BAIK!\n" in result
    assert TIMES.findall(result) == TIMES.findall(SRT)


def test_lines_are_short_and_at_most_two() -> None:
    result = translated(SRT.encode(), "srt", LongEngine()).decode()
    assert TIMES.findall(result) == TIMES.findall(SRT)
    for cue in result.strip().split("\n\n"):
        lines = [re.sub(r"<[^>]*>|\{[^}]*\}", "", line) for line in cue.split("\n")[2:]]
        spoken = [line for line in lines if not line.startswith("-")]
        assert len(spoken) <= 2
        if sum(map(len, spoken)) <= 80:
            assert all(len(line) <= 42 for line in lines), lines


@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_a_text_without_times_is_refused(format: str) -> None:
    with pytest.raises(InputError, match="no subtitles"):
        blocks_of(b"Hanya teks biasa.\n", format)


LINES = st.sampled_from(
    ["1", "", "00:00:01,000 --> 00:00:02,000", "Kata", "kata dua", "- ya", "<i>a</i>", "<b>", "♪"]
)


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_nothing_is_lost(text: str) -> None:
    text = f"1\n00:00:00,000 --> 00:00:01,000\nAwal\n{text}"
    assert translated(text.encode(), "srt").decode() == text
    result = in_capitals(text.encode(), "srt").decode()
    assert TIMES.findall(result) == TIMES.findall(text)
