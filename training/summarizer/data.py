"""Articles with gold summaries, cut and cleaned as the summarizer itself does it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random

from translator.document import Block
from translator.summarize import SourceSentence, gather
from translator.summarize.bag import tokens
from translator.summarize.extractive import Candidate, candidates

# Liputan6 is not among them: its owner forbids models made from it.
TRAINING_SETS = ("id.indosum", "en.cnndm", "en.bbc")
DEV_SETS = ("id.indosum", "id.liputan6", "en.cnndm", "en.bbc")
_FLAT, _UNTITLED = 0.5, 0.25  # shares of the training articles; see `vary`


@dataclass(frozen=True)
class Article:
    """One article and its gold summary."""

    name: str
    set: str  # "id.indosum", …
    language: str  # ISO 639-1
    sentences: Sequence[SourceSentence]  # all of them
    summary: str

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The sentences that a summary may take."""
        return candidates(self.sentences)

    @cached_property
    def bags(self) -> list[Counter[str]]:
        """The words of each candidate."""
        return [Counter(tokens(candidate.text)) for candidate in self.candidates]

    @cached_property
    def gold(self) -> Counter[str]:
        """The words of the summary."""
        return Counter(tokens(self.summary))


def read(path: Path) -> Iterator[Article]:
    """The articles of one JSON-lines file; the title, if there is one, is a heading."""
    name = path.stem.partition(".")[2]
    with path.open(encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            blocks = [Block(text) for text in entry["paragraphs"]]
            sentences = gather(blocks, entry["lang"], entry["title"] or "")
            yield Article(entry["id"], name, entry["lang"], sentences, entry["summary"])


def parts(article: Article) -> Iterator[str]:
    """What of an article is translated: its sentences and its title."""
    yield from dict.fromkeys(_on_one_line(one.heading) for one in article.sentences if one.heading)
    for sentence in article.sentences:
        yield _on_one_line(sentence.text)


def read_translations(path: Path) -> dict[str, str]:
    """What `translate` wrote: a sentence -> its translation."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def translated(article: Article, translations: Mapping[str, str]) -> Article | None:
    """The same article in the other language; None if a part of it has no translation.

    Its summary stays as it is.
    """
    if not all(translations.get(part) for part in parts(article)):
        return None
    sentences = [
        replace(
            one,
            text=translations[_on_one_line(one.text)],
            heading=one.heading and translations[_on_one_line(one.heading)],
        )
        for one in article.sentences
    ]
    language = "en" if article.language == "id" else "id"
    return replace(article, language=language, sentences=sentences)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def vary(articles: Sequence[Article], random: Random) -> list[Article]:
    """The articles, half of them without their paragraphs, a quarter without their title.

    So that the model learns the text, and not the layout by which the sets differ.
    """
    result = []
    for article in articles:
        flat, untitled = random.random() < _FLAT, random.random() < _UNTITLED
        result.append(replace(article, sentences=_vary(article.sentences, flat, untitled)))
    return result


def _vary(
    sentences: Sequence[SourceSentence], flat: bool, untitled: bool
) -> Sequence[SourceSentence]:
    return [
        replace(
            sentence,
            block=1 if flat else sentence.block,
            sentence=number if flat else sentence.sentence,
            heading="" if untitled else sentence.heading,
        )
        for number, sentence in enumerate(sentences, 1)
    ]
