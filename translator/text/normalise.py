"""Before the model and after it: punctuation, spaces and capitals.

The opus-mt models were trained on text that went through Moses' normalize-punctuation.perl, and
their tokenizer does not do it: with curly quotes they lose quotes, with an en dash they fuse
number ranges ("7–2" comes out as "72"). So the text is put into plain ASCII punctuation first,
and the article's own style is put back into the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.text import casing, indonesian, rare
from translator.text.controls import visible
from translator.text.mojibake import repair
from translator.text.rare import Rare
from translator.text.wrapping import unwrap

# Part of every signature: raise it when a change here, or in how text is cut, can change a
# translation.
TEXT_RULES = "6"

_DOUBLE = re.compile("[“”„‟«»″＂]|``|''")
_SINGLE = re.compile("[‘’‚‛‹›′´`ʼ＇]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2064\ufeff]"
    # A joiner matters between emoji only.
    r"|(?<=[\w\s])\u200d|\u200d(?=[\w\s])"
)
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
_RANGE = re.compile(r"(?<=\d)[‒–—](?=\d)")
_DASH = re.compile(r"\s*[—―]\s*|(?:^|(?<=\s))[‒–](?:\s+|$)| -- ")  # between clauses
_JOINING_DASH = re.compile("[‒–]")  # between names
_ANY_DASH = re.compile("[‒–—―]| -- ")  # most texts have none, and are done with
_OPENING = re.compile(r"""["'(\[]+(?=\w)""")
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]"}
_QUOTE = re.compile(r"""(?P<opening>(?:^|(?<=[\s(\[{\-–—'‘]))"(?=\S))|\"""")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")
_STRAIGHT = ('"', '"')
# By the mark that opens, and by the one that closes.
_OPENING_PAIRS = {"“": ("“", "”"), "”": ("”", "”"), "«": ("«", "»"), "»": ("»", "«")}
_CLOSING_PAIRS = {"“": ("„", "“"), "”": ("“", "”"), "«": ("»", "«"), "»": ("«", "»")}


@dataclass(frozen=True)
class Style:
    """What was specific to the way a text is written."""

    quotes: tuple[str, str] = _STRAIGHT  # opening and closing
    apostrophe: str = "'"
    dash: str = " - "  # between clauses, with the spaces around it
    joining_dash: str = "-"  # between names: "Jakarta–Bandung"
    range_dash: str = "-"  # between numbers: "7–2"
    ellipsis: str = "..."
    capitals: bool = False  # the whole text in capitals
    capital: bool = False  # the first letter is one
    opening: str = ""  # quotation marks and brackets that it opens with
    closing: str = ""  # the mark that ends it, when it belongs to `opening`
    rare: Rare = field(default_factory=Rare)  # letters and signs that the model does not get


@dataclass(frozen=True)
class Prepared:
    """A text as the model gets it."""

    text: str  # one line, no space at its ends
    style: Style


def prepare(text: str, language: str) -> Prepared:
    """A sentence as the models were trained on it, and what `restore` needs to know.

    Line breaks and odd spaces become single spaces; control characters, escape sequences and
    invisible characters are dropped; mojibake is repaired; quotes, dashes and ellipses become
    ASCII; capitals become small letters where the whole text is in capitals; letters with marks
    lose these, and rare signs give way to what models know.
    """
    text = unwrap(_INVISIBLE.sub("", visible(repair(text))))
    capitals = casing.is_capitals(text)
    bare, opening, closing = _bare(_ascii(text))
    plain, left_out = rare.plain(casing.sentence_case(bare, language) if capitals else bare)
    quotes = _quotes(text)
    style = Style(
        quotes=quotes,
        apostrophe="’" if "’" in text or quotes == ("“", "”") else "'",
        dash=_dash(text),
        joining_dash=_joining_dash(text),
        range_dash=_first(_RANGE, text, "-"),
        ellipsis="…" if "…" in text else "...",
        capitals=capitals,
        capital=plain[:1].isupper(),
        opening=opening,
        closing=closing,
        rare=left_out,
    )
    return Prepared(plain, style)


def restore(target: str, style: Style, language: str) -> str:
    """A translation in the style of its source.

    Args:
        target: as the model gives it.
        style: of the source, from `prepare`.
        language: of the target, ISO 639-1; Indonesian is mended as well (`indonesian`).
    """
    text = " ".join(visible(target).split())
    if language == "id":
        text = indonesian.mend(text)
    text = rare.written(text, style.rare, language)
    if style.capital:
        text = casing.capitalised(text)
    if text and not text.startswith(style.opening):
        text = style.opening + text
    if text and not text.endswith(style.closing):
        text += style.closing
    text = text.replace("...", style.ellipsis)
    if style.range_dash != "-":
        text = re.sub(r"(?<=\d)-(?=\d)", style.range_dash, text)
    if style.dash != " - ":
        text = re.sub(r"^- ", style.dash.lstrip(), text).replace(" - ", style.dash)
    if style.joining_dash != "-":
        text = re.sub(r"(?<=\w)-(?=[A-Z])", style.joining_dash, text)
    if style.apostrophe != "'":
        text = _APOSTROPHE.sub(style.apostrophe, text)
    if style.quotes != _STRAIGHT:
        text = _QUOTE.sub(lambda match: style.quotes[0 if match["opening"] else 1], text)
    return text.upper() if style.capitals else text


def _ascii(text: str) -> str:
    text = _DOUBLE.sub('"', text)
    text = _SINGLE.sub("'", text)
    text = _HYPHEN.sub("-", text)
    if _ANY_DASH.search(text):
        text = _RANGE.sub("-", text)
        text = _DASH.sub(" - ", text)
        text = _JOINING_DASH.sub("-", text)
    return " ".join(text.replace("…", "...").split())


def _bare(text: str) -> tuple[str, str, str]:
    """A text without the marks it opens with, and the one that closes them at its end.

    A word right after a mark is cut into other pieces than elsewhere ('"Bali' into '"', 'B',
    'ali'), and is often mistranslated.
    """
    found = _OPENING.match(text)
    if found is None:
        return text, "", ""
    opening, rest = found[0], text[found.end() :]
    mark = _CLOSING[opening[0]]
    if len(opening) == 1 and len(rest) > 1 and rest.find(mark) == len(rest) - 1:
        return rest[:-1], opening, mark
    return rest, opening, ""


def _quotes(text: str) -> tuple[str, str]:
    """The style of the first mark, which opens a quotation or ends that of a sentence before."""
    mark = re.search('[“”„«»"]', text)
    if mark is None:
        return _STRAIGHT
    if mark[0] == "„":
        return ("„", "”" if "”" in text else "“")
    opens = text[mark.start() - 1 : mark.start()].strip() in ("", *"([{-–—'‘")
    return (_OPENING_PAIRS if opens else _CLOSING_PAIRS).get(mark[0], _STRAIGHT)


def _dash(text: str) -> str:
    """The first dash between clauses; an en dash stands in spaces, an em dash as it is written."""
    if not _ANY_DASH.search(text):
        return " - "
    found = _DASH.search(_RANGE.sub("-", text))
    if found is None:
        return " - "
    sign = found[0].strip()
    if sign in ("–", "‒", "--") or found.start() == 0:
        return f" {sign} "
    return found[0]


def _joining_dash(text: str) -> str:
    if not _ANY_DASH.search(text):
        return "-"
    return _first(_JOINING_DASH, _DASH.sub(" ", _RANGE.sub("", text)), "-")


def _first(pattern: re.Pattern[str], text: str, default: str) -> str:
    found = pattern.search(text)
    return found[0] if found else default
