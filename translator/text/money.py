"""Currencies: which signs, codes and words of both languages mean the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word is here only if it names nothing else; of two patterns the first that fits counts.
_CURRENCIES = {
    "rupiah": r"\bRp(?=\d|\b)\.?|\bIDR(?=\d|\b)|\b[Rr]upiahs?\b",
    "real": r"\bR\$|\bBRL(?=\d|\b)|\breais\b",
    "dollar": r"[$＄]|\bUSD(?=\d|\b)|\b[Dd]oll?ars?\b",
    "euro": r"€|\bEUR(?=\d|\b)|\b[Ee]uros?\b",
    "pound": r"[£￡]|\bGBP(?=\d|\b)|\b[Pp](?:ound|aund?) ?sterling\b",
    "yen": r"[¥￥]|\bJPY(?=\d|\b)|\b[Yy]en\b",
    "yuan": r"\bCNY(?=\d|\b)|\bRMB(?=\d|\b)|\b[Yy]uan\b|\b[Rr]enminbi\b",
    "won": r"[₩￦]|\bKRW(?=\d|\b)|\bwon Korea(?: Selatan)?\b|\b(?:South )?Korean won\b",
    "ringgit": r"\bRM(?=\s?\d)|\bMYR(?=\d|\b)|\b[Rr]inggit\b",
    "baht": r"฿|\bTHB(?=\d|\b)|\b[Bb]aht\b",
    "peso": r"₱|\b[Pp]esos?\b",
    "rupee": r"₹|\bINR(?=\d|\b)|\bRs\b\.?(?=\s?\d)|\b[Rr]upees?\b",
    "dong": r"₫|\bVND(?=\d|\b)",
    "ruble": r"₽|\bRUB(?=\d|\b)|\b[Rr]ou?bles?\b|\b[Rr]ubel\b",
    "franc": r"\bCHF(?=\d|\b)",
}
# Words that name other things too. Where one stands, that currency may be meant.
_ALSO = {
    "real": r"\b[Rr]eal\b",
    "pound": r"\b[Pp]ounds?\b|\b[Pp]on\b|\b[Pp]aun\b|\bquid\b",
    "won": r"\b[Ww]on\b",
    "peso": r"\bPHP\b",
    "dong": r"\b[Dd]ong\b",
    "franc": r"\b[Ff]ran[ck]s?\b",
}
_CURRENCY = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _CURRENCIES.items()))
# Each of these patterns needs one of these: so most texts are done with at once.
_HINTS = (
    *("Rp", "IDR", "upiah", "$", "＄", "BRL", "reais", "USD", "lar", "€", "EUR", "uro", "£", "￡"),
    *(
        "GBP",
        "terling",
        "¥",
        "￥",
        "JPY",
        "yen",
        "Yen",
        "CNY",
        "RMB",
        "uan",
        "enminbi",
        "₩",
        "￦",
        "KRW",
    ),
    *("won", "RM", "MYR", "inggit", "฿", "THB", "aht", "₱", "eso", "₹", "INR", "Rs", "upee", "₫"),
    *("VND", "₽", "RUB", "ubl", "ouble", "ubel", "CHF"),
)
_MAYBE = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _ALSO.items()))
_TWO = {sign: frozenset({"yen", "yuan"}) for sign in "¥￥"}
# Figures beside it, with or without a scale word between them: "¥5", "5 juta rupiah".
_FIGURES_AFTER = re.compile(r"\s?\d")
_FIGURES_BEFORE = re.compile(r"\d[\s-]?(?:[^\W\d_]{3,8}[\s-])?$")
_NEAR = 12  # characters before it that are looked at
_LONGEST_SIGN = 3  # characters: "IDR"


@dataclass(frozen=True)
class Mention:
    """A currency in a text."""

    text: str  # as it stands
    names: frozenset[str]  # every currency that it may be
    amount: bool  # it stands beside figures


def find(text: str) -> list[Mention]:
    """The currencies that a text names, by sign, code or word, in order."""
    if not any(hint in text for hint in _HINTS):
        return []
    return [
        Mention(
            match[0],
            _TWO.get(match[0]) or frozenset({str(match.lastgroup)}),
            _is_amount(text, *match.span()),
        )
        for match in _CURRENCY.finditer(text)
    ]


def _is_amount(text: str, start: int, end: int) -> bool:
    if _FIGURES_BEFORE.search(text[max(0, start - _NEAR) : start]):
        return True
    # A word stands after its figures: "Euro 2012" is no money.
    return end - start <= _LONGEST_SIGN and _FIGURES_AFTER.match(text, end) is not None


def meant(text: str) -> frozenset[str]:
    """Every currency that a text may speak of."""
    known = (name for mention in find(text) for name in mention.names)
    return frozenset([*known, *(str(match.lastgroup) for match in _MAYBE.finditer(text))])
