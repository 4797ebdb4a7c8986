"""What every engine promises, whichever runs the weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.conftest import Open
from tests.weights import edit_json
from translator.engines import ENGINES, open_engine
from translator.engines.echo import EchoEngine
from translator.engines.threads import physical_cores
from translator.errors import EngineError, UsageError
from translator.models.folder import ModelFolder
from translator.options import Decoding, EngineOptions

MARIAN = ("ctranslate2", "transformers")


@pytest.mark.parametrize("name", ENGINES)
def test_results_keep_order_and_length(open_tiny: Open, sentences: list[str], name: str) -> None:
    engine = open_tiny(name)
    together = engine.translate(sentences)
    assert len(together) == len(sentences)
    alone = [engine.translate([sentence])[0].text for sentence in sentences]
    assert [hypothesis.text for hypothesis in together] == alone
    assert all(hypothesis.score <= 0 for hypothesis in together)
    assert engine.translate([]) == []


@pytest.mark.parametrize("name", MARIAN)
def test_a_blank_text_stays_blank(open_tiny: Open, name: str) -> None:
    first, middle, last = open_tiny(name).translate(["", "Pagi.", " \n"])
    assert (first.text, last.text) == ("", "")
    assert middle.text


@pytest.mark.parametrize("name", ENGINES)
def test_a_text_over_the_limit_is_an_error_not_cut(open_tiny: Open, name: str) -> None:
    engine = open_tiny(name)
    fits = "dan " * engine.max_tokens
    assert engine.count_tokens([fits, "dan"]) == [engine.max_tokens, 1]
    with pytest.raises(EngineError, match="511"):
        engine.translate(["dan", fits + "dan"])


@pytest.mark.parametrize("name", MARIAN)
def test_the_longest_text_can_be_translated(open_tiny: Open, name: str) -> None:
    engine = open_tiny(name)
    (hypothesis,) = engine.translate(["dan " * engine.max_tokens])
    assert hypothesis.text


@pytest.mark.parametrize("name", MARIAN)
def test_a_forbidden_piece_is_never_generated(
    open_tiny: Open, tiny: ModelFolder, sentences: list[str], name: str
) -> None:
    (before,) = open_tiny(name).translate(sentences[:1])
    pieces = open_tiny(name)._tokenizer.pieces([before.text])[0]  # type: ignore[attr-defined]
    ids = open_tiny(name)._tokenizer.ids(pieces)  # type: ignore[attr-defined]
    settings = tiny.path / "generation_config.json"
    edit_json(settings, bad_words_ids=[[ids[0]], [12_000]])
    try:
        (after,) = open_tiny(name).translate(sentences[:1])
    finally:
        edit_json(settings, bad_words_ids=[[12_000]])
    assert after.text != before.text
    assert pieces[0].strip("▁") not in after.text.split()


@pytest.mark.parametrize("name", MARIAN)
def test_the_signature_is_known_before_the_weights(tiny: ModelFolder, name: str) -> None:
    engine = open_engine(tiny, EngineOptions(engine=name, device="cpu", decoding=Decoding(0)))
    signature = engine.signature
    assert (signature.model, signature.direction) == ("tiny", "id-en")
    assert signature.revision.startswith("sha256:")
    assert signature.engine.split()[0] == name
    assert signature.decoding == "beam6"  # what the model asks
    assert signature.compute_type == {"ctranslate2": "int8", "transformers": "float32"}[name]


@pytest.mark.parametrize("name", MARIAN)
def test_a_closed_engine_says_so(open_tiny: Open, name: str) -> None:
    engine = open_tiny(name)
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.translate(["Pagi."])


def test_an_engine_that_there_is_not_lists_those_that_are(tiny: ModelFolder) -> None:
    with pytest.raises(UsageError, match="bing") as caught:
        open_engine(tiny, EngineOptions(engine="bing"))
    assert "ctranslate2" in caught.value.hint


WRONG_OPTIONS = [
    EngineOptions("ctranslate2", device="mps"),
    EngineOptions("ctranslate2", compute_type="int4"),
    EngineOptions("transformers", device="cuda"),
    EngineOptions("transformers", compute_type="int8"),
]


@pytest.mark.parametrize("options", WRONG_OPTIONS, ids=str)
def test_an_option_that_cannot_be_served_is_a_usage_error(
    tiny: ModelFolder, options: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(UsageError):
        open_engine(tiny, options).translate(["Pagi."])


def test_the_echo_counts_its_calls() -> None:
    echo = EchoEngine()
    assert [hypothesis.text for hypothesis in echo.translate(["a", "b"])] == ["a", "b"]
    echo.alternatives(["c"], Decoding())
    assert echo.calls == 2


def test_opening_loads_nothing_heavy() -> None:
    code = (
        "import sys; from translator.engines import open_engine\n"
        "from translator.models.choose import choose\n"
        "from translator.models.registry import Registry\n"
        "from translator.models.store import Store\n"
        "from translator.options import EngineOptions\n"
        "folder = choose(Registry.load(), Store.default(), 'id-en', 'starter-id-en')\n"
        "engine = open_engine(folder, EngineOptions(device='cpu'))\n"
        "engine.max_tokens, engine.count_tokens(['dan'])\n"
        "assert 'ctranslate2' not in sys.modules\n"
        "engine.signature, engine.translate(['Selamat pagi.'])\n"
        "heavy = {'torch', 'transformers', 'huggingface_hub'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_siblings_on_one_core_count_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, siblings in enumerate(("0,2", "1,3", "0,2", "1,3")):
        folder = tmp_path / f"cpu{number}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(f"{siblings}\n")
    monkeypatch.setattr("translator.engines.threads._usable", lambda: {0, 1, 2, 3})
    assert physical_cores(tmp_path, tmp_path / "none") == 2
    assert physical_cores(tmp_path / "none", tmp_path / "none") == 4


@pytest.mark.parametrize(
    ("share", "cores"), [("max 100000", 4), ("150000 100000", 2), ("10000 100000", 1)]
)
def test_a_container_gets_no_more_than_its_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: str, cores: int
) -> None:
    monkeypatch.setattr("translator.engines.threads._usable", lambda: {0, 1, 2, 3})
    (tmp_path / "cpu.max").write_text(f"{share}\n")
    assert physical_cores(tmp_path / "none", tmp_path / "cpu.max") == cores
