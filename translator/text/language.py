"""Which of the two languages a text is in.

The n-gram detector is langdetect-rs; docs/language.md compares it with others. It has no Malay,
Javanese or Sundanese and takes all three for Indonesian, so words that only one of these
languages has are counted beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from translator.languages import LANGUAGES
from translator.text.functionwords import FUNCTION_WORDS, SMALL_WORDS
from translator.text.wordlists import words

_SAMPLE = 4000  # characters that are looked at; more do not change the answer
_PRIOR = 30.0  # weight of Indonesian and English; 1 for each other language
_LEAST = 0.1  # probability, at least: a short text gets the benefit of the doubt
# A text of so many words in which one language has such a share of function words, and the other
# next to none, is plain: of 800 news articles cut to 600 characters 792, and no line of another
# language that docs/language.md is measured on. Tagalog shares "at" with English.
_PLAIN_WORDS = 30
_PLAIN_SHARE = {"id": 0.1, "en": 0.2}
_PLAIN_OTHER = 0.03
_WORD = re.compile(r"[^\W\d_]+")
# A sentence of fewer words may be a name, or a headline without small words.
_SENTENCE = 5
# Share of small words that a sentence of the language has. Other languages have some of the
# English ones: "in", "was", "do", "no".
_SMALL_SHARE = {"id": 1 / 30, "en": 1 / 12}
_CLITIC = re.compile(r"(?P<word>[^\W\d_]+)(?P<clitic>['’](?:t|m|s|re|ll|ve|d)\b)?")
_SURE = 0.9


@dataclass(frozen=True)
class Guess:
    """What is known of a text's language."""

    language: str | None  # "id" or "en"; None: neither, or no words to tell by
    confidence: float  # probability of that language, 0–1; of None: 1 less the likelier of the two
    is_malay: bool = False  # looks like Malay, which is treated as Indonesian


def detect(text: str) -> Guess:
    """The language of a text, by its beginning; the same answer for the same text."""
    sample = text[:_SAMPLE]
    if sample.isupper():  # the profiles are of ordinary writing
        sample = sample.lower()
    found = _WORD.findall(sample.lower())
    if not found:
        return Guess(None, 0.0)
    probabilities = _plain(found) or _probabilities(sample)
    language = max(LANGUAGES, key=lambda code: probabilities.get(code, 0.0))
    confidence = probabilities.get(language, 0.0)
    if confidence < _LEAST:
        return Guess(None, 1.0 - confidence)
    if language == "en":
        return Guess(language, confidence)
    counts = {code: _count(found, code) for code in ("id", "ms", "jv", "su")}
    if max(counts["jv"], counts["su"]) > max(counts["id"], counts["ms"], 1):
        return Guess(None, 1.0 - confidence)
    return Guess(language, confidence, is_malay=counts["ms"] > counts["id"])


def is_foreign(sentence: str, language: str) -> bool:
    """Whether a sentence is plainly in another language than the document's.

    One that has a small word of the document's language is not, nor is one of few words;
    docs/language.md says how often this is wrong.
    """
    found = list(_CLITIC.finditer(sentence.lower()))
    if len(found) < _SENTENCE:
        return False
    small = sum(
        match["word"] in SMALL_WORDS[language] or (language == "en" and bool(match["clitic"]))
        for match in found
    )
    if small >= max(1.0, len(found) * _SMALL_SHARE[language]):
        return False
    guess = detect(sentence)
    return guess.language != language and (guess.language is None or guess.confidence >= _SURE)


def _plain(found: list[str]) -> dict[str, float]:
    """Certain for a plain text, without loading the detector; else empty."""
    if len(found) < _PLAIN_WORDS:
        return {}
    shares = {
        code: sum(word in common for word in found) / len(found)
        for code, common in FUNCTION_WORDS.items()
    }
    second, first = sorted(shares, key=lambda code: shares[code])
    plain = shares[first] >= _PLAIN_SHARE[first] and shares[second] <= _PLAIN_OTHER
    return {first: 1.0} if plain else {}


def _count(found: list[str], code: str) -> int:
    markers = words(f"markers.{code}")
    return sum(word in markers for word in found)


def _probabilities(text: str) -> dict[str, float]:
    """Of each language that is likely at all; empty for a text without letters it knows."""
    from langdetect_rs import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(
        {code: _PRIOR if code in LANGUAGES else 1.0 for code in _factory().get_lang_list()}
    )
    detector.append(text.encode("utf-8", "ignore").decode("utf-8"))  # without surrogates
    try:
        return {guess.lang: guess.prob for guess in detector.get_probabilities()}
    except LangDetectException:
        return {}


@cache
def _factory() -> Any:
    from langdetect_rs import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)  # the detector samples; so that it does so alike each time
    return factory
