"""UTF-8 that was once read as Windows-1252 or the like: "7â€“2" for "7–2".

The models make nonsense of it, often of the whole sentence.
"""

from __future__ import annotations

import re

# Two letters or signs beyond ASCII, the first of which can start a character of UTF-8.
_SUSPECT = re.compile(r"[\u00c2-\u00f4][^\x00-\x7f]")


def repair(text: str) -> str:
    """The text as it was meant, if it surely is mojibake; else the same text.

    The judgement is that of ftfy, which leaves alone what might be right ("CAFÉ”").
    """
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)
