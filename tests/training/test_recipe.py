"""The whole recipe on 200 made-up pairs, from the corpus folder to the model card."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sacrebleu")

import ctranslate2
import sentencepiece
import torch
from made_up import made_up_pairs, marian_binary, random_parent
from safetensors.torch import save_file
from transformers import MarianMTModel
from weights import random_marian

from training import (
    average,
    backtranslate,
    bridge,
    card,
    evaluate,
    export,
    hard_inputs,
    initialise,
    prepare,
    shortlist,
    together,
    train,
    vocabulary,
)
from training.pairs import read_pairs
from translator.models.store import EMBEDDED

DIRECTION = "id-en"
ROOT = Path(__file__).parents[2]


def run_training(work: Path, steps: int) -> train.Progress:
    settings = train.Settings(
        DIRECTION,
        work / "child",
        work / "run",
        work / "pairs.tsv",
        ends=time.time() + 60,
        rate=3e-3,
        warmup=10,
        tokens=400,
        average=0.9,
        steps=steps,
    )
    return train.train(settings)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_recipe(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs, pieces, parent = (tmp_path / n for n in ("pairs.tsv", "joint.spm", "parent.bin"))
    held = tmp_path / "dev.tsv"
    held.write_text("".join(f"{a}\t{b}\n" for a, b in made_up_pairs()[:20]), encoding="utf-8")
    prepare.main(["--corpus", str(corpus), "--held-out", str(held), "--out", str(pairs)])
    assert capsys.readouterr().out.startswith("180 pairs kept")

    vocabulary.main(["--pairs", str(pairs), "--out", str(pieces), "--size", "320"])
    count = sentencepiece.SentencePieceProcessor(str(pieces)).vocab_size()
    parent.write_bytes(marian_binary(random_parent(count)))
    theirs = ["--parent", str(parent), "--parent-pieces", str(pieces), "--pairs", str(pairs)]
    bridged = tmp_path / "bridge.tsv"
    bridge.main([*theirs, "--count", "20", "--out", str(bridged)])
    child = tmp_path / "child"
    initialise.main(
        [
            *theirs,
            "--pieces",
            str(pieces),
            "--bridge",
            str(bridged),
            "--direction",
            DIRECTION,
            "--out",
            str(child),
        ]
    )
    assert "copied" in capsys.readouterr().out
    taught_first(theirs[:4], tmp_path)

    assert run_training(tmp_path, 60).step == 60
    progress = run_training(tmp_path, 160)  # goes on from the state of the first
    assert (progress.step, progress.passes > 1) == (160, True)
    assert run_training(tmp_path, 160).step == 160  # it is finished
    losses = [float(line.split("loss ")[1].split()[0]) for line in _steps(capsys)]
    assert losses[-1] < 0.7 * losses[0]

    out = tmp_path / "starter-id-en"
    averaged = tmp_path / "run" / "averaged.pt"
    export.main(
        [
            "--start",
            str(child),
            "--averaged",
            str(averaged),
            "--direction",
            DIRECTION,
            "--out",
            str(out),
        ]
    )
    engines_agree(out)
    shortlist.main(["--model", str(out), "--direction", DIRECTION, "--pairs", str(pairs)])
    lines = (out / "ctranslate2" / "vmap.txt").read_text(encoding="utf-8").split("\n")[:-1]
    joint = sentencepiece.SentencePieceProcessor(str(out / "source.spm"))
    plain = [n for n in range(count) if not joint.is_control(n) and not joint.is_unknown(n)]
    assert [line.split("\t")[0] for line in lines] == ["", *map(joint.id_to_piece, plain)]
    scores = tmp_path / "scores.jsonl"
    evaluate.main(
        [
            "--model",
            str(out),
            "--direction",
            DIRECTION,
            "--set",
            f"dev={held}",
            "--log",
            str(scores),
        ]
    )
    hard_inputs.main(["--model", str(out)])
    write_card(tmp_path, out, scores, pairs)
    text = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| dev | 20 | 4 |" in text and "nrefs:1|case:mixed" in text and "non-commercial" in text


def taught_first(theirs: list[str], work: Path) -> None:
    """A child of the parent taught to run without its cell has the layers that were taught."""
    bare, child, averaged = work / "bare", work / "taught-child", work / "taught" / "averaged.pt"
    own = [*theirs, "--pieces", theirs[3], "--direction", DIRECTION]
    initialise.main([*own, "--out", str(bare)])
    run = ["--direction", DIRECTION, "--start", str(bare), "--work", str(averaged.parent)]
    run += ["--pairs", str(work / "pairs.tsv"), "--steps", "4", "--tokens", "400", "--warmup", "1"]
    train.main([*run, "--rate", "3e-3", "--mixture", "joined=1"])
    initialise.main([*own, "--taught", str(averaged), "--out", str(child)])
    taught = torch.load(averaged)
    before, after = (MarianMTModel.from_pretrained(f).state_dict() for f in (bare, child))
    layers = [name for name in after if ".layers." in name]
    assert sum("decoder.layers.0.self_attn" in name for name in layers) == 10
    for name in layers:
        torch.testing.assert_close(after[name], taught[name].float())
    assert not torch.equal(before["model.shared.weight"], after["model.shared.weight"])


def _steps(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if " loss " in line]


def engines_agree(folder: Path) -> None:
    """Transformers and CTranslate2 in float32 give the same greedy tokens.

    Weights after a few steps have near ties, which rounding decides: two of ten may differ.
    """
    converter = ctranslate2.converters.TransformersConverter(str(folder))
    converter.convert(str(folder / "float32"), quantization="float32")
    engine = ctranslate2.Translator(str(folder / "float32"))
    model: Any = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()
    pieces = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    equal = 0
    for source, _ in made_up_pairs(10):
        row = [*pieces.encode(source, out_type=str), "</s>"]
        theirs = engine.translate_batch([row], beam_size=1, max_decoding_length=30)
        ids = torch.tensor([[*pieces.encode(source), 0]])
        ours = model.generate(input_ids=ids, num_beams=1, max_new_tokens=30, do_sample=False)
        kept = [i for i in ours[0].tolist()[1:] if i != 0]
        equal += [pieces.id_to_piece(i) for i in kept] == theirs[0].hypotheses[0]
    assert equal >= 8


def write_card(work: Path, out: Path, scores: Path, pairs: Path) -> None:
    (work / "weights.json").write_text('{"docs": 0.5}', encoding="utf-8")
    facts = {
        "parent": "random",
        "made": "by a test",
        "tokens": "few",
        "licence": "none; for non-commercial use",
        "limits": ["It knows sixteen words."],
    }
    (work / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    card.main(
        [
            "--model",
            str(out),
            "--direction",
            DIRECTION,
            "--scores",
            str(scores),
            "--pairs",
            str(pairs),
            "--weights",
            str(work / "weights.json"),
            "--facts",
            str(work / "facts.json"),
        ]
    )


def test_an_average_has_its_shares_and_takes_positions_where_they_are(tmp_path: Path) -> None:
    save_file({"a": torch.tensor([4.0])}, tmp_path / "model.safetensors")
    torch.save({"a": torch.tensor([0.0]), "positions": torch.tensor([3.0])}, tmp_path / "run.pt")
    out = tmp_path / "out.pt"
    parts = [f"{tmp_path / 'model.safetensors'}=1", f"{tmp_path / 'run.pt'}=3"]
    average.main(["--out", str(out), *parts])
    made = torch.load(out)
    assert {name: tensor.tolist() for name, tensor in made.items()} == {"a": [1], "positions": [3]}
    assert made["a"].dtype is torch.float16


@pytest.mark.slow
def test_articles_become_pairs_whose_target_is_theirs(tmp_path: Path) -> None:
    sentences = ["The president opened the meeting.", "Many people live on this island today."]
    articles, out = tmp_path / "en.jsonl", tmp_path / "bt.tsv"
    articles.write_text(json.dumps({"paragraphs": [" ".join(sentences)]}), encoding="utf-8")
    run = ["--model", str(EMBEDDED / "starter-en-id"), "--direction", "en-id", "--beam", "1"]
    run += ["--articles", str(articles), "--origin", "bt-test", "--out", str(out)]
    backtranslate.main(run)
    made = {pair.english: pair for pair in read_pairs(out)}
    assert sorted(made) == sorted(sentences)
    assert {pair.origin for pair in made.values()} == {"bt-test"}
    assert "presiden" in made[sentences[0]].indonesian.lower()


def differ(folder: Path) -> None:
    rank, _ = together.place()
    weight = torch.zeros(2, requires_grad=True)
    weight.grad = torch.tensor([2.0 * rank, 4.0])
    agreed = together.average_gradients([weight], rank)
    (folder / str(rank)).write_text(json.dumps([weight.grad.tolist(), agreed]), encoding="utf-8")


@pytest.mark.slow
def test_processes_average_their_gradients_and_numbers(tmp_path: Path) -> None:
    together.start(differ, 2, tmp_path)
    for rank in "01":
        assert json.loads((tmp_path / rank).read_text(encoding="utf-8")) == [[1.0, 4.0], [0.5]]


@pytest.mark.slow
def test_two_processes_train_one_model(corpus: Path, tmp_path: Path) -> None:
    pairs, work, held = (tmp_path / n for n in ("pairs.tsv", "run", "dev.tsv"))
    held.write_text("Tidak ada.\tNothing.\n", encoding="utf-8")
    prepare.main(["--corpus", str(corpus), "--held-out", str(held), "--out", str(pairs)])
    child = random_marian(tmp_path / "child")
    run = [sys.executable, "-m", "training.train", "--direction", DIRECTION, "--processes", "2"]
    run += ["--start", str(child), "--work", str(work), "--pairs", str(pairs)]
    run += ["--steps", "12", "--tokens", "400", "--rate", "3e-3"]
    made = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT)
    reported = [line for line in made.stdout.splitlines() if " loss " in line]
    assert len(reported) == 2  # steps 1 and 10, by the first process alone
    progress = torch.load(work / "state.pt", weights_only=False)["progress"]
    assert progress["step"] == 12
    settings = train.Settings(
        DIRECTION, child, tmp_path / "alone", pairs, time.time() + 60, tokens=400, steps=12
    )
    alone = train.train(settings)
    assert progress["target_tokens"] > 1.6 * alone.target_tokens
