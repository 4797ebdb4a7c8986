"""How a translation is put into each format: what is escaped, and what is adapted."""

from __future__ import annotations

import json
import re

from translator.document import BlockKind
from translator.languages import Direction
from translator.result import TranslatedBlock
from translator.text.controls import visible

_CHARSET = re.compile(r"""(<meta\b[^>]*\bcharset\s*=\s*["']?)[\w-]+""", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)\b[^>]*>", re.IGNORECASE)
_LANGUAGE = r"""(\blang\s*=\s*["']?){}\b(?:[-_]\w+)?"""
_BOOK_LANGUAGE = r"(<dc:language\b[^>]*>\s*){}\b(?:[-_]\w+)?"

# What Markdown would take for a mark; an underscore inside a word and a star between spaces are
# none.
_MARKDOWN = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~])
    | `
    | \*(?!\s) | (?<=[^\s*])\*
    | (?<!\w)_(?!\s) | (?<=[^\s_])_(?!\w)
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    | \[(?=[^\]]*\][(\[:]) | \[(?=\^|![A-Za-z]+\]|[ xX]\]\s)
    | ~(?=~)
    """,
    re.VERBOSE,
)
# What it would take for the start of a heading, a quotation, a list, an underline.
_MARKDOWN_START = re.compile(r"(\d{1,9})?(?=[.)]\s|[.)]$)|(?=\#{1,6}\s|>|[-+*]\s|[-=]+$|:{3})")

_AFTER_BREAK = re.compile(
    r"(<w:(?:tab|br|cr)\b[^>]*/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?"
    r"<w:t xml:space=\"preserve\">) "
)

_CUE_END = re.compile(r"(\s*(?:\r\n?|\n)[^<>]*?-->[^\r\n]*(?:\r\n?|\n)\s*)")
_TAG = re.compile(r"<[^<>]*>|\{\\[^}]*\}")
_CUE_LINE = 42  # characters; the most that most guides for subtitles allow


def escape_xml(text: str) -> str:
    """Text between the tags of HTML or XML."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def adapt_html(markup: str, direction: Direction) -> str:
    """The page says that its language is the target's, and that it is in UTF-8."""
    markup = _CHARSET.sub(r"\g<1>utf-8", markup)
    pattern = re.compile(_LANGUAGE.format(direction.source), re.IGNORECASE)
    new = rf"\g<1>{direction.target}"
    return _ROOT.sub(lambda match: pattern.sub(new, match[0]), markup)


def adapt_book(metadata: str, direction: Direction) -> str:
    """An EPUB says that its language is the target's."""
    pattern = _BOOK_LANGUAGE.format(direction.source)
    return re.sub(pattern, rf"\g<1>{direction.target}", metadata, flags=re.IGNORECASE)


def escape_json(text: str) -> str:
    """Text inside the quotes of a JSON string."""
    return json.dumps(visible(text), ensure_ascii=False)[1:-1]


def escape_csv(text: str) -> str:
    """Text inside the quotes of a cell."""
    return visible(text).replace('"', '""')


def finish_docx(block: TranslatedBlock, text: str) -> str:
    """The space that parts the words around a tab or line break is not written."""
    return _AFTER_BREAK.sub(r"\1", text)


def escape_markdown(text: str) -> str:
    """Text of a paragraph or a cell."""
    return _MARKDOWN.sub(lambda match: "\\" + match[0], visible(text))


def finish_markdown(block: TranslatedBlock, text: str) -> str:
    """A paragraph that begins like a list or a heading is still a paragraph; a cell is one cell."""
    if block.source.kind is BlockKind.CELL:
        return re.sub(r"(?<!\\)\|", r"\|", text)
    start = _MARKDOWN_START.match(text)
    if start and not (block.source.markup and _MARKDOWN_START.match(block.source.markup.text)):
        return f"{start[0]}\\{text[start.end() :]}"
    return text


def finish_subtitles(block: TranslatedBlock, text: str) -> str:
    """Cues of one line, or of two that are as even as can be.

    A line is longer than 42 characters only where two such lines do not hold the cue.
    """
    markup = block.source.markup
    line_end = "\r\n" if markup and "\r\n" in markup.before + markup.text else "\n"
    parts = _CUE_END.split(text)
    parts[::2] = [_cue(part.strip(), line_end) for part in parts[::2]]
    parts[1::2] = [part.rstrip(" ") for part in parts[1::2]]
    return "".join(parts)


def _cue(text: str, line_end: str) -> str:
    if _shown(text) <= _CUE_LINE:
        return text
    spaces = [match.start() for match in re.finditer(r" (?![^<]*>)", text)]
    if not spaces:
        return text

    def cost(place: int) -> float:
        before, after = _shown(text[:place]), _shown(text[place + 1 :])
        # A line that ends with a clause may be somewhat shorter.
        return max(before, after) - (4 if text[place - 1] in ",.;:!?" else 0)

    place = min(spaces, key=cost)
    return text[:place] + line_end + text[place + 1 :]


def _shown(text: str) -> int:
    return len(_TAG.sub("", text))
