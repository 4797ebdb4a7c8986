"""`translator models` and `translator doctor`, with a hub on this machine and without any."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import Translator

from tests.hub import LoopbackHub, loopback_hub
from tests.weights import edit_json, random_bart, random_marian, random_t5
from translator.errors import ExitStatus

ARTICLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"
ID_EN = "Helsinki-NLP/opus-mt-id-en"


@pytest.fixture(scope="session")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = random_marian(tmp_path_factory.mktemp("weights") / "marian")
    (folder / "tf_model.h5").write_bytes(b"not needed" * 1000)
    return folder


@pytest.fixture
def hub(marian: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackHub]:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with loopback_hub(**{ID_EN.replace("/", "__"): marian}) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        yield running


class NetworkUsed(Exception):
    """No OSError, so that nothing takes it for an ordinary failure."""


@pytest.fixture
def block_sockets(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on every use of the network raises."""

    def refuse(*arguments: object, **_: object) -> None:
        raise NetworkUsed(arguments)

    def block() -> None:
        for name in ("connect", "connect_ex", "sendto", "bind"):
            monkeypatch.setattr(socket.socket, name, refuse)
        for name in ("getaddrinfo", "gethostbyname", "create_connection"):
            monkeypatch.setattr(socket, name, refuse)

    return block


def names(rows: list[dict[str, Any]], here: str) -> set[str]:
    return {row["name"] for row in rows if row["here"] == here}


def test_the_list_tells_what_is_here(translator: Translator, hub: LoopbackHub) -> None:
    before = translator("models", "list", "--json").json
    assert names(before, "embedded") == {"starter-id-en", "starter-en-id"}
    assert names(before, "yes") == set()
    assert translator("models", "pull", "opus-mt-id-en").status is ExitStatus.SUCCESS
    after = translator("models", "list", "--json").json
    assert names(after, "yes") == {"opus-mt-id-en"}
    (row,) = [row for row in after if row["name"] == "opus-mt-id-en"]
    assert row["converted"]
    assert row["revision"] == hub.commit(ID_EN)


def test_the_list_for_a_person(translator: Translator) -> None:
    result = translator("models", "list")
    assert result.status is ExitStatus.SUCCESS
    lines = result.stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("opus-mt-id-en")]
    assert "*" in line
    assert "Apache-2.0" in line
    assert "mt5-xlsum: not for commercial use" in lines


def test_a_fetched_model_is_used_without_being_named(
    translator: Translator, hub: LoopbackHub, block_sockets: Callable[[], None]
) -> None:
    pulled = translator("models", "pull", "opus-mt-id-en")
    assert "opus-mt-id-en is here, 3 MB" in pulled.stderr
    block_sockets()
    options = ("--beam-size", "1", "--threads", "1", "--format", "json", "--no-summary")
    result = translator(ARTICLE, *options)
    assert result.status is ExitStatus.SUCCESS
    assert result.json["signature"]["model"] == "opus-mt-id-en"
    assert "starter" not in result.stderr


def test_path_verify_convert_and_remove(translator: Translator, hub: LoopbackHub) -> None:
    translator("models", "pull", "opus-mt-id-en", "--no-convert")
    path = Path(translator("models", "path", "opus-mt-id-en").stdout.strip())
    assert path.name == hub.commit(ID_EN)
    verified = translator("models", "verify")
    assert verified.stdout == "starter-id-en: whole\nstarter-en-id: whole\nopus-mt-id-en: whole\n"
    converted = translator("models", "convert", "opus-mt-id-en", "--compute-type", "float32")
    assert (Path(converted.stdout.strip()) / "model.bin").is_file()
    removed = translator("models", "remove", "opus-mt-id-en")
    assert "MB freed" in removed.stderr
    assert not path.exists()
    assert not Path(converted.stdout.strip()).exists()


def test_a_damaged_model_is_found(translator: Translator, hub: LoopbackHub) -> None:
    translator("models", "pull", "opus-mt-id-en", "--no-convert")
    path = Path(translator("models", "path", "opus-mt-id-en").stdout.strip())
    with (path / "vocab.json").open("a") as file:
        file.write(" ")
    verified = translator("models", "verify")
    assert verified.status is ExitStatus.MODEL
    assert "starter-id-en: whole" in verified.stdout  # the others are read all the same
    assert "vocab.json is altered" in verified.stderr
    assert translator("doctor", "--offline").status is ExitStatus.MODEL


@pytest.mark.parametrize("command", ["verify", "convert", "path"])
def test_a_folder_of_weights_is_taken_too(
    translator: Translator, marian: Path, command: str
) -> None:
    assert translator("models", command, marian).status is ExitStatus.SUCCESS


def test_one_that_fails_does_not_keep_the_others(translator: Translator, hub: LoopbackHub) -> None:
    result = translator("models", "pull", "opus-mt-en-id", "opus-mt-id-en")
    assert result.status is ExitStatus.MODEL
    assert f"{hub.url} has no model Helsinki-NLP/opus-mt-en-id" in result.stderr
    assert names(translator("models", "list", "--json").json, "yes") == {"opus-mt-id-en"}


WRONG = [
    (["pull"], ExitStatus.USAGE, "--all-defaults"),
    (["pull", "starter-id-en"], ExitStatus.USAGE, "not on the hub"),
    (["pull", "nllb"], ExitStatus.MODEL, "translator models list"),
    (["remove", "starter-id-en"], ExitStatus.MODEL, "uninstall"),
    (["path", "opus-mt-id-en"], ExitStatus.MODEL, "translator models pull opus-mt-id-en"),
    (["convert"], ExitStatus.USAGE, "name a model"),
    (["pull", "opus-mt-id-en"], ExitStatus.MODEL, "HF_HUB_OFFLINE"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_what_cannot_be_done_has_a_cure(
    translator: Translator, arguments: list[str], status: ExitStatus, message: str
) -> None:
    result = translator("models", *arguments)
    assert result.status is status
    assert message in result.stderr


def test_a_users_list_is_read(translator: Translator, tmp_path: Path, marian: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text(f'mine translate id-en path:{marian} - MIT default quality="untrained"\n')
    rows = translator("models", "list", "--json", "--models", mine).json
    assert names(rows, "yes") == {"mine"}
    rows = translator("models", "list", "--json", variables={"TRANSLATOR_MODELS": str(mine)}).json
    assert names(rows, "yes") == {"mine"}
    mine.write_text("mine translate\n")
    broken = translator("models", "list", "--models", mine)
    assert broken.status is ExitStatus.MODEL
    assert f"{mine}, line 1" in broken.stderr


def test_the_doctor_tells_what_works_offline(
    translator: Translator, block_sockets: Callable[[], None]
) -> None:
    block_sockets()
    found = translator("doctor", "--json", "--offline").json
    assert found["hub"]["offline"] is True
    assert found["versions"]["ctranslate2"][0].isdigit()
    assert found["machine"]["threads"] >= 1
    assert [model["name"] for model in found["models"]] == ["starter-id-en", "starter-en-id"]
    assert all(model["converted"] and not model["problem"] for model in found["models"])
    for job, direction in zip(found["offline"], ("id-en", "en-id"), strict=True):
        assert (job["direction"], job["ready"]) == (direction, True)
        assert job["model"] == f"starter-{direction}"
        assert job["example"]["target"]


def test_the_doctor_for_a_person(translator: Translator, hub: LoopbackHub) -> None:
    result = translator("doctor")
    assert result.status is ExitStatus.SUCCESS
    for part in ("Versions", "Models here", "starter-id-en", "whole", hub.url, "reachable"):
        assert part in result.stdout


def test_one_pull_prepares_for_work_without_a_network(
    translator: Translator,
    hub: LoopbackHub,
    block_sockets: Callable[[], None],
    tmp_path: Path,
) -> None:
    back = random_marian(tmp_path / "back", seed=2, older=True)
    edit_json(back / "tokenizer_config.json", source_lang="en", target_lang="id")
    hub.models |= {
        "Helsinki-NLP/opus-mt-en-id": back,
        "sshleifer/distilbart-cnn-6-6": random_bart(tmp_path / "bart"),
        "cahya/t5-base-indonesian-summarization-cased": random_t5(tmp_path / "t5"),
    }
    pulled = translator("models", "pull", "--all-defaults")
    assert pulled.status is ExitStatus.SUCCESS, pulled.stderr
    block_sockets()
    options = ("--beam-size", "1", "--threads", "1", "--format", "json", "--summary")
    there = translator(ARTICLE, *options)
    assert there.status is ExitStatus.SUCCESS
    assert there.json["signature"]["model"] == "opus-mt-id-en"
    assert there.json["summary"]["sentences"]
    english = "The governor met the company. It wants to sell Balinese goods abroad."
    home = translator("--from", "en", "--to", "id", *options, stdin=english)
    assert home.status is ExitStatus.SUCCESS
    assert json.loads(home.stdout)["signature"]["model"] == "opus-mt-en-id"
    found = translator("doctor", "--json", "--offline").json
    assert [job["ready"] for job in found["offline"]] == [True, True]
    assert not any(model["problem"] for model in found["models"])
    assert len(found["models"]) == 6


def test_a_first_run_fetches_and_says_so(translator: Translator, hub: LoopbackHub) -> None:
    options = (ARTICLE, "--beam-size", "1", "--threads", "1", "--no-summary")
    first = translator(*options)
    assert first.status is ExitStatus.SUCCESS
    assert "fetching opus-mt-id-en (294 MB), once" in first.stderr
    assert "opus-mt-id-en is converted to int8, once" in first.stderr
    second = translator(*options)
    assert "fetching" not in second.stderr
    assert "converted" not in second.stderr
    assert second.stdout == first.stdout


def test_the_memory_does_not_answer_for_a_broken_folder(
    translator: Translator, marian: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(marian, tmp_path / "mine")
    options = (ARTICLE, "--model", folder, "--beam-size", "1", "--threads", "1")
    assert translator(*options).status is ExitStatus.SUCCESS
    (folder / "source.spm").unlink()
    result = translator(*options)
    assert result.status is ExitStatus.MODEL
    assert "source.spm is missing" in result.stderr


def test_a_folder_that_is_broken_says_what_is(
    translator: Translator, marian: Path, tmp_path: Path
) -> None:
    broken = shutil.copytree(marian, tmp_path / "broken")
    content = (broken / "model.safetensors").read_bytes()
    (broken / "model.safetensors").write_bytes(content[:-5])
    for engine in ("ctranslate2", "transformers"):
        result = translator(ARTICLE, "--model", broken, "--engine", engine)
        assert result.status is ExitStatus.MODEL
        assert "model.safetensors is cut" in result.stderr
        assert result.stdout == ""
