"""Numbers written in words, Indonesian and English: what each word is worth."""

from __future__ import annotations

import re
from functools import cache

_UNITS = {
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen",
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TEENS = ("belas", "belasan")  # ten more than the unit before them
_SCALES = {
    "id": "puluh 10 ratus 100 ribu 1e3 rb 1e3 juta 1e6 jt 1e6 miliar 1e9 milyar 1e9"
    " triliun 1e12 trilyun 1e12 lusin 12",
    "en": "dozen 12 hundred 100 thousand 1e3 million 1e6 mn 1e6 mln 1e6 billion 1e9 bn 1e9"
    " trillion 1e12 tn 1e12",
}
# Words that stand for a number which others may write in figures.
_OTHERS = {
    "id": "nihil 0 kosong 0 separuh 0.5 seperempat 0.25 sepertiga 0.333333 pertama 1 tunggal 1"
    " esa 1 sekali 1 seorang 1 sebuah 1 seekor 1 salah 1 sedetik 1 semenit 1 sejam 1 sehari 1"
    " semalam 1 seminggu 1 sebulan 1 setahun 1 ganda 2 dwi 2 berdua 2 sepasang 2 pasangan 2 tri 3"
    " bertiga 3 dasa 10 dekade 10 dasawarsa 10",
    "en": "no 0 none 0 nil 0 quarter 0.25 thirds 0.333333 once 1 single 1 twice 2 double 2"
    " doubles 2 both 2 pair 2 couple 2 duo 2 triple 3 trio 3 quadruple 4 teens 10 decade 10"
    " hundredth 100 thousandth 1e3 millionth 1e6",
}
_HALF = {"id": "setengah", "en": "half"}
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def _read(table: str) -> dict[str, float]:
    """Words and their values by turns."""
    items = table.split()
    return {word: float(value) for word, value in zip(items[::2], items[1::2], strict=True)}


@cache
def simple(language: str) -> dict[str, float]:
    """Words below a hundred that are added up: "seven", "sembilan", "kesembilan"."""
    words = {word: float(value) for value, word in enumerate(_UNITS[language].split())}
    words[_HALF[language]] = 0.5
    if language == "en":
        words.update({word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)})
        words.update({word: float(value) for value, word in enumerate(_ORDINALS.split(), 1)})
        tens = (word.removesuffix("y") + "ieth" for word in _TENS.split())
        words.update({word: 10.0 * value for value, word in enumerate(tens, 2)})
        decades = (word.removesuffix("y") + "ies" for word in _TENS.split())
        words.update({word: 10.0 * value for value, word in enumerate(decades, 2)})
    else:
        words.update({f"ke{word}": value for word, value in tuple(words.items())})
    return words


@cache
def scales(language: str) -> dict[str, float]:
    """Words that multiply what stands before them: "ribu", "ribuan", "thousand"."""
    words = _read(_SCALES[language])
    if language == "id":
        words |= {f"{word}an": value for word, value in words.items()}
    return words


@cache
def scale_pattern(language: str) -> re.Pattern[str]:
    """Matches a scale word right after figures: "1,5 triliun"."""
    alternatives = "|".join(sorted(scales(language), key=len, reverse=True))
    return re.compile(rf"[\s-]?({alternatives})s?\b", re.IGNORECASE)


@cache
def fused(language: str) -> dict[str, float]:
    """Indonesian "seratus", "seribu", "sejuta", "keseratus": one times a scale."""
    if language != "id":
        return {}
    words = {f"se{word}": value for word, value in _read(_SCALES["id"]).items()}
    return words | {f"ke{word}": value for word, value in words.items()}


@cache
def others(language: str) -> dict[str, float]:
    """Words that stand for a number and are never part of a longer one."""
    return _read(_OTHERS[language])


@cache
def known(language: str) -> frozenset[str]:
    """Each word that this module knows, in small letters, and what may link two of them."""
    return frozenset(
        [*simple(language), *scales(language), *TEENS, *fused(language), *others(language)]
    )


@cache
def months(language: str) -> dict[str, float]:
    """The months in full, as they are written, from 1."""
    return {name: float(value) for value, name in enumerate(_MONTHS[language].split(), 1)}


@cache
def month_pattern(language: str) -> re.Pattern[str]:
    """Finds each month of a date: one beside a figure."""
    names = "|".join(_MONTHS[language].split())
    beside = r"(?<=\d )(?:{0})\b|(?<=\d(?:st|nd|rd|th) )(?:{0})\b|\b(?:{0})(?=,? \d)"
    return re.compile(beside.format(names))
