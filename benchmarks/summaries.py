"""ROUGE of the extractive summarizer on the dev articles, beside lead-3, sumy and the oracle.

    python benchmarks/summaries.py --data ../shared/data [--model NAME|FOLDER] [--write]

`--model` adds a pretrained summarizer to the sets in its language.
Every system takes the same number of the same sentences (those of `translator.text.sentences`).
`--write` puts the tables into docs/summaries.md, and the main figures into docs/quality.md, between
the markers of each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from rouge_score import rouge_scorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from training.summarizer.data import DEV_SETS, Article, read
from training.summarizer.rouge import oracle
from translator.models.choose import choose
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import SummaryOptions
from translator.summarize import open_summarizer
from translator.summarize.bag import tokens
from translator.summarize.openings import dangling

PAGE = Path(__file__).parent.parent / "docs" / "summaries.md"
OVERVIEW = PAGE.with_name("quality.md")
TITLES = {
    "id.indosum": "IndoSum",
    "id.liputan6": "Liputan6",
    "en.cnndm": "CNN/DailyMail",
    "en.bbc": "BBC News Summary",
}
METRICS = ("rouge1", "rouge2", "rougeL")
SUMY = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer, "LSA": LsaSummarizer}
RESAMPLES = 2000
SENTENCES = 3
RATIO = 0.4  # of the sentences; BBC's gold summaries are that long


@dataclass(frozen=True)
class Chosen:
    """What a system makes of an article."""

    text: str
    places: tuple[tuple[int, int], ...]  # block and sentence, from 1; empty: not known


System = Callable[[Article, int], Chosen | None]  # None: not in this language


class Words:
    """Tokens for rouge-score and sumy: lower-case runs of letters, digits, underscores."""

    def tokenize(self, text: str) -> list[str]:
        """For rouge-score."""
        return tokens(text)

    def to_words(self, text: str) -> tuple[str, ...]:
        """For sumy."""
        return tuple(tokens(text))


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="a summarizer of the registry, or its folder")
    parser.add_argument("--language", choices=("id", "en"), default="en", help="of that model")
    parser.add_argument("--write", action="store_true", help="rewrite docs/summaries.md")
    options = parser.parse_args()
    sets = {name: list(read(options.data / "summaries" / f"dev.{name}.jsonl")) for name in DEV_SETS}
    compared = systems()
    if options.model:
        compared[f"seq2seq {Path(options.model).name}"] = seq2seq(options.model, options.language)
    parts = [
        f"{SENTENCES} sentences from every system:\n\n"
        + table(compared, sets, lambda _: SENTENCES),
        f"{RATIO:.0%} of the sentences, on the set whose gold summaries are that long:\n\n"
        + table(
            compared,
            {"en.bbc": sets["en.bbc"]},
            lambda one: round(RATIO * len(one.sentences)),
        ),
        openings(systems(), sets),
        footnote(),
    ]
    text = "\n".join(parts)
    sys.stdout.write(text)
    if options.write:
        write(PAGE, text)
        write(OVERVIEW, overview(parts[0]))


def systems() -> dict[str, System]:
    """All that are compared, by name."""
    ours = open_summarizer("extractive")

    def extractive(article: Article, sentences: int) -> Chosen:
        summary = ours.summarize(
            article.sentences, article.language, SummaryOptions(sentences=sentences)
        )
        return Chosen(
            " ".join(sentence.text for sentence in summary.sentences),
            tuple((sentence.block, sentence.sentence) for sentence in summary.sentences),
        )

    return {
        "oracle": best_possible,
        "lead": lambda article, sentences: take(article, range(sentences)),
        **{f"sumy {name}": sumy(name) for name in SUMY},
        "**translator**": extractive,
    }


def take(article: Article, numbers: Sequence[int]) -> Chosen:
    """The sentences of these numbers, from 0, in order."""
    chosen = [article.sentences[at] for at in sorted(numbers) if at < len(article.sentences)]
    return Chosen(
        " ".join(one.text for one in chosen), tuple((one.block, one.sentence) for one in chosen)
    )


def best_possible(article: Article, sentences: int) -> Chosen:
    """The sentences that greedily raise ROUGE-1 against the gold summary."""
    numbers = oracle(article.bags, article.gold, sentences)
    return Chosen(" ".join(article.candidates[at].text for at in sorted(numbers)), ())


def sumy(name: str) -> System:
    """A summarizer of sumy, with its English stemmer and stop words; it has no Indonesian ones."""

    def system(article: Article, sentences: int) -> Chosen:
        english = article.language == "en"
        summarizer = SUMY[name](Stemmer("english") if english else null_stemmer)
        summarizer.stop_words = get_stop_words("english") if english else frozenset()
        rows = [Sentence(one.text, Words()) for one in article.sentences]
        chosen = summarizer(ObjectDocumentModel([Paragraph(rows)]), sentences)
        numbers = {id(row): at for at, row in enumerate(rows)}
        return take(article, [numbers[id(row)] for row in chosen])

    return system


def seq2seq(name: str, language: str) -> System:
    """A pretrained summarizer; raises ModelNotFound when its weights are not here."""
    folder = choose(Registry.load(), Store.default(), language, name, task="summarize")
    summarizer = open_summarizer("seq2seq", folder)

    def system(article: Article, sentences: int) -> Chosen | None:
        if article.language != language:
            return None
        options = SummaryOptions(sentences=sentences)
        summary = summarizer.summarize(article.sentences, language, options)
        return Chosen(" ".join(sentence.text for sentence in summary.sentences), ())

    return system


def table(
    compared: dict[str, System],
    sets: dict[str, list[Article]],
    length: Callable[[Article], int],
) -> str:
    """ROUGE F1 with intervals, one row a system and set."""
    scorer = rouge_scorer.RougeScorer(list(METRICS), tokenizer=Words())
    lines = [
        "| set | system | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-1 above lead |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for name, articles in sets.items():
        scores = {}
        for system, run in compared.items():
            found = []
            for article in articles:
                chosen = run(article, length(article))
                if chosen is not None:
                    result = scorer.score(article.summary, chosen.text)
                    found.append([100 * result[metric].fmeasure for metric in METRICS])
            if found:
                scores[system] = np.array(found)
        for system, values in scores.items():
            above = values[:, 0] - scores["lead"][:, 0]
            cells = [f"{values[:, at].mean():.1f}" for at in range(len(METRICS))]
            cells[0] += f" ± {half_width(values[:, 0]):.1f}"
            last = "" if system == "lead" else f"{above.mean():+.1f} ± {half_width(above):.1f}"
            lines.append(f"| {name} | {system} | {' | '.join(cells)} | {last} |")
    return "\n".join(lines) + "\n"


def half_width(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Half of the 95% interval of the mean, by bootstrap over the articles."""
    random = np.random.default_rng(1)
    means = values[random.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(high - low) / 2


def openings(compared: dict[str, System], sets: dict[str, list[Article]]) -> str:
    """The share of chosen sentences that need a sentence that was not chosen."""
    lines = [
        f"Dangling openings among the {SENTENCES} sentences, per cent:\n",
        "| system | " + " | ".join(sets) + " |",
        "|---|" + "--:|" * len(sets),
    ]
    for system, run in compared.items():
        if system != "oracle":
            cells = [f"{100 * share_dangling(articles, run):.1f}" for articles in sets.values()]
            lines.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def share_dangling(articles: Sequence[Article], run: System) -> float:
    """Sentences that need the one before, which is not in the summary / all chosen."""
    lost = total = 0
    for article in articles:
        sentences = article.sentences
        needs = dangling(
            [one.text for one in sentences], [one.block for one in sentences], article.language
        )
        places = {(one.block, one.sentence): at for at, one in enumerate(sentences)}
        chosen = run(article, SENTENCES)
        numbers = {places[place] for place in chosen.places} if chosen else set()
        lost += sum(needs[at] and at - 1 not in numbers for at in numbers)
        total += len(numbers)
    return lost / max(total, 1)


def footnote() -> str:
    """How the figures were made."""
    return (
        f"\nROUGE by rouge-score {version('rouge-score')}, F1, tokens are lower-case `\\w+`, no "
        f"stemmer; sumy {version('sumy')}, with its stemmer and stop words in English; ± is half "
        f"of a 95% bootstrap interval over {RESAMPLES} resamples of the articles, paired in the "
        "last column.\n"
    )


def overview(rows: str) -> str:
    """Of a table of `table` the ROUGE-1 of the systems that matter most, one row a set."""
    found: dict[str, dict[str, float]] = {name: {} for name in TITLES}
    for row in rows.splitlines():
        cells = [cell.strip() for cell in row.split("|")[1:4]]
        if cells and cells[0] in found:
            found[cells[0]][cells[1]] = float(cells[2].split()[0])
    lines = [
        "| set | lead-3 | best of sumy's LexRank, TextRank, LSA | translator | oracle |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, title in TITLES.items():
        own = found[name]
        values = [
            own["lead"],
            max(own[f"sumy {other}"] for other in SUMY),
            own["**translator**"],
            own["oracle"],
        ]
        lines.append(f"| {title} | {' | '.join(f'{value:.1f}' for value in values)} |")
    return "\n".join(lines) + "\n"


def write(page: Path, text: str) -> None:
    """Put a text between the markers of a page."""
    start, end = "<!-- summaries:start -->\n", "<!-- summaries:end -->"
    head, rest = page.read_text(encoding="utf-8").split(start)
    page.write_text(f"{head}{start}{text}{end}{rest.split(end)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
