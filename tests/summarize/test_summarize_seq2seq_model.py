"""Pretrained summarizers on both engines, with tiny random weights in the layouts of the hub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from summarizers import TEXT, random_bart, random_t5

from translator.errors import EngineError, ModelBroken, ModelError, UsageError
from translator.models.folder import ModelFolder
from translator.models.registry import ModelSpec
from translator.options import Decoding, EngineOptions, SummaryOptions
from translator.summarize import SourceSentence, open_summarizer
from translator.summarize.seq2seq_model import open_model
from translator.summarize.seq2seq_settings import read_settings
from translator.summarize.seq2seq_tokenizer import open_tokenizer

MAKERS = {"bart": random_bart, "t5": random_t5}
LINES = [line for line in TEXT.splitlines() if line]


@pytest.fixture(scope="module", params=MAKERS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    path = tmp_path_factory.mktemp("models") / request.param
    make: Callable[..., ModelFolder] = MAKERS[request.param]
    return make(path, seed=1, no_repeat_ngram_size=0, max_length=32, num_beams=4)


def options(engine: str, beam: int = 0) -> EngineOptions:
    compute_type = "float32" if engine == "ctranslate2" else "auto"
    return EngineOptions(engine, "cpu", 2, compute_type, Decoding(beam_size=beam))


@pytest.mark.parametrize("beam", [1, 4])
def test_both_engines_write_the_same(folder: ModelFolder, beam: int) -> None:
    texts = [LINES[0][:120], "Harga naik.", LINES[3][:90]]
    drafts = [
        open_model(folder, options(engine, beam)).write(texts)
        for engine in ("ctranslate2", "transformers")
    ]
    assert drafts[0] == drafts[1]
    assert len(drafts[0]) == 3
    assert any(draft.text for draft in drafts[0]) or beam == 1


def test_the_tokens_are_those_of_transformers(folder: ModelFolder) -> None:
    from transformers import AutoTokenizer

    model = open_model(folder, options("transformers"))
    reference = AutoTokenizer.from_pretrained(str(folder.path))
    for line in LINES:
        expected = reference(model.settings.prefix + line).input_ids
        assert model.tokenizer.ids(model._tokens(line)) == expected


def test_a_text_comes_back_from_its_tokens(folder: ModelFolder) -> None:
    tokenizer = open_tokenizer(folder.path)
    for line in LINES[1:]:  # the first has a dash that the tiny vocabulary of T5 lacks
        tokens = tokenizer.encode(line)
        assert tokenizer.decode(tokens) == line
        assert tokenizer.from_ids(tokenizer.ids(tokens)) == tokens


def test_special_tokens_in_a_text_are_text(folder: ModelFolder) -> None:
    tokenizer = open_tokenizer(folder.path)
    assert "</s>" not in tokenizer.encode("a </s> b")


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_text_over_the_limit_is_an_error_and_never_cut(folder: ModelFolder, engine: str) -> None:
    model = open_model(folder, options(engine))
    text = "a " * model.max_tokens
    assert model.count_tokens(text) > model.max_tokens
    with pytest.raises(EngineError):
        model.write([text])


def test_a_long_document_goes_through_both_families(folder: ModelFolder) -> None:
    sentences = [SourceSentence(line, number, 1) for number, line in enumerate(LINES, 1)]
    summarizer = open_summarizer("seq2seq", folder, options("ctranslate2", 1))
    summary = summarizer.summarize(sentences, "id", SummaryOptions())
    assert len(summary.sentences) <= 3
    assert summary.method == f"seq2seq {folder.spec.name} ctranslate2"


def test_the_settings_are_those_of_the_makers(folder: ModelFolder) -> None:
    settings = read_settings(folder.path)
    assert (settings.beam_size, settings.longest, settings.no_repeat_ngram) == (4, 32, 0)
    assert settings.prefix == ("summarize: " if settings.family == "t5" else "")
    assert settings.first == (None if settings.family == "t5" else 0)
    assert settings.span(0.5) == (0, 16)
    assert settings.span(100)[1] == settings.writes


def test_generation_config_counts_more(tmp_path: Path) -> None:
    for name, value in (
        ("config.json", {"model_type": "bart", "max_length": 20, "num_beams": 2}),
        ("generation_config.json", {"max_length": 142}),
    ):
        (tmp_path / name).write_text(json.dumps(value))
    settings = read_settings(tmp_path)
    assert (settings.longest, settings.beam_size, settings.reads) == (142, 2, 1024)


def test_another_family_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "marian"}')
    with pytest.raises(ModelError, match="marian"):
        read_settings(tmp_path)


@pytest.mark.parametrize("name", ["vocab.json", "merges.txt", "spiece.model"])
def test_a_broken_tokenizer_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{")
    with pytest.raises(ModelBroken, match="tokenizer"):
        open_tokenizer(tmp_path)


def test_an_engine_that_cannot_summarize_is_a_usage_error(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path, ModelSpec("x", "summarize", "en", "path:x"), "-", tmp_path)
    with pytest.raises(UsageError, match="echo"):
        open_model(folder, EngineOptions("echo"))
