"""The steps of the recipe that need no model."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from made_up import marian_binary, random_parent

from training import augment, backtranslate
from training.align import translation_table
from training.batches import EOS, NO_CHANGES, STEP, TAG, Mixture, Sampler
from training.hard_inputs import lost, read_inputs
from training.pairs import Pair, write_pairs
from training.parent import read_marian
from training.prepare import clean, held_out_lines
from training.shortlist import sample, shortlist

DATA = Path(__file__).parents[1] / "data"


def test_clean_drops_what_is_held_out_and_what_is_there_twice(tmp_path: Path) -> None:
    held = tmp_path / "dev.tsv"
    held.write_text("Ia pergi ke pasar pagi\tHe went to market\nYa\tYes\n", encoding="utf-8")
    pairs = [
        Pair("a", "Ia pergi ke pasar, pagi!", "She goes to the market early."),
        Pair("a", "Ya.", "Yes."),
        Pair("b", "Ya", "yes"),
        Pair("b", "Satu kata", "One " * 20),
        Pair("b", "12 34 56", "12 34 56"),
    ]
    dropped: Counter[str] = Counter()
    kept = list(clean(pairs, held_out_lines([held]), dropped))
    assert kept == [pairs[1]]
    assert dropped == {"held out": 1, "duplicate": 1, "ratio": 1, "letters": 1}


def test_held_out_reads_every_string_of_json_lines(tmp_path: Path) -> None:
    held = tmp_path / "dev.jsonl"
    held.write_text('{"id": 1, "sentences": [{"text": "Satu dua tiga empat"}]}\n', "utf-8")
    assert held_out_lines([held]) == {"satu dua tiga empat"}


def test_a_marian_binary_is_read_back(tmp_path: Path) -> None:
    tensors = random_parent(50)
    path = tmp_path / "model.bin"
    path.write_bytes(marian_binary(tensors))
    read = read_marian(path)
    assert list(read) == list(tensors)
    for name, tensor in tensors.items():
        assert read[name].shape == tensor.shape
        assert np.abs(read[name] - tensor).max() <= 0.0051


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(bytes(64))
    with pytest.raises(ValueError, match="not a Marian binary"):
        read_marian(path)


def test_alignment_finds_the_word_that_always_comes_along() -> None:
    table = translation_table([[1, 2], [1, 3], [2, 3]], [[12, 11], [13, 11], [12, 13]], 20)
    assert [table[piece][0][1] for piece in (1, 2, 3)] == [11, 12, 13]


SIDES = ("Kata Made, 23/2014 dan 1.250 orang", "Said Made, 23/2014 and 1,250 people")


def joint_pieces() -> sentencepiece.SentencePieceProcessor:
    weights = Path(__file__).parents[2] / "translator" / "weights"
    return sentencepiece.SentencePieceProcessor(str(weights / "starter-id-en" / "source.spm"))


def test_a_shortlist_has_what_was_aligned_what_is_frequent_and_the_piece_itself() -> None:
    pieces = joint_pieces()
    pairs = [
        ("Ani membeli buku.", "Ani buys a book."),
        ("Ani membeli surat.", "Ani buys a letter."),
    ]
    sources, targets = ([pieces.encode(pair[side]) for pair in pairs * 3] for side in (0, 1))
    rules = shortlist(pieces, sources, targets, most=5, always=2)
    frequent = {
        pieces.id_to_piece(n) for n, _ in Counter(chain.from_iterable(targets)).most_common(2)
    }
    assert frequent <= set(rules[""]) and {"</s>", "0", "."} <= set(rules[""])
    assert all(piece in targets for piece, targets in rules.items() if piece)
    (indonesian, *_), (english, *_) = (pieces.encode(w, out_type=str) for w in ("buku", "book"))
    assert english in rules[indonesian]


def test_a_sample_shows_origins_as_often_as_training_does(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    write_pairs(path, [Pair(f"o{n % 3}", f"a{n}", f"b{n}") for n in range(3000)])
    chosen = sample(path, {"o0": 0.0, "o1": 0.1, "o2": 2.0}, "en-id", 600)
    seen = Counter(int(source[1:]) % 3 for source, _ in chosen)
    assert len(chosen) == 600 and not seen[0]
    assert seen[2] > 10 * seen[1] > 0


def test_swaps_change_both_sides_alike() -> None:
    pool = augment.Pool(["Wayan Koster"], [])
    named = augment.swap_names(SIDES, pool, random.Random(1))
    assert named == tuple(side.replace("Made", "Wayan Koster") for side in SIDES)
    source, target = augment.swap_numbers(SIDES, random.Random(1))
    number = source.split()[2]
    assert number != "23/2014" and len(number) == 7 and number in target
    assert "1.250" in source and "1,250" in target


def test_quotes_are_straight_on_the_target_side() -> None:
    for seed in range(20):
        source, target = augment.quote_name(SIDES, random.Random(seed))
        assert "Made" in source and not set("“”‘’") & set(target)


def test_a_split_takes_the_same_sentence_on_both_sides() -> None:
    pair = ("Ani datang. Budi pergi.", "Ani came. Budi went.")
    taken = {augment.split(pair, random.Random(seed)) for seed in range(20)}
    assert taken == {("Ani datang.", "Ani came."), ("Budi pergi.", "Budi went.")}
    uneven = ("Ani datang. Budi pergi.", "Ani came, Budi went.")
    assert augment.split(uneven, random.Random(1)) == uneven


def sources(mixture: Mixture) -> list[list[int]]:
    sides = [("bt-news", "Ani datang.", "Ani came."), ("news", "Budi pergi.", "Budi went.")]
    sampler = Sampler(sides, joint_pieces(), {}, mixture, 400, 12000, random.Random(1))
    return sorted(row for batch in sampler.one_pass() for row in batch.source.tolist())


def test_without_changes_an_example_is_its_pair() -> None:
    pieces = joint_pieces()
    rows = [[*pieces.encode(text), EOS] for text in ("Ani datang.", "Budi pergi.")]
    width = max(map(len, rows))
    assert sources(NO_CHANGES) == sorted([*row, *[12000] * (width - len(row))] for row in rows)


def test_back_translations_and_copies_say_what_they_are() -> None:
    tag = joint_pieces().piece_to_id(TAG)
    tagged = sources(replace(NO_CHANGES, tagged=1.0, target_copies=1.0))
    assert [row[0] == tag for row in tagged].count(True) == 3 and len(tagged) == 4


def test_pool_holds_what_stands_on_both_sides() -> None:
    pool = augment.Pool.gather([SIDES, ("buka foo.py ya", "open foo.py yes")])
    assert pool == augment.Pool(["Made"], ["foo.py"])


def test_copies_are_their_own_translation() -> None:
    pool = augment.Pool(["Made"], ["foo.py"])
    rng = random.Random(1)
    assert all(a == b and a for a, b in (augment.copy_example(pool, rng) for _ in range(50)))


def test_the_hard_inputs_are_fifty_and_their_own_answers_lose_nothing() -> None:
    rows = read_inputs(DATA / "hard-inputs.tsv")
    assert len({text for text, _, _ in rows}) == 50
    assert [text for text, _, keep in rows if lost(text, keep, text)] == []
    assert lost("Senin (2/12)", "2/12", "Monday (2/2)") == ["2/12"]
    assert lost("abc", "=", "abd") == ["abc"]


def test_a_book_gives_its_prose(tmp_path: Path) -> None:
    math = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>'
    paras = [
        "Many <term>stars</term> are seen at night. Few of them are near us.",
        f"The value of {math} is large here.",
        "As told before.<footnote>Smith, p. 4.</footnote>",
        "A heading without a full stop",
        "Read more at http://example.org today.",
    ]
    module = tmp_path / "book" / "m1" / "index.cnxml"
    module.parent.mkdir(parents=True)
    text = "".join(f"<para>{para}</para>" for para in paras)
    module.write_text(f'<document xmlns="http://cnx.rice.edu/cnxml">{text}</document>')
    expected = ["Many stars are seen at night.", "Few of them are near us."]
    assert list(backtranslate.read_articles([tmp_path / "book"])) == expected


def test_a_back_translation_that_is_unsure_short_or_broken_is_left_out() -> None:
    made = "Banyak bintang terlihat."
    assert backtranslate.is_trusted("Many stars are seen.", made, -0.5)
    assert not backtranslate.is_trusted("Many stars are seen.", made, -1.0)
    assert not backtranslate.is_trusted("Many stars are seen." * 3, made, -0.5)
    assert not backtranslate.is_trusted("Many stars are seen.", f"{made}\ufffd", -0.5)


def test_batches_have_few_shapes_and_lose_no_example() -> None:
    words = ["Ani", "datang", "ke", "pasar", "lalu", "pulang"]
    rng = random.Random(3)
    sides = [
        ("news", *(" ".join(rng.choices(words, k=rng.randint(2, 9))),) * 2) for _ in range(900)
    ]
    sampler = Sampler(sides, joint_pieces(), {}, NO_CHANGES, 400, 12000, random.Random(1))
    batches = list(sampler.one_pass())
    full = [b for b in batches if not b.source.shape[1] % STEP]
    assert len({b.source.shape for b in full}) < 0.5 * len(full)
    assert all(b.source.numel() <= 400 for b in batches)
    shown = Counter(tuple(row[row != 12000].tolist()) for b in batches for row in b.source)
    pieces = joint_pieces()
    assert shown == Counter((*pieces.encode(source), EOS) for _, source, _ in sides)
