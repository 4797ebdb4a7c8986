"""Before the model and after it: punctuation, spaces and capitals.

The opus-mt models were trained on text that went through Moses' normalize-punctuation.perl, and
their tokenizer does not do it: with curly quotes they lose quotes, with an en dash they fuse
number ranges ("7–2" comes out as "72"). So the text is put into plain ASCII punctuation first,
and the article's own style is put back into the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.text import casing
from translator.text.controls import visible
from translator.text.wrapping import is_reduplication, unwrap

# Part of every signature: raise it when a change here, or in how text is cut, can change a
# translation.
TEXT_RULES = "1"

_NOT_MOJIBAKE = "(?<!â€)"  # UTF-8 read as Windows-1252, as in "â€“": left as it is
_DOUBLE = re.compile(_NOT_MOJIBAKE + "[“”„‟«»″＂]|``|''")
_SINGLE = re.compile(_NOT_MOJIBAKE + "[‘’‚‛‹›′´`ʼ＇]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2064\ufeff]"
    # A joiner matters between emoji only.
    r"|(?<=[\w\s])\u200d|\u200d(?=[\w\s])"
)
_HYPHEN = re.compile("[\u2010\u2011\u2212\ufe63\uff0d]")
_RANGE = re.compile(rf"(?<=\d){_NOT_MOJIBAKE}[‒–—](?=\d)")
_DASH = re.compile(rf"\s*{_NOT_MOJIBAKE}[—―]\s*|(?:^|(?<=\s)){_NOT_MOJIBAKE}[‒–](?:\s+|$)| -- ")
_JOINING_DASH = re.compile(rf"{_NOT_MOJIBAKE}[‒–]")
_OPENING = re.compile(r"""["'(\[]+(?=\w)""")
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]"}


@dataclass(frozen=True)
class Style:
    """What was specific to the way a text is written."""

    quotes: tuple[str, str] = ('"', '"')  # opening and closing
    apostrophe: str = "'"
    dash: str = " - "  # between clauses, with the spaces around it
    joining_dash: str = "-"  # between names: "Jakarta–Bandung"
    range_dash: str = "-"  # between numbers: "7–2"
    ellipsis: str = "..."
    capitals: bool = False  # the whole text in capitals
    opening: str = ""  # quotation marks and brackets that it opens with
    closing: str = ""  # the mark that ends it, when it belongs to `opening`


@dataclass(frozen=True)
class Prepared:
    """A text as the model gets it."""

    text: str  # one line, no space at its ends
    style: Style


def prepare(text: str, language: str) -> Prepared:
    """A sentence as the models were trained on it, and what `restore` needs to know.

    Line breaks and odd spaces become single spaces; control characters, escape sequences and
    invisible characters are dropped; quotes, dashes and ellipses become ASCII; capitals become
    small letters where the whole text is in capitals.
    """
    text = unwrap(_INVISIBLE.sub("", visible(text)))
    capitals = casing.is_capitals(text)
    plain, opening, closing = _bare(_ascii(text))
    style = Style(
        quotes=_quotes(text),
        apostrophe="’" if "’" in text else "'",
        dash=_dash(text),
        joining_dash=_first(_JOINING_DASH, _DASH.sub(" ", _RANGE.sub("", text)), "-"),
        range_dash=_first(_RANGE, text, "-"),
        ellipsis="…" if "…" in text else "...",
        capitals=capitals,
        opening=opening,
        closing=closing,
    )
    return Prepared(casing.sentence_case(plain, language) if capitals else plain, style)


def _ascii(text: str) -> str:
    text = _DOUBLE.sub('"', text)
    text = _SINGLE.sub("'", text)
    text = _HYPHEN.sub("-", text)
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


def restore(target: str, style: Style, language: str) -> str:
    """A translation in the style of its source.

    Args:
        target: as the model gives it.
        style: of the source, from `prepare`.
        language: of the target, ISO 639-1; Indonesian also gets its hyphens mended, which the
            English–Indonesian model sets in spaces ("kira - kira").
    """
    text = " ".join(visible(target).split())
    if language == "id":
        text = _mend_indonesian(text)
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
        text = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", style.apostrophe, text)
    if style.quotes != ('"', '"'):
        text = _QUOTE.sub(lambda match: style.quotes[0 if match["opening"] else 1], text)
    return text.upper() if style.capitals else text


_QUOTE = re.compile(r"""(?P<opening>(?:^|(?<=[\s(\[{\-–—'‘]))"(?=\S))|\"""")


def _quotes(text: str) -> tuple[str, str]:
    """The style of the first pair of marks; „…“ and “…” are told apart by the first."""
    mark = re.search(_NOT_MOJIBAKE + '[“”„«»"]', text)
    pairs = {"“": ("“", "”"), "”": ("“", "”"), "„": ("„", "“"), "«": ("«", "»"), "»": ("«", "»")}
    if mark and mark[0] == "„" and "”" in text:
        return ("„", "”")
    return pairs.get(mark[0], ('"', '"')) if mark else ('"', '"')


def _dash(text: str) -> str:
    found = _DASH.search(_RANGE.sub("-", text))
    if found is None:
        return " - "
    sign = found[0].strip()
    if sign in ("–", "‒", "--"):
        return f" {sign} "
    return found[0] if found.start() else f" {sign} "


def _first(pattern: re.Pattern[str], text: str, default: str) -> str:
    found = pattern.search(text)
    return found[0] if found else default


_SPACED_HYPHEN = re.compile(r"(\w+) - (?=(\w+))")
_SPACED_PREFIX = re.compile(r"\b(ke|se|non|anti|pro|eks|COVID|Covid) - (?=[A-Z\d])")
_SPACED_DOLLAR = re.compile(r"\b(US|AS|A|S|HK|NZ) \$ ?(?=\d)")


def _mend_indonesian(text: str) -> str:
    def join(match: re.Match[str]) -> str:
        doubled = is_reduplication(match[1].lower(), match[2].lower())
        return f"{match[1]}-" if doubled else match[0]

    text = _SPACED_HYPHEN.sub(join, text)
    text = _SPACED_PREFIX.sub(r"\1-", text)
    return _SPACED_DOLLAR.sub(r"\1$ ", text)
