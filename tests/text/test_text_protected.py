"""What must come back as it is, and what only looks like it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translator.document import Sentence
from translator.text import protected
from translator.text.protected import Span

# text, kinds and texts of its spans
FOUND = [
    ("lihat https://kompas.com/a?b=1&c=(x), lalu", [("url", "https://kompas.com/a?b=1&c=(x)")]),
    ("(https://x.id/y).", [("url", "https://x.id/y")]),
    ("surel ke budi.s@kominfo.go.id.", [("email", "budi.s@kominfo.go.id")]),
    ("ikuti @jokowi, @a.b_c", [("handle", "@jokowi"), ("handle", "@a.b_c")]),
    ("#Indonesia #2024Menang #1", [("hashtag", "#Indonesia"), ("hashtag", "#2024Menang")]),
    ("tulis KOMPAS.com, detik.com/a", [("domain", "KOMPAS.com"), ("domain", "detik.com/a")]),
    ("jalankan `pip install x` dulu", [("code", "`pip install x`")]),
    ("buka config.yaml dan a/b.tar", [("file", "config.yaml"), ("file", "a/b.tar")]),
    (r"di /etc/passwd atau C:\Users\a.txt", [("path", "/etc/passwd"), ("path", r"C:\Users\a.txt")]),
    ("pakai --from saja", [("path", "--from")]),
    ("fungsi snake_case() itu", [("name", "snake_case()")]),
    ("Halo {name}, ada %d pesan", [("placeholder", "{name}"), ("placeholder", "%d")]),
    ("%(n)s ${x} {{ user.name }} %1$s {0:.2f}", [
        ("placeholder", "%(n)s"), ("placeholder", "${x}"), ("placeholder", "{{ user.name }}"),
        ("placeholder", "%1$s"), ("placeholder", "{0:.2f}"),
    ]),
    ("<b>tebal</b><br/>", [("tag", "<b>"), ("tag", "</b>"), ("tag", "<br/>")]),
    ("hore 😀👍🏽!", [("emoji", "😀👍🏽")]),
    ("Владимир Путин di Москва.", [("script", "Владимир Путин"), ("script", "Москва")]),
    ("中文, مرحبا بك dan 서울", [("script", "中文"), ("script", "مرحبا بك"), ("script", "서울")]),
    ("harga ₡500, sudut α", [("script", "₡"), ("script", "α")]),
    ("Senin (2/12), 4/4/2017.", [("number", "2/12"), ("number", "4/4/2017")]),
    ("UU No.5/2020 atau 41/2014, 24/7", [("number", "41/2014"), ("number", "24/7")]),
    ("wkwkwk, Hahahah! hehehe", [
        ("laughter", "wkwkwk"), ("laughter", "Hahahah"), ("laughter", "hehehe"),
    ]),
    ("Aaaaaa tidak, zzzzzzz", [("laughter", "Aaaaaa"), ("laughter", "zzzzzzz")]),
    ("1️⃣ 🇮🇩 👨‍👩‍👧", [("emoji", "1️⃣"), ("emoji", "🇮🇩"), ("emoji", "👨‍👩‍👧")]),
]  # fmt: skip

PLAIN = [
    "40 km/jam dan/atau 2,5/3, 1/2.500, 179/PMK.011/2012, 12345/1, 1/2/3/4",
    "S.M. Mahendra, a.n. Pj. Gubernur, p.m., U.S.",
    "Rp1.5 triliun, 100%di sana, 50 % saja, 5%",
    "pergi.Lalu pulang",
    "3 < 5 dan 7 > 2",
    "haha, www, hmmmmm, haloooooo, 1000000, 101010, xxx, dada, berarararat, kupu-kupu",
    "surat@ dan @ serta # dan AT&T",
    "No.5/2020 tentang UU",
    "“kutipan” – lalu…",
    "Nguyễn, cafe\u0301, Łódź, ʻOkina, 5 µm, €5 £3 ¥2 ₹4 ฿1",
]


@pytest.mark.parametrize(("text", "spans"), FOUND)
def test_what_is_protected(text: str, spans: list[tuple[str, str]]) -> None:
    found = protected.find(text)
    assert [(span.kind, text[span.start : span.end]) for span in found] == spans


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_not(text: str) -> None:
    assert protected.find(text) == []


def test_blanks_beside_a_span_belong_to_no_piece() -> None:
    pieces = protected.cut("Buka  https://x.id , lalu 😀 pergi")
    assert [(piece.text, piece.translate) for piece in pieces] == [
        ("Buka", True),
        ("  ", False),
        ("https://x.id", False),
        (" ", False),
        (", lalu", True),
        (" ", False),
        ("😀", False),
        (" ", False),
        ("pergi", True),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Senin (2/12), kata", ["Senin", " ", "(2/12)", ", kata"]),
        ('ia ("x.com") pergi', ["ia", " ", '("x.com")', " ", "pergi"]),
        ("(lihat x.com)", ["(lihat", " ", "x.com", ")"]),
        ("buka [x.com) dan (x.com", ["buka [", "x.com", ") dan (", "x.com"]),
        ("(x.com)(y.com)", ["(x.com)", "(y.com)"]),
    ],
)
def test_brackets_around_a_span_stay_with_it(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in protected.cut(text)] == pieces


@example("'a'", [1, 2, 3])
@given(st.text("a ()'.", max_size=12), st.lists(st.integers(0, 12), max_size=8))
def test_the_pieces_joined_are_the_text(text: str, places: list[int]) -> None:
    """Whatever spans are kept, such as code that begins with a quotation mark."""
    edges = sorted({place for place in places if place <= len(text)})
    spans = [Span(a, b, "code") for a, b in itertools.pairwise(edges)]
    assert "".join(piece.text for piece in protected.cut(text, spans)) == text


def test_a_span_is_never_cut_by_a_sentence_end() -> None:
    text = "Ketik `a. B` saja. Lalu pergi."
    split = [Sentence(text[a:b], a, b) for a, b in ((0, 9), (10, 18), (19, 30))]
    joined = protected.rejoined(text, split)
    assert [sentence.text for sentence in joined] == ["Ketik `a. B` saja.", "Lalu pergi."]


@given(st.text(alphabet="aB1 .,@#/:%{}_-<>`\\😀\u200d\ufe0f\n", max_size=60))
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in protected.cut(text)) == text
    end = 0
    for span in protected.find(text):
        assert end <= span.start < span.end
        end = span.end
