"""An HTML page with source and translation side by side: one file, no script, nothing fetched."""

from __future__ import annotations

import hashlib
import shutil
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import TextIO

from translator.document import Block, BlockKind, Mark, MarkKind
from translator.languages import LANGUAGES
from translator.options import WriterOptions
from translator.result import (
    Flag,
    Footer,
    Header,
    Severity,
    Summary,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.text import marks
from translator.text.controls import visible
from translator.text.counted import counted

_SPOOL = 8 * 2**20  # characters of the body kept in memory; more go to a temporary file
_ELEMENTS = {MarkKind.STRONG: "strong", MarkKind.EMPHASIS: "em", MarkKind.CODE: "code"}
_CLASSES = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "item",
    BlockKind.CELL: "cell",
    BlockKind.CUE: "cue",
    BlockKind.VERBATIM: "verbatim",
}


@dataclass(frozen=True)
class _Flagged:
    """A flag and where it stands, for the list at the end."""

    block: int
    sentence: int
    flag: Flag


class HtmlWriter:
    """A page that can be read in any browser, on paper, and in a hundred years.

    The summary stands before the text, so the text waits until the end. All text is escaped; the
    page's content-security policy allows its own style and nothing else.
    """

    def __init__(self, stream: TextIO, options: WriterOptions) -> None:
        self._stream = stream
        self._options = options
        self._body = SpooledTemporaryFile(  # noqa: SIM115  closed in `end`
            _SPOOL, "w+", encoding="utf-8", newline=""
        )
        self._blocks = 0
        self._sentences = 0
        self._flagged: list[_Flagged] = []

    def begin(self, header: Header) -> None:
        """Nothing yet: the page's head counts what the text has."""
        self._header = header

    def block(self, block: TranslatedBlock) -> None:
        """One block, a row for each sentence."""
        kind = block.source.kind
        if kind is BlockKind.END or not block.source.text.strip():
            return
        self._blocks += 1
        level = f" l{block.source.level}" if block.source.level else ""
        write = self._body.write
        write(f'<div class="row block {_CLASSES[kind]}{level}" id="b{self._blocks}">\n')
        label = escape(block.source.locator or f"block {self._blocks}")
        write(f'<a class="number" href="#b{self._blocks}" title="{label}">{self._blocks}</a>\n')
        if kind is BlockKind.VERBATIM:
            write(f"<pre>{_text(block.source.text)}</pre>\n")
        elements = _element(block.source)
        shares = marks.share(block.source.marks, [each.source for each in block.sentences])
        for number, (sentence, own) in enumerate(zip(block.sentences, shares, strict=True), 1):
            self._pair(sentence, own, number, elements)
        write("</div>\n")

    def _pair(
        self, sentence: TranslatedSentence, own: Sequence[Mark], number: int, element: str
    ) -> None:
        self._sentences += 1
        self._flagged += [_Flagged(self._blocks, number, flag) for flag in sentence.flags]
        source = _woven(sentence.source.text, own)
        target = _woven(sentence.target, sentence.marks)
        if not sentence.target:
            target = '<span class="missing">not translated</span>'
        target = _flagged(target, sentence.flags)
        direction = self._header.direction
        self._body.write(
            f'<div class="pair" id="b{self._blocks}s{number}">'
            f'<{element} class="source" lang="{direction.source}">{source}</{element}>\n'
            f'<{element} class="target" lang="{direction.target}">{target}</{element}></div>\n'
        )

    def end(self, footer: Footer) -> None:
        """The whole page: head, summary, text, flags, signature."""
        write = self._stream.write
        write(self._head())
        if footer.summary is not None and footer.summary.sentences and self._options.summary:
            write(self._summary(footer.summary))
        direction = self._header.direction
        write('<section class="text" aria-label="Text">\n<div class="columns" aria-hidden="true">')
        write(f'<span class="source">{LANGUAGES[direction.source].name}</span>')
        write(f'<span class="target">{LANGUAGES[direction.target].name}</span></div>\n')
        self._body.seek(0)
        shutil.copyfileobj(self._body, self._stream)
        self._body.close()
        write("</section>\n</main>\n")
        write(self._check_list(footer.summary))
        write(f"<footer>\n{self._colophon()}</footer>\n</body>\n</html>\n")

    def _colophon(self) -> str:
        version = escape(self._header.version)
        if self._header.format == "pairs":  # a translation by others
            return f"<p>Checked by translator {version}.</p>\n"
        return (
            f"<p>Made by translator {version}; a machine translation, "
            "not checked by a person.</p>\n"
            f'<p class="signature">{escape(str(self._header.signature))}</p>\n'
        )

    def _head(self) -> str:
        style = files("translator.writers").joinpath("html.css").read_text("utf-8")
        digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        direction = self._header.direction
        name = PurePath(self._header.name).name  # where it lies is nobody's business
        name = "Standard input" if name == "-" else name
        languages = f"{LANGUAGES[direction.source].name} – {LANGUAGES[direction.target].name}"
        facts = [counted(self._sentences, "sentence"), counted(self._blocks, "paragraph")]
        if self._flagged:
            sentences = {(flagged.block, flagged.sentence) for flagged in self._flagged}
            facts.append(f'<a href="#check">{len(sentences)} to check</a>')
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="translator {escape(self._header.version)}">\n'
            f"<title>{_text(name)} · {languages}</title>\n<style>{style}</style>\n</head>\n"
            f'<body>\n<header>\n<p class="kicker">{languages}</p>\n<h1>{_text(name)}</h1>\n'
            f'<p class="facts">{" · ".join(facts)}</p>\n</header>\n<main>\n'
        )

    def _summary(self, summary: Summary) -> str:
        source_first = summary.language == self._header.direction.source
        rows: list[str] = []
        for number, sentence in enumerate(summary.sentences, 1):
            sides = [(sentence.text, True), (sentence.other, False)]
            cells: list[str] = []
            for text, own in sides if source_first else sides[::-1]:
                if not text:
                    continue
                language = summary.language if own else self._other(summary.language)
                side = "source" if language == self._header.direction.source else "target"
                side = side if sentence.other else "alone"
                where = self._where(sentence.block, sentence.sentence) if not cells else ""
                shown = _flagged(_text(text), sentence.flags if own else ())
                cells.append(f'<p class="{side}" lang="{language}">{shown}{where}</p>')
            pair = f'<div class="pair">{"".join(cells)}</div>'
            rows.append(f'<li class="row" id="s{number}">{pair}</li>\n')
        return (
            '<section class="summary" aria-labelledby="summary">\n'
            f'<h2 class="label" id="summary">Summary</h2>\n<ul>\n{"".join(rows)}</ul>\n</section>\n'
        )

    def _other(self, language: str) -> str:
        direction = self._header.direction
        return direction.target if language == direction.source else direction.source

    def _where(self, block: int, sentence: int) -> str:
        if not block or block > self._blocks:
            return ""
        anchor = f"b{block}s{sentence}" if sentence else f"b{block}"
        return f' <a class="where" href="#{anchor}">¶ {block}</a>'

    def _check_list(self, summary: Summary | None) -> str:
        items = [
            _to_check(
                f"b{each.block}s{each.sentence}", f"¶ {each.block}.{each.sentence}", each.flag
            )
            for each in self._flagged
        ]
        if summary is not None and self._options.summary:
            for number, sentence in enumerate(summary.sentences, 1):
                place = f"Summary {number}"
                items += [_to_check(f"s{number}", place, flag) for flag in sentence.flags]
        if not items:
            return ""
        return (
            '<section class="check" aria-labelledby="check">\n'
            f'<h2 class="label" id="check">To check</h2>\n<ul>\n{"".join(items)}</ul>\n</section>\n'
        )


def _flagged(html: str, flags: Sequence[Flag]) -> str:
    """The same text, marked with what may be wrong in it."""
    if not flags:
        return html
    severe = any(flag.severity is Severity.SEVERE for flag in flags)
    messages = escape("; ".join(flag.message for flag in flags))
    return f'<mark class="{"severe" if severe else "notice"}" title="{messages}">{html}</mark>'


def _to_check(anchor: str, place: str, flag: Flag) -> str:
    """A line of the list of what to check."""
    kind, message = flag.severity.value, escape(flag.message)
    return f'<li class="{kind}"><a href="#{anchor}">{place}</a> {message}</li>\n'


def _element(block: Block) -> str:
    return f"h{min(block.level + 1, 6)}" if block.kind is BlockKind.HEADING else "p"


def _text(text: str) -> str:
    return escape(visible(text))


def _woven(text: str, own: Sequence[Mark]) -> str:
    return marks.weave(text, own, _text, _wrap)


def _wrap(mark: Mark, inner: str) -> str:
    if mark.kind is MarkKind.LINK:
        if not mark.address.lower().startswith(("http://", "https://", "mailto:")):
            return inner  # nothing that runs, and nothing that points into a folder of the source
        return f'<a href="{escape(mark.address)}" rel="noopener noreferrer">{inner}</a>'
    element = _ELEMENTS.get(mark.kind)
    return f"<{element}>{inner}</{element}>" if element else inner
