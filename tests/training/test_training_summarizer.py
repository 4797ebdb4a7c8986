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

from training.summarizer.data import TRAINING_SETS, Article, read, vary
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
