"""The extractive summarizer with the weights of the package."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Block, BlockKind
from translator.errors import UsageError
from translator.options import SummaryOptions
from translator.result import Summary, TranslatedBlock, TranslatedSentence
from translator.summarize import SourceSentence, gather, model, open_summarizer
from translator.summarize.features import look_at, sentence_features, stack
from translator.summarize.lexicon import Lexicon
from translator.summarize.wordfeatures import word_features
from translator.text import sentences

EXAMPLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"


def summarize(
    blocks: list[Block], language: str = "id", options: SummaryOptions | None = None
) -> Summary:
    found = gather(blocks, language)
    return open_summarizer("extractive").summarize(found, language, options or SummaryOptions())


def paragraphs(*texts: str) -> list[Block]:
    return [Block(text) for text in texts]


def example() -> list[Block]:
    return paragraphs(*EXAMPLE.read_text("utf-8").splitlines())


def test_the_sentences_stand_in_the_article_word_for_word_with_their_place() -> None:
    blocks = example()
    summary = summarize(blocks)
    assert len(summary.sentences) == 3
    for sentence in summary.sentences:
        source = sentences.split(blocks[sentence.block - 1].text, "id")[sentence.sentence - 1]
        assert source.text.endswith(sentence.text)
        assert sentence.sources == ((sentence.block, sentence.sentence),)
        assert 0 <= sentence.score <= 1


def test_the_sentences_come_in_the_order_of_the_article() -> None:
    places = [
        (sentence.block, sentence.sentence)
        for sentence in summarize(example(), options=SummaryOptions(6)).sentences
    ]
    assert len(places) == 6
    assert places == sorted(places)


def test_the_example_is_summed_up_by_what_happened() -> None:
    first = summarize(example()).sentences[0]
    assert first.text.startswith("Penjabat (Pj) Gubernur Bali, S.M. Mahendra Jaya, menerima")


def test_clutter_never_enters() -> None:
    clutter = [
        "Baca juga: Gubernur Terima Investor",
        "Foto: Antara",
        "Oleh Rina Wulandari",
        "Gubernur Terima Investor Teknologi",
    ]
    blocks = [Block(clutter[3]), Block(clutter[2]), *example(), *paragraphs(*clutter)]
    summary = summarize(blocks, options=SummaryOptions(0))
    assert len(summary.sentences) > 10
    assert not {sentence.text for sentence in summary.sentences} & set(clutter)


def test_a_translation_comes_along_without_its_dateline() -> None:
    source = "Denpasar – Gubernur Bali menerima Direktur Alibaba Cloud pada Senin di kantornya."
    target = "Denpasar – The Governor of Bali received the Director of Alibaba Cloud on Monday."
    pair = TranslatedSentence(sentences.split(source, "id")[0], target)
    found = gather([TranslatedBlock(Block(source), (pair,))], "id")
    assert found == [SourceSentence(source, 1, 1, target)]
    summary = open_summarizer("extractive").summarize(found, "id", SummaryOptions())
    assert [sentence.other for sentence in summary.sentences] == [target[len("Denpasar – ") :]]


def test_headings_stand_beside_the_sentences_under_them() -> None:
    blocks = [
        Block("Judul", BlockKind.HEADING, 1),
        Block("Satu dua. Tiga empat."),
        Block("x = 1", BlockKind.VERBATIM),
        Block("Lima enam.", BlockKind.LIST_ITEM),
        Block("7", BlockKind.LIST_ITEM),
        Block("sel", BlockKind.CELL),
    ]
    found = gather(blocks, "id")
    assert [(one.text, one.block, one.sentence) for one in found] == [
        ("Satu dua.", 2, 1),
        ("Tiga empat.", 2, 2),
        ("Lima enam.", 4, 1),
    ]
    assert {one.heading for one in found} == {"Judul"}


def test_what_the_networks_see_does_not_tell_the_language() -> None:
    """The same text, read as either language: the words are unknown in both."""
    texts = ["Kxa mvu rte, 12 bno.", "Pwo mvu Kxa?", "Mvu rte kxa pwo zzu."]
    lexicon = Lexicon({}, np.zeros(0), np.zeros(0))
    seen = [look_at(texts, [1, 1, 2], ["", "", ""], code, lexicon) for code in ("id", "en")]
    of_sentences = [stack(sentence_features(text)) for text in seen]
    of_words = [stack(word_features(text, np.full(3, 0.5), lexicon)) for text in seen]
    assert np.array_equal(*of_sentences)
    assert np.array_equal(*of_words)


def test_features_that_one_language_has_more_of_are_measured_from_the_mean() -> None:
    """Longer sentences all through, as another language may need, change no length."""
    lexicon = Lexicon({}, np.zeros(0), np.zeros(0))
    short = ["a b c", "d e f g h i", "j k"]
    long = [f"{text} {text}" for text in short]
    for name in ("words to the mean", "document: words in the first to the mean"):
        values = [
            sentence_features(look_at(texts, [1, 1, 1], ["", "", ""], "en", lexicon))[name]
            for texts in (short, long)
        ]
        assert values[0] == pytest.approx(values[1])
    features = sentence_features(look_at(short, [1, 1, 1], ["", "", ""], "en", lexicon))
    for name in ("words", "near the whole", "near the start", "tf-idf", "rarity"):
        assert features[name].mean() == pytest.approx(0)


WORDS = "harga naik warga pasar kota hujan jalan air beras petani sawah panen toko".split()  # noqa: SIM905
ODD = {
    "nothing": [],
    "numbers": ["1 2 3.", "4."],
    "one sentence": ["Harga beras naik di pasar kota."],
    "one word": ["Naik"],
    "one long paragraph": [" ".join(random.Random(1).choices(WORDS, k=300)) + "."],
    "a list": ["beras", "jagung", "kedelai", "gula pasir"],
    "a poem": ["Aku ingin begini", "Aku ingin begitu", "Ingin ini", "Ingin itu", "banyak sekali"],
    "fifty times the same": ["Harga beras naik di pasar kota."] * 50,
    "two languages": [
        "Harga beras naik di pasar kota.",
        "The price of rice rose in the city market.",
        "Petani senang. Farmers are happy.",
    ],
    "only clutter": ["Baca juga: Harga Naik", "Foto: Antara"],
    "only datelines": ["Jakarta --", "Jakarta --"],
    "no letters": ["***", "—"],
    "controls": ["Harga\x00 naik\x1b[31m di kota.", "\ud800 naik."],
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_odd_text_gives_a_sensible_summary(name: str, language: str) -> None:
    texts = ODD[name]
    summary = summarize(paragraphs(*texts), language)
    assert len(summary.sentences) <= 3
    assert all(sentence.text in texts[sentence.block - 1] for sentence in summary.sentences)
    letters = any(character.isalpha() for text in texts for character in text)
    assert bool(summary.sentences) is letters
    if name == "fifty times the same":
        assert len(summary.sentences) == 1


def test_subtitles_are_summed_up() -> None:
    cues = [Block(f"Harga naik {number} kali di kota itu.", BlockKind.CUE) for number in range(9)]
    assert len(summarize(cues).sentences) in (1, 2, 3)


def test_a_table_alone_gives_its_cells() -> None:
    cells = [Block("Harga beras naik", BlockKind.CELL), Block("12", BlockKind.CELL)]
    assert [one.text for one in summarize(cells).sentences] == ["Harga beras naik"]


@settings(max_examples=60)
@given(
    st.lists(
        st.text(st.sampled_from("aAbc .,!?\n\"“”'-–1é\u00a0"), max_size=80), min_size=1, max_size=8
    ),
    st.sampled_from(["id", "en"]),
    st.integers(0, 4),
    st.integers(0, 20),
    st.floats(0, 1),
)
def test_any_text_gives_sentences_of_its_own(
    texts: list[str], language: str, limit: int, words: int, ratio: float
) -> None:
    options = SummaryOptions(limit, words, ratio)
    summary = summarize(paragraphs(*texts), language, options)
    for sentence in summary.sentences:
        assert sentence.text in texts[sentence.block - 1]
    assert not limit or len(summary.sentences) <= limit


def test_a_book_needs_memory_in_proportion() -> None:
    source = random.Random(1)
    words = [f"kata{number}" for number in range(5000)]
    lines = [" ".join(source.choices(words, k=12)) + "." for _ in range(6000)]
    found = [SourceSentence(line, number, 1) for number, line in enumerate(lines, 1)]
    summarizer = open_summarizer("extractive")
    tracemalloc.start()
    summary = summarizer.summarize(found, "id", SummaryOptions(20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(summary.sentences) == 20
    assert peak < len(lines) ** 2  # one byte for each pair of sentences would be more


def test_the_weights_are_small_and_come_back_from_their_file(tmp_path: Path) -> None:
    weights = model.load()
    path = tmp_path / "copy.npz"
    model.write(weights, path)
    assert path.stat().st_size < 5_000_000
    again = model.read(path)
    rows = np.linspace(-1, 1, len(weights.sentences.mean))[None, :]
    assert again.sentences(rows) == weights.sentences(rows)
    assert again.lexicons["id"].numbers == weights.lexicons["id"].numbers


def test_an_unknown_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="magic") as caught:
        open_summarizer("magic")
    assert "extractive" in caught.value.hint
