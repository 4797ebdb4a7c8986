"""Spans that come back as they are: addresses, code, dates, emoji, laughter, other scripts.

A model has never seen most of them, and changes or drops them; "2/12" becomes "12/2".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from translator.document import Sentence
from translator.text.rare import MONEY_SIGN

_ENDINGS = (
    "pdf|docx?|xlsx?|pptx?|odt|csv|tsv|txt|md|html?|json|xml|ya?ml|toml|ini|cfg|log|sql|db|py|js|ts"
    "|java|cpp|c|h|sh|exe|apk|zip|tar|gz|7z|rar|png|jpe?g|gif|svg|webp|mp[34]|wav|avi|mkv|epub|srt"
)
_DOMAINS = r"(?:co|go|ac|or|sch|web|my)\.id|com|net|org|info|io|gov|edu|tv|me|id"
_EMOJI = (
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u23e9-\u23fa\u231a\u231b\u3030\u303d\ufe0f"
    "\U000e0020-\U000e007f]"
)
# Greek to Georgian, Arabic, Indic, kana, Han, Hangul, the rarest signs of money, arrows, signs of
# mathematics (not the minus) and shapes: the vocabularies of the models lack them, and what comes
# out is no text.
_FOREIGN = (
    f"(?!{MONEY_SIGN})"
    "(?![§±÷](?<=[^\x00-\x7f].))"  # the end of mojibake: "BarÃ§a"
    "[§±÷\u2190-\u2211\u2213-\u22ff\u25a0-\u25ff\u0370-\u1cff\u1f00-\u1fff\u20a0-\u20cf\u2e80-\u2fff\u3001-\u302f"
    "\u3031-\u303c\u303e-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
    "\uff66-\uffdc\U00020000-\U0003ffff]"
)
# "wkwkwk", "hahahaha", "aaaaaa": a model goes on with them, or takes them for a word.
_LAUGHTER = (
    r"(?<!\w)(?i:(?P<letter>[^\W\d_])(?P=letter){4,}"
    r"|(?P<unit>[^\W\d_]{2})(?P=unit){2,}[^\W\d_]?)(?!\w)"
)
# In this order: the first that fits at a place is taken. Each is tried at many places, so none may
# run through a long text and fail: what repeats has a bound, or begins where nothing like it ends.
_PATTERNS = {
    "tag": r"</?[a-zA-Z][^<>\n]{0,200}>|<!--[^\n]{0,200}?-->",
    "code": r"`[^`\n]+`",
    "url": (
        r"(?:https?://|ftp://|mailto:|www\.)(?:\([^\s()]*\)|[^\s<>\"“”«»()])*"
        r"(?:\([^\s()]*\)|[^\s<>\"“”«».,;:!?…()\]}'’])"
    ),
    "email": r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "placeholder": (
        r"\{\{[^{}\n]{0,60}\}\}|\$?\{[\w.:!,\[\] -]{0,60}\}|%\(\w{1,60}\)[sdifr]|%\d{1,2}\$[sd]"
        r"|(?<![\d%])(?<!\d )%(?:\.\d{1,2})?[sdfi]\b|\[\[\w{1,60}\]\]"
    ),
    "path": (
        r"(?<![\w/.])(?:~|\.{1,2})?/(?:[\w.@+-]+/){1,50}[\w.@+-]*\w"
        r"|\b[A-Z]:\\(?:[\w.@+-]+\\)*[\w.@+-]*\w|(?<!\S)--[a-z][\w-]*\w"
    ),
    "file": rf"(?<![\w.+-])[\w+-]+(?:[./\\][\w+-]+){{0,50}}\.(?:{_ENDINGS})\b(?![\w-]|\.\w)",
    "domain": (
        rf"(?<![\w@.-])(?:[a-zA-Z0-9-]+\.)+(?:{_DOMAINS})\b(?:/[^\s<>\"“”]*\w)?(?![\w-]|\.\w)"
    ),
    "number": r"(?<![\w/.,-])\d{1,4}(?:/\d{1,4}){1,2}(?![\w/]|[.,-]\d)",  # 2/12, 4/4/2017, 41/2014
    "name": r"\b[a-zA-Z]\w*\(\)|\b[a-z]\w*(?:_\w+)+\b",
    "handle": r"(?<![\w@/.])@(?=\w*[^\W\d_])\w(?:[\w.]{0,40}\w)?",
    "hashtag": r"(?<![\w#&])#\w*[^\W\d_]\w*",
    "emoji": rf"[0-9#*]\ufe0f?\u20e3|(?:{_EMOJI}\u200d?)+",
    "laughter": _LAUGHTER,
    "script": rf"(?:{_FOREIGN})+(?:[ \u00b7\u200c\u200d-]+(?:{_FOREIGN})+)*",
}
_ANY = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items())
# Every span has one of these in the word that it begins in; most words have none.
_HINT = re.compile(
    rf"[@#<`{{%\\_/]|\.\w|www\.|mailto:|--\w|\(\)|\u20e3|\[\[|{_EMOJI}|{_FOREIGN}|{_LAUGHTER}"
)
_SPACE = re.compile(r"\s")
_AROUND = frozenset(("()", "[]", "“”", "‘’", "«»", '""', "''"))


@dataclass(frozen=True)
class Span:
    """A stretch of a text that has to stay."""

    start: int  # code points, inclusive
    end: int  # code points, exclusive
    kind: str  # a key of the patterns above: "url", "emoji", …

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence; the pieces of a sentence, joined, are the sentence."""

    text: str
    translate: bool


@cache
def _in_word() -> re.Pattern[str]:
    """Compiled on use, for it takes milliseconds and many texts need none."""
    return re.compile(rf"\S*?(?:{_ANY})")


def find(text: str) -> list[Span]:
    """The protected spans of a text, in order; none overlap."""
    spans: list[Span] = []
    position = 0
    while hint := _HINT.search(text, position):
        start = hint.start()
        while start > position and not text[start - 1].isspace():
            start -= 1
        if match := _in_word().match(text, start):
            kind = str(match.lastgroup)
            spans.append(Span(*match.span(kind), kind))
            position = match.end()
        else:
            space = _SPACE.search(text, hint.end())
            position = space.end() if space else len(text)
    return spans


def cut(text: str, spans: Iterable[Span] | None = None) -> tuple[Segment, ...]:
    """A sentence around its protected spans.

    Blanks beside a span belong to no piece that is translated, nor do brackets and quotation marks
    around it, so they come back as they were.

    Args:
        text: a sentence.
        spans: what to keep, in order; default: what `find` gives.
    """
    pieces: list[Segment] = []
    position = 0
    kept = find(text) if spans is None else list(spans)
    limits = [*(span.start for span in kept[1:]), len(text)]
    for span, limit in zip(kept, limits, strict=False):
        start, end = span.start, span.end
        while position < start and end < limit and text[start - 1] + text[end] in _AROUND:
            start, end = start - 1, end + 1
        pieces += _open_piece(text[position:start])
        pieces.append(Segment(text[start:end], False))
        position = end
    pieces += _open_piece(text[position:])
    return tuple(pieces)


def _open_piece(text: str) -> list[Segment]:
    core = text.strip()
    if not any(map(str.isalpha, core)):
        return [Segment(text, False)] if text else []
    start = text.index(core)
    whole = (text[:start], core, text[start + len(core) :])
    return [Segment(piece, piece is core) for piece in whole if piece]


def rejoined(
    text: str, sentences: Sequence[Sentence], extra: Iterable[Span] = ()
) -> list[Sentence]:
    """The sentences of a text, those joined that a protected span reaches across.

    Args:
        text: of the block.
        sentences: in order, with white space only between them.
        extra: further spans to keep whole, in order.
    """
    spans = [*find(text), *extra]
    result: list[Sentence] = []
    for sentence in sentences:
        if result and any(
            span.start < result[-1].end and sentence.start < span.end for span in spans
        ):
            start = result.pop().start
            sentence = Sentence(text[start : sentence.end], start, sentence.end)
        result.append(sentence)
    return result
