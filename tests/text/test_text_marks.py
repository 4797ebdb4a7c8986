"""Marks written into a text, shared out to sentences, and found again in a translation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.document import Mark, MarkKind, Sentence
from translator.text import marks
from translator.text.marks import Marked
from translator.text.projection import project

KINDS = {"[": MarkKind.STRONG, "{": MarkKind.CODE, "|": MarkKind.POINT}
SIGNS = {MarkKind.STRONG: "[]", MarkKind.CODE: "{}", MarkKind.POINT: "|"}

# A source, its translation, translations of the marked words alone; brackets show the marks:
# [bold], {code}, | a point.
CASES = {
    "a name": ("Gubernur [Mahendra Jaya] hadir.", "Governor [Mahendra Jaya] was present.", {}),
    "a number written otherwise": ("Sebanyak [1.500] orang.", "As many as [1,500] people.", {}),
    "a word that moves": (
        "Ia membeli mobil [merah] kemarin.",
        "He bought a [red] car yesterday.",
        {"merah": "red"},
    ),
    "a phrase in another order": (
        "menyambut [peluang kerja sama] di bidang teknologi.",
        "welcomed the [opportunities for cooperation] in the field of technology.",
        {"peluang kerja sama": "cooperation opportunities"},
    ),
    "the whole sentence": ("[Acara dibuka hari ini.]", "[The event opens today.]", {}),
    "the whole, with other signs": ("[Ya.]", "[(Yes!)]", {}),
    "the whole, without words": ("[Ya.]", "[—]", {}),
    "all but the full stop": ("[Acara dibuka hari ini].", "[The event opens today].", {}),
    "inside quotes": ("Kata “[Bali]” itu.", "That word “[Bali]”.", {}),
    "with its quotes": ("Kata [“Bali”] itu.", "That word [“Bali”].", {}),
    "two apart": ("[Bali] dan [Jawa Barat].", "[Bali] and [Jawa Barat].", {}),
    "nested": ("Lihat [Bank [Mandiri]] di sana.", "See [Bank [Mandiri]] there.", {}),
    "code is kept": ("Jalankan {pip_install} dulu.", "Run {pip_install} first.", {}),
    "a point after a name": ("Kata Pitt| hari ini.", "Said Pitt| today.", {}),
    "a point after the full stop": ("Acara selesai.|", "The event is over.|", {}),
    "a point before the full stop": ("Acara selesai|.", "The event is over|.", {}),
    "a point at the start": ("|Acara selesai.", "|The event is over.", {}),
}


def read(text: str) -> Marked:
    plain = ""
    unclosed: list[tuple[int, int, str]] = []
    found: list[tuple[int, int, int, str]] = []
    for number, character in enumerate(text):
        if character in "[{":
            unclosed.append((number, len(plain), character))
        elif character in "]}":
            order, start, sign = unclosed.pop()
            found.append((order, start, len(plain), sign))
        elif character == "|":
            found.append((number, len(plain), len(plain), "|"))
        else:
            plain += character
    return Marked(
        plain, tuple(Mark(start, end, KINDS[sign]) for _, start, end, sign in sorted(found))
    )


def show(marked: Marked) -> str:
    def wrap(mark: Mark, inner: str) -> str:
        sign = SIGNS[mark.kind]
        return sign[0] + inner + sign[1:]

    return marks.weave(marked.text, marked.marks, str, wrap)


@pytest.mark.parametrize("case", CASES)
def test_marks_go_to_their_words(case: str) -> None:
    source, wanted, hints = CASES[case]
    marked = read(source)
    target = re.sub(r"[\[\]{}|]", "", wanted)
    assert show(project(marked.text, target, marked.marks, hints)) == wanted


# What the model makes of a sentence with code, and what it shall be.
CODE = {
    "changed": (
        "Jalankan {pip_install --user} lebih dulu.",
        "Run pip install -user first.",
        "Run {pip_install --user} first.",
    ),
    "lost": ("Jalankan {x} dulu.", "Run it first.", "Run it {x} first."),
    "lost at the end": ("Jalankan {make}.", "Run it.", "Run it {make}."),
    "in capitals": ("Panggil {f(x)} ya.", "CALL F(X) YES.", "CALL {f(x)} YES."),
    "beside its like": (
        "Adrien Cossa {cossa@x}.",
        "Adrien Cossa cossa@x.",
        "Adrien Cossa {cossa@x}.",
    ),
    "twice": ("Dari {a} ke {a} lagi.", "From a to a again.", "From {a} to {a} again."),
    "in bold": ("Ketik [{ls -l} dulu].", "Type [ls-l first].", "Type [{ls -l} first]."),
}


@pytest.mark.parametrize("case", CODE)
def test_code_comes_back_as_it_was(case: str) -> None:
    source, target, wanted = CODE[case]
    marked = read(source)
    result = project(marked.text, re.sub(r"[\[\]]", "", target), marked.marks)
    assert show(result) == wanted


@pytest.mark.parametrize("text", ["[a [b] c] d", "a|b", "|[a]", "[a][b]|", "{a} [b {c}]"])
def test_weaving_is_the_inverse_of_reading(text: str) -> None:
    assert show(read(text)) == text


def test_a_mark_over_two_sentences_is_cut_in_two() -> None:
    marked = read("Satu [dua. Tiga] empat.|")
    sentences = (Sentence("Satu dua.", 0, 9), Sentence("Tiga empat.", 10, 21))
    shares = marks.share(marked.marks, sentences)
    shown = [
        show(Marked(sentence.text, own)) for sentence, own in zip(sentences, shares, strict=True)
    ]
    assert shown == ["Satu [dua.]", "[Tiga] empat.|"]


def test_a_point_between_two_sentences_is_kept() -> None:
    sentences = (Sentence("Satu.", 0, 5), Sentence("Dua.", 7, 11))
    shares = marks.share(read("Satu. | Dua.").marks, sentences)
    assert [len(own) for own in shares] == [0, 1]


WORDS = st.lists(st.sampled_from(["Bali", "di", "1.500", "“ya”", ".", ",", "kota"]), max_size=12)


@given(WORDS, WORDS, st.data())
def test_marks_stay_inside_and_nested(
    source: list[str], target: list[str], data: st.DataObject
) -> None:
    draw = data.draw
    text = " ".join(source)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    outer = Mark(cuts[0], cuts[3], MarkKind.STRONG)
    wanted = [
        outer,
        Mark(cuts[1], cuts[2], MarkKind.EMPHASIS),
        Mark(cuts[3], cuts[3], MarkKind.POINT),
    ]
    result = project(
        text,
        " ".join(target),
        [mark for mark in wanted if mark.end > mark.start or mark.kind is MarkKind.POINT],
    )
    assert MarkKind.POINT in {mark.kind for mark in result.marks}
    for mark in result.marks:
        assert 0 <= mark.start <= mark.end <= len(result.text)
    for one, other in zip(result.marks, result.marks[1:], strict=False):
        assert one.start <= other.start
        assert other.end <= one.end or other.start >= one.end
