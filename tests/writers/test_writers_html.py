"""The page as text; `test_html_browser.py` looks at it in a browser."""

from __future__ import annotations

import hashlib
import io
import re
from base64 import b64encode
from html.parser import HTMLParser

import page_example as example
import pytest

from translator.options import WriterOptions
from translator.result import Flag, Footer, Severity, Summary, SummarySentence
from translator.writers.html import HtmlWriter

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer"),
    *("h1", "h2", "p", "div", "span", "a", "ul", "li", "pre", "mark"),
}


def page(options: WriterOptions | None = None, footer: Footer = example.FOOTER) -> str:
    stream = io.StringIO()
    writer = HtmlWriter(stream, options or WriterOptions())
    writer.begin(example.HEADER)
    for block in example.blocks():
        writer.block(block)
    writer.end(footer)
    return stream.getvalue()


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def text() -> str:
    return page()


def test_what_the_text_says_is_no_markup(text: str) -> None:
    seen = Seen(text)
    assert {tag for tag, _ in seen.elements} <= ALLOWED
    attributes = {name for _, attributes in seen.elements for name in attributes}
    assert not {name for name in attributes if name.startswith("on")}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\x1b" not in text
    assert "kabar &lt;baru&gt;.txt" in text


def test_links_lead_to_the_web_or_nowhere(text: str) -> None:
    links = [found["href"] for tag, found in Seen(text).elements if tag == "a"]
    outside = [link for link in links if link and not link.startswith("#")]
    assert outside == ["https://contoh.id/?a=1&b=2"]
    assert "javascript" not in text


def test_links_inside_the_page_have_a_target(text: str) -> None:
    seen = Seen(text)
    places = {found["id"] for _, found in seen.elements if "id" in found}
    links = [found["href"] or "" for tag, found in seen.elements if tag == "a"]
    inner = {link[1:] for link in links if link.startswith("#")}
    assert len(inner) > 5
    assert inner <= places


def test_the_policy_allows_the_pages_own_style_and_nothing_else(text: str) -> None:
    style = re.search(r"<style>(.*)</style>", text, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert style and policy
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    assert "url(" not in style[1] and "@import" not in style[1]


def test_both_sides_say_their_language(text: str) -> None:
    sides = re.findall(r'class="(source|target)" lang="(\w+)"', text)
    assert set(sides) == {("source", "id"), ("target", "en")}
    assert sides.count(("source", "id")) == sides.count(("target", "en"))


def test_the_summary_stands_before_the_text_and_can_be_left_out(text: str) -> None:
    assert text.index('class="summary"') < text.index('id="b1"')
    assert 'href="#b2s2"' in text
    assert 'class="summary"' not in page(WriterOptions(summary=False))
    assert 'class="summary"' not in page(footer=Footer())


def test_flags_are_marked_and_listed(text: str) -> None:
    assert '<mark class="severe" title="the number &quot;2/12&quot; is lost">The Acting' in text
    assert '<mark class="notice" title="a quotation mark opens' in text
    assert "not translated" in text
    assert '<a href="#check">3 to check</a>' in text
    assert text.count('<li class="severe">') == 2


def test_the_page_says_how_it_was_made(text: str) -> None:
    assert str(example.SIGNATURE) in text[text.index("<footer>") :]


def test_what_is_wrong_in_a_summary_is_marked_and_listed() -> None:
    flag = Flag("unsupported number", "17 stands <nowhere>", Severity.SEVERE)
    sentence = SummarySentence("They met 17 times.", "Mereka bertemu 17 kali.", flags=(flag,))
    text = page(footer=Footer(Summary((sentence,), "en", "test")))
    message = "17 stands &lt;nowhere&gt;"
    assert f'<mark class="severe" title="{message}">They met 17 times.</mark>' in text
    assert f'<li class="severe"><a href="#s1">Summary 1</a> {message}</li>' in text
