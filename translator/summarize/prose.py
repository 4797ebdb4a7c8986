"""What stands among the sentences of an article and is none: it never enters a summary."""

from __future__ import annotations

import re

_NAME = r"(?:[A-Z0-9][\w.’'/&]*|di|dan|of|and)"
_PLACE = rf"{_NAME}(?:,?\s+{_NAME}){{0,5}}"
_AGENCY = r"\([^()\s][^()]{0,40}\)"
_DASH = r"(?:\s*(?:--+|[–—])\s*|\s+-\s+)"
_TEXT_STARTS = r"""(?=["“‘'(]*[A-Z0-9])"""
_DATELINES = (
    # "Jakarta, CNN Indonesia -- ", "JAKARTA (Pos Kota) – ", "Suara.com - "
    re.compile(rf"(?:{_PLACE},?)?\s*(?:{_AGENCY})?{_DASH}{_TEXT_STARTS}"),
    # "(CNN) For the second time …"
    re.compile(rf"{_AGENCY}\s*{_TEXT_STARTS}"),
    # "Liputan6.com, Jakarta: "
    re.compile(rf"\w+\.(?:com|net|co\.id|id)\b,?(?:\s+{_NAME})?:\s+{_TEXT_STARTS}", re.IGNORECASE),
)
_PAIRED_DASH = re.compile(r"\s(?:--+|[–—-])\s")

_CLUTTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # pointers to other articles
        r"\W*(?:baca|simak|lihat|tonton|saksikan)\s+juga\b",
        r"\W*(?:baca|simak|lihat|read|watch|related|see)\s*:",
        r"\W*baca\s+selengkapnya\b",
        r"\W*(?:artikel|berita)\s+terkait\b",
        r"\W*(?:read\s+(?:more|also|this)|also\s+read|see\s+also)\b.{0,3}[:.»]",
        r"\W*(?:video\s+)?scroll\s+down\s+(?:for|to)\b",
        r"\W*click\s+(?:here|the)\b",
        r"\W*(?:follow|like)\s+(?:us|@)",
        r"\W*advertisement\b",
        # credits of pictures, sources, people
        r"\W*(?:foto|photo|image|gambar|ilustrasi|video|sumber|source|dok|dokumentasi|credit)\b"
        r"(?:\s+\w+)?\s*[:/©]",
        r"\W*sumber\s+berita\b",
        r"\W*(?:©|\(c\)|copyright\b|hak\s+cipta\b)",
        r".{0,120}\((?:foto|photo|image|dok)\b[^)]*\)\W*$",
        r".{0,120}\b(?:getty\s+images|afp\s+photo|antara\s+foto)\b.{0,20}$",
        r"\W*(?:editor|reporter|penulis|pewarta|wartawan|kontributor)\s*:",
        r"\W*\w{2,10}(?:\s*[/-]\s*\w{1,10})*[)\]]$",  # "(ptr/jun)"
    )
)
_BYLINE = re.compile(r"(?:By|BY|Oleh|OLEH)\s*:?(?:\s+(?:[A-Z][\w.’'-]*|and|dan|for|di),?){1,8}\.?$")
_ENDS = re.compile(r"[.!?…:;][\s\"“”’')\]]*(?:[(\[][\w/ -]{2,14}[)\]])?$")
_HEADLINE_WORDS = 14  # a paragraph without an end mark and no longer than this is a headline


def without_dateline(text: str) -> str:
    """A sentence without the place and the agency before it; the rest is word for word.

    A dash that has a second one after it may set off an insertion: then nothing goes.
    """
    for pattern in _DATELINES:
        match = pattern.match(text)
        if match is not None and not _PAIRED_DASH.search(text, match.end()):
            rest = text[match.end() :]
            return rest if len(rest) > len(match[0]) else text
    return text


def is_clutter(text: str) -> bool:
    """Whether a sentence is a pointer to another article, a credit, or a byline."""
    return bool(_BYLINE.match(text)) or any(pattern.match(text) for pattern in _CLUTTER)


def is_headline(paragraph: str) -> bool:
    """Whether a whole paragraph reads like a headline: short, and no mark at its end."""
    return len(paragraph.split()) <= _HEADLINE_WORDS and not _ENDS.search(paragraph)
