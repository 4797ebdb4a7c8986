"""How a translation is put into each format: what is escaped, and what is adapted."""

from __future__ import annotations

import re

from translator.languages import Direction
from translator.text.controls import visible

_CHARSET = re.compile(r"""(<meta\b[^>]*\bcharset\s*=\s*["']?)[\w-]+""", re.IGNORECASE)
_LANGUAGE = r"""(<(?:html|body)\b[^>]*\blang\s*=\s*["']?){}\b(?:[-_]\w+)?"""


def escape_xml(text: str) -> str:
    """Text between the tags of HTML or XML."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def adapt_html(markup: str, direction: Direction) -> str:
    """The page says that its language is the target's, and that it is in UTF-8."""
    markup = _CHARSET.sub(r"\g<1>utf-8", markup)
    pattern = re.compile(_LANGUAGE.format(direction.source), re.IGNORECASE)
    return pattern.sub(rf"\g<1>{direction.target}", markup)
