"""HTML in, HTML out: only the prose changes."""

from __future__ import annotations

import pytest
from documents import in_capitals, translated
from hypothesis import given
from hypothesis import strategies as st

PAGE = """\
<!DOCTYPE html>
<html lang="id-ID"><head><meta charset=utf-8><title>Kabar &amp; cerita</title>
<style>p {color: red}</style><script>if (a < b) {"<p>tidak</p>"}</script></head>
<body class="x" onload='f("a > b")'>
<!-- komentar <p>bukan</p> -->
<nav><ul><li><a href="/a">Beranda</a></li><li><a href='/b'>Tentang</a><ul><li>Dalam</ul></ul></nav>
<p>Ini   <b>kata tebal</b> dan <a href="https://x.id/?a=1&amp;b=2">tautan <i>miring</i></a>.
Baris kedua di sini<sup><a href="#1">[1]</a></sup>. Lihat <img src="a.png"> ini.</p>
<p>Satu<br>dua<br/>tiga <p>Tanpa penutup <code>pip install &lt;x&gt;</code> akhir
<table><tr><th>Nama<th>Harga</tr><tr><td>Beras</td><td>10.000</td></tr></table>
<pre>  kode <b>x</b>
  di sini</pre>
<p translate="no">Jangan terjemahkan</p> telanjang 5 &lt; 6
</body></html>
"""
CAPITALS = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset=utf-8><title>KABAR &amp; CERITA</title>
<style>p {color: red}</style><script>if (a < b) {"<p>tidak</p>"}</script></head>
<body class="x" onload='f("a > b")'>
<!-- komentar <p>bukan</p> -->
<nav><ul><li><a href="/a">BERANDA</a></li><li><a href='/b'>TENTANG</a><ul><li>DALAM</ul></ul></nav>
<p>INI <b>KATA TEBAL</b> DAN <a href="https://x.id/?a=1&amp;b=2">TAUTAN <i>MIRING</i></a>. \
BARIS KEDUA DI SINI<sup><a href="#1">[1]</a></sup>. LIHAT <img src="a.png"> INI.</p>
<p>SATU<br>DUA<br/>TIGA <p>TANPA PENUTUP <code>pip install &lt;x&gt;</code> AKHIR
<table><tr><th>NAMA<th>HARGA</tr><tr><td>BERAS</td><td>10.000</td></tr></table>
<pre>  kode <b>x</b>
  di sini</pre>
<p translate="no">Jangan terjemahkan</p> TELANJANG 5 &lt; 6
</body></html>
"""


def test_an_echo_changes_the_language_and_nothing_else() -> None:
    wanted = PAGE.replace('lang="id-ID"', 'lang="en"')
    assert translated(PAGE.encode(), "html", whole_page=True).decode() == wanted


def test_only_prose_is_translated() -> None:
    assert in_capitals(PAGE.encode(), "html", whole_page=True).decode() == CAPITALS


def test_a_page_in_another_encoding_says_that_it_is_utf_8_now() -> None:
    page = '<meta charset="windows-1252"><p>Kaf\xe9 itu “bagus”.'.encode("cp1252")
    result = translated(page, "html", whole_page=True)
    assert result.decode() == '<meta charset="utf-8"><p>Kafé itu “bagus”.'


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b < c", '" onload="x'])
def test_a_translation_is_never_markup(text: str) -> None:
    import html

    page = f"<p>{html.escape(text, quote=False)} kata</p>"
    result = in_capitals(page.encode(), "html", whole_page=True).decode()
    assert result.upper() == f"<P>{html.escape(text, quote=False)} KATA</P>".upper()


TAGS = ["<b>", "</b>", "<p>", "</p>", "<a href=x>", "</a>", "<br>", "<!-- c -->", "<img>", "<li>"]
WORDS = ["kata", " ", ". ", "Bali", "1.500", "&amp;", "&lt;"]


@given(st.lists(st.sampled_from(TAGS + WORDS), max_size=25).map("".join))
def test_no_tag_is_lost(page: str) -> None:
    assert translated(page.encode(), "html", whole_page=True).decode() == page
    result = in_capitals(page.encode(), "html", whole_page=True).decode()
    for tag in TAGS:
        assert result.count(tag) == page.count(tag)
