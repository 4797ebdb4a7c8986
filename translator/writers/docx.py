"""A Word document with source and translation in the two columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from translator.document import BlockKind, Mark, MarkKind
from translator.errors import MissingExtra
from translator.languages import LANGUAGES
from translator.options import WriterOptions
from translator.result import (
    Flag,
    Footer,
    Header,
    Severity,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.text import marks
from translator.text.controls import visible

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LINE = "D9D2C5"  # the colour of the line between two blocks
_SHADES = {Severity.SEVERE: "F9D9D5", Severity.NOTICE: "FBF0C8"}  # behind a flagged sentence
_LOCALES = {"id": "id-ID", "en": "en-US"}


class DocxWriter:
    """A row for each sentence, the summary on top; a flag is a comment on its sentence.

    The document is built in memory and written at the end. Raises MissingExtra.
    """

    def __init__(self, stream: BinaryIO, options: WriterOptions) -> None:
        try:
            import docx  # noqa: F401
        except ImportError as error:
            raise MissingExtra("writing a Word document", "formats") from error
        self._stream = stream
        self._options = options
        self._blocks: list[TranslatedBlock] = []

    def begin(self, header: Header) -> None:
        """Nothing yet."""
        self._header = header

    def block(self, block: TranslatedBlock) -> None:
        """Kept until the end; END blocks are not."""
        if block.source.kind is not BlockKind.END:
            self._blocks.append(block)

    def end(self, footer: Footer) -> None:
        """The whole document: title, summary, table, signature."""
        import docx
        from docx.shared import Cm

        document = docx.Document()
        section = document.sections[0]
        section.left_margin = section.right_margin = Cm(2)
        document.core_properties.title = visible(self._header.name)
        document.core_properties.author = f"translator {self._header.version}"
        direction = self._header.direction
        names = [LANGUAGES[code].name for code in (direction.source, direction.target)]
        document.add_heading(visible(self._header.name), 0)
        document.add_paragraph(" – ".join(names), style="Subtitle")
        if footer.summary is not None and footer.summary.sentences and self._options.summary:
            document.add_heading("Summary", 1)
            rows = _Rows(document, self._header)
            own = footer.summary.language == direction.source
            for each in footer.summary.sentences:
                sides = (each.text, each.other) if own else (each.other, each.text)
                rows.texts(*sides, each.flags)
            document.add_heading("Text", 1)
        rows = _Rows(document, self._header, names)
        for block in self._blocks:
            rows.block(block)
        paragraph = document.add_paragraph()
        paragraph.add_run(f"\n{self._header.signature}").font.size = docx.shared.Pt(7)
        document.save(self._stream)


class _Rows:
    """A table of two columns that grows row by row."""

    def __init__(self, document: WordDocument, header: Header, names: list[str] | None = None):
        self._document = document
        self._languages = header.direction.source, header.direction.target
        self._table = document.add_table(0, 2)
        self._table.autofit = False
        if names:
            row = self._table.add_row()
            for cell, name in zip(row.cells, names, strict=True):
                cell.paragraphs[0].add_run(name).bold = True
            _set(row._tr.get_or_add_trPr(), "w:tblHeader")  # again on every page

    def texts(self, source: str, target: str, flags: Sequence[Flag] = ()) -> None:
        """A row of two plain texts; the flags are a comment on them."""
        runs: list[Any] = []
        for cell, text, language in zip(
            self._table.add_row().cells, (source, target), self._languages, strict=True
        ):
            if text:
                runs = _add_text(cell.paragraphs[0], text, (), language)
        self._comment(runs, flags)

    def block(self, block: TranslatedBlock) -> None:
        """A row for each sentence; code goes across both columns."""
        if block.source.kind is BlockKind.VERBATIM:
            cells = self._table.add_row().cells
            run = cells[0].merge(cells[1]).paragraphs[0].add_run(visible(block.source.text))
            run.font.name = "Courier New"
            return
        shares = marks.share(block.source.marks, [each.source for each in block.sentences])
        for number, (sentence, own) in enumerate(zip(block.sentences, shares, strict=True)):
            cells = self._table.add_row().cells
            if not number:
                for cell in cells:
                    borders = _set(cell._tc.get_or_add_tcPr(), "w:tcBorders")
                    _set(borders, "w:top", val="single", sz="4", color=_LINE)
            self._sentence(block, sentence, own, cells)

    def _sentence(
        self,
        block: TranslatedBlock,
        sentence: TranslatedSentence,
        own: tuple[Mark, ...],
        cells: Any,
    ) -> None:
        shade = _SHADES[worst] if (worst := _worst(sentence)) else ""
        sides = (
            (sentence.source.text, own, ""),
            (sentence.target or "(not translated)", sentence.marks, shade),
        )
        runs: list[Any] = []
        for cell, (text, text_marks, fill), language in zip(
            cells, sides, self._languages, strict=True
        ):
            runs = _add_text(cell.paragraphs[0], text, text_marks, language, fill)
            for run in runs if block.source.kind is BlockKind.HEADING else ():
                run.bold = True
        self._comment(runs, sentence.flags)

    def _comment(self, runs: list[Any], flags: Sequence[Flag]) -> None:
        if flags:
            message = "; ".join(visible(flag.message) for flag in flags)
            self._document.add_comment(runs, text=message, author="translator", initials="t")


def _worst(sentence: TranslatedSentence) -> Severity | None:
    severities = {flag.severity for flag in sentence.flags}
    return next((severity for severity in Severity if severity in severities), None)


def _add_text(
    paragraph: Any, text: str, text_marks: tuple[Mark, ...], language: str, shade: str = ""
) -> list[Any]:
    """Runs for a text, cut where a mark begins or ends."""
    edges = {0, len(text)}
    for mark in text_marks:
        edges |= {mark.start, mark.end}
    runs: list[Any] = []
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        kinds = {mark.kind for mark in text_marks if mark.start <= start and end <= mark.end}
        run = paragraph.add_run(visible(text[start:end]))
        run.bold = True if MarkKind.STRONG in kinds else None
        run.italic = True if MarkKind.EMPHASIS in kinds else None
        if MarkKind.CODE in kinds:
            run.font.name = "Courier New"
        if shade:
            _set(run._r.get_or_add_rPr(), "w:shd", val="clear", color="auto", fill=shade)
        _set(run._r.get_or_add_rPr(), "w:lang", val=_LOCALES[language])
        runs.append(run)
    return runs


def _set(parent: Any, name: str, **attributes: str) -> Any:
    """Add an element of Word's namespace to another."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element
