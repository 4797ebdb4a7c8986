"""The training of the extractive summarizer, on a handful of made-up articles."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.summarizer.data import (
    TRAINING_SETS,
    Article,
    parts,
    read,
    read_translations,
    translated,
    vary,
)
from training.summarizer.rouge import oracle, rouge_1
from translator.summarize.bag import tokens

TOPICS = "beras gula jagung kopi garam minyak telur daging".split()  # noqa: SIM905
WORDS = st.lists(st.sampled_from("abcde"), max_size=8)


def entry(number: int) -> dict[str, object]:
    topic = TOPICS[number % len(TOPICS)]
    first = f"Harga {topic} naik tajam di pasar kota pada Senin."
    rest = [f"Cuaca hari ke-{day} cerah dan angin bertiup pelan." for day in range(6)]
    return {
        "id": str(number),
        "lang": "id" if number % 2 else "en",
        "title": None if number % 3 else f"Harga {topic}",
        "paragraphs": [first, " ".join(rest)],
        "summary": f"Harga {topic} naik tajam.",
    }


@pytest.fixture
def articles(tmp_path: Path) -> list[Article]:
    path = tmp_path / "train.id.indosum.jsonl"
    path.write_text("\n".join(json.dumps(entry(number)) for number in range(40)), "utf-8")
    return list(read(path))


def test_liputan6_is_never_trained_on() -> None:
    assert not any("liputan6" in name for name in TRAINING_SETS)


def test_articles_are_read_with_their_title_as_heading(articles: list[Article]) -> None:
    assert articles[0].set == "id.indosum"
    assert len(articles[0].sentences) == 7
    assert {one.heading for one in articles[0].sentences} == {"Harga beras"}
    assert {one.heading for one in articles[1].sentences} == {""}


def test_some_articles_lose_their_layout_and_none_its_text(articles: list[Article]) -> None:
    varied = vary(articles, Random(1))
    assert [[one.text for one in article.sentences] for article in varied] == [
        [one.text for one in article.sentences] for article in articles
    ]
    flat = sum({one.block for one in article.sentences} == {1} for article in varied)
    assert 0 < flat < len(articles)


def test_an_article_in_the_other_language_keeps_its_places(
    articles: list[Article], tmp_path: Path
) -> None:
    path = tmp_path / "translations.tsv"
    path.write_text("".join(f"{part}\t<{part}>\n" for part in parts(articles[0])), "utf-8")
    translations = read_translations(path)
    other = translated(articles[0], translations)
    assert other is not None
    assert (articles[0].language, other.language) == ("en", "id")
    assert [one.text for one in other.sentences] == [
        f"<{one.text}>" for one in articles[0].sentences
    ]
    assert {one.heading for one in other.sentences} == {"<Harga beras>"}
    assert [(one.block, one.sentence) for one in other.sentences] == [
        (one.block, one.sentence) for one in articles[0].sentences
    ]
    assert translated(articles[1], translations) is None


def test_the_sample_is_translated_once_each_on_one_line(articles: list[Article]) -> None:
    from training.summarizer.translate import translate
    from translator.engines.echo import EchoEngine
    from translator.languages import EN_ID
    from translator.pipeline import Pipeline

    made = list(translate(Pipeline(EchoEngine(), EN_ID), articles[::2], {"Harga kopi"}))
    wanted = {part for article in articles[::2] for part in parts(article)} - {"Harga kopi"}
    assert sorted(source for source, _ in made) == sorted(wanted)
    assert all(target and "\n" not in target for _, target in made)


def test_validation_tells_what_is_the_same_in_translation(articles: list[Article]) -> None:
    pytest.importorskip("sklearn")
    from training.summarizer.fit import Settings
    from training.summarizer.validate import validate

    settings = Settings(seeds=(1,), sentence_epochs=5, word_epochs=5, folds=2)
    translations = {part: part for part in parts(articles[0])}
    report = validate(articles, settings, translations, folds=2)
    assert set(report.gains) == set(report.dangling) == {"id.indosum"}
    assert 0 < report.same["id.indosum"] <= 100
    assert validate(articles, settings, {}, folds=2).same == {}


def test_a_sentence_dangles_without_the_one_before(tmp_path: Path) -> None:
    from training.summarizer.validate import dangling_among

    path = tmp_path / "train.en.x.jsonl"
    paragraphs = ["Prices rose. He said so. But why?"]
    line = {"id": "1", "lang": "en", "title": None, "paragraphs": paragraphs, "summary": "Prices."}
    path.write_text(json.dumps(line), "utf-8")
    (article,) = read(path)
    assert dangling_among(article, {(1, 1), (1, 2)}) == [0.0, 0.0]
    assert dangling_among(article, {(1, 1), (1, 3)}) == [0.0, 100.0]


def test_the_oracle_takes_what_raises_rouge_and_then_stops() -> None:
    bags = [Counter("ab"), Counter("xy"), Counter("c")]
    assert oracle(bags, Counter("abc"), 3) == [0, 2]
    assert oracle(bags, Counter("abc"), 1) == [0]
    assert oracle(bags, Counter("q"), 3) == []


@given(WORDS, WORDS)
def test_rouge_is_that_of_the_library(words: list[str], gold: list[str]) -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer")

    class Words:
        def tokenize(self, text: str) -> list[str]:
            return tokens(text)

    library = scorer.RougeScorer(["rouge1"], tokenizer=Words())
    expected = library.score(" ".join(gold), " ".join(words))["rouge1"].fmeasure
    assert rouge_1(Counter(words), Counter(gold)) == pytest.approx(expected)


def test_training_finds_the_sentence_that_summaries_take(articles: list[Article]) -> None:
    pytest.importorskip("sklearn")
    from training.summarizer.fit import Settings, fit
    from training.summarizer.validate import compare
    from translator.options import SummaryOptions
    from translator.summarize.extractive import ExtractiveSummarizer

    model = fit(articles, Settings(seeds=(1,), sentence_epochs=60, word_epochs=30, folds=2))
    summary = ExtractiveSummarizer(model).summarize(
        articles[5].sentences, articles[5].language, SummaryOptions(1)
    )
    assert [one.text for one in summary.sentences] == [articles[5].sentences[0].text]
    assert np.mean(compare(articles, model)["id.indosum"]) > 0
