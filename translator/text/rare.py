"""Letters and signs that the vocabularies of models lack: a plain form, and the way back.

The embedded models have no pieces for "ğ", "°" or "€". They write them byte by byte, and often
wrong: "Erdoan", "355C", a price without its currency. Plain letters and dollars they copy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial

from translator.text.functionwords import FUNCTION_WORDS

_LETTERS = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
_SIGNS = "°®™©"  # stand at a word, and are left out
_IN_WORD = rf"[\w\u0300-\u036f{_SIGNS}]"
_WORD = re.compile(rf"(?<!{_IN_WORD}){_IN_WORD}*[{_LETTERS}{_SIGNS}ªº¹²³µ¼½¾]{_IN_WORD}*")
_TABLE = (
    "ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D ħ=h Ħ=H ı=i ŋ=n Ŋ=N ə=e Ə=E µ=u ß=ss æ=ae Æ=Ae œ=oe Œ=Oe þ=th"
    " Þ=Th"
)
_PLAIN = str.maketrans(
    dict(pair.split("=") for pair in _TABLE.split())
    | {"¼": " 1/4", "½": " 1/2", "¾": " 3/4"}
    | dict.fromkeys(_SIGNS, "")
)

# Signs of money, with their names in Indonesian and English. The dollar is no rare one.
_MONEY = {
    "€": ("euro", "euros"),
    "£": ("pound sterling", "pounds"),
    "¥": ("yen", "yen"),
    "￥": ("yen", "yen"),
    "₩": ("won", "won"),
    "₹": ("rupee", "rupees"),
    "₱": ("peso", "pesos"),
    "฿": ("baht", "baht"),
    "₫": ("dong", "dong"),
    "₽": ("rubel", "rubles"),
    "₺": ("lira", "lira"),
    "₪": ("shekel", "shekels"),
}
MONEY_SIGN = f"[{''.join(_MONEY)}]"  # a pattern
# Beside a letter or another sign it is no price.
_GLUED = re.compile(
    rf"{MONEY_SIGN}(?=[^\W\d_]|[$]|{MONEY_SIGN})"
    rf"|(?:(?<=[^\W\d_])|(?<=[$])|(?<={MONEY_SIGN})){MONEY_SIGN}"
)
# What the model gets for them, and how the translation may have it: as a sign, as a word.
_STAND_INS = {
    "$": (
        re.compile(r"(?:\b(?:US|AS)\s?)?\$"),
        re.compile(r"\b(?:US )?[Dd]ol(?:lars?|ar)\b(?: AS\b| Amerika(?: Serikat)?\b)?"),
    ),
    "Rp": (re.compile(r"\bRp\b\.?|\bRp(?=\d)"), re.compile(r"\b[Rr]upiahs?\b")),
}


@dataclass(frozen=True)
class Rare:
    """What a text had that the model does not get."""

    words: tuple[tuple[str, str, int], ...] = ()  # in plain form, as written, how often
    money: tuple[tuple[str, str], ...] = ()  # stand-in, the sign that it stands for


def plain(text: str) -> tuple[str, Rare]:
    """A text without rare letters and signs, and what `written` needs to know."""
    if text.isascii():
        return text, Rare()
    money = _stand_ins(text)
    for stand_in, sign in money:
        text = text.replace(sign, stand_in)
    found: dict[str, list[str]] = {}

    def simplify(match: re.Match[str]) -> str:
        word = _plain(match[0])
        if not word:
            return match[0]
        found.setdefault(word, []).append(match[0])
        return word

    text = _WORD.sub(simplify, text)
    words = tuple((word, forms[0], len(forms)) for word, forms in found.items())
    return text, Rare(words, money)


def written(target: str, rare: Rare, language: str) -> str:
    """A translation with the letters and signs of its source.

    A word gets them back if it came through, and not more often than it was there: "Cafe" does,
    "kafe" is another word, and "The" is not meant for "Thé".
    """
    for word, form, times in rare.words:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        common = word.lower() in FUNCTION_WORDS[language]
        if not common and len(pattern.findall(target)) <= times:
            target = pattern.sub(partial(_in_capitals, word, form), target)
    for stand_in, sign in rare.money:
        as_sign, as_word = _STAND_INS[stand_in]
        target = as_word.sub(_MONEY[sign][language == "en"], as_sign.sub(sign, target))
    return target


def _in_capitals(word: str, form: str, match: re.Match[str]) -> str:
    """The form, in the capitals that the plain word has in the translation."""
    found = match[0]
    if found == word:
        return form
    if found.isupper():
        return form.upper()
    first = form[0].upper() if found[0].isupper() else form[0].lower()
    return first + form[1:]


def _plain(word: str) -> str:
    """Empty if nothing is left."""
    letters = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


def _stand_ins(text: str) -> tuple[tuple[str, str], ...]:
    """One for each sign of money, as long as there are some that the text has not itself."""
    glued = set("".join(_GLUED.findall(text)))
    signs = [sign for sign in dict.fromkeys(re.findall(MONEY_SIGN, text)) if sign not in glued]
    free = [
        stand_in
        for stand_in, forms in _STAND_INS.items()
        if not any(form.search(text) for form in forms)
    ]
    return tuple(zip(free, signs, strict=False))
