"""Which model serves, and what the user is told."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.hub import loopback_hub
from tests.weights import edit_json
from translator.errors import ExitStatus, HubError, ModelError, ModelNotFound
from translator.models import reach
from translator.models.choose import choose
from translator.models.hub import Hub
from translator.models.registry import ModelSpec, Registry
from translator.models.store import Store

UNREACHABLE = "http://127.0.0.1:1"  # nothing listens on this port
REPOSITORY = "Helsinki-NLP/opus-mt-id-en"


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """huggingface_hub reads its switches when it is imported."""
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)


class NoHub(Hub):
    """A hub that must not be asked."""

    def check(self, spec: ModelSpec, *, remember: bool = False) -> None:
        raise AssertionError(f"asked for {spec.name}")


def test_without_a_network_the_embedded_model_serves_and_says_so(store: Store) -> None:
    started = time.perf_counter()
    folder = choose(Registry.load(), store, "id-en", hub=Hub(store, UNREACHABLE))
    assert time.perf_counter() - started < 2
    assert folder.spec.name == "starter-id-en"
    for part in ("chrF 56.4", "chrF 61.9", "`translator models pull opus-mt-id-en`"):
        assert part in folder.notice
    assert "\n" not in folder.notice


def test_a_name_lookup_that_stalls_costs_no_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = threading.Event()

    def stall(*_: object) -> None:
        end.wait(5)
        raise OSError("no such name")

    monkeypatch.setattr("socket.create_connection", stall)
    started = time.perf_counter()
    folder = choose(Registry.load(), store, "id-en", hub=Hub(store, "http://hub.invalid"))
    assert time.perf_counter() - started < 2
    assert folder.notice
    end.set()


def test_a_failed_attempt_is_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def connects(host: str, port: int) -> bool:
        tries.append(host)
        return False

    monkeypatch.setattr(reach, "connects", connects)
    hub = Hub(store, "http://hub.invalid")
    for _ in range(3):
        assert choose(Registry.load(), store, "id-en", hub=hub).notice
    assert len(tries) == 1
    choose(Registry.load(), store, "id-en", hub=Hub(store, "http://other.invalid"))
    assert tries == ["hub.invalid", "other.invalid"]
    with pytest.raises(ModelNotFound):  # who names a model wants it tried again
        choose(Registry.load(), store, "id-en", "opus-mt-id-en", hub=hub)
    assert len(tries) == 3
    later = time.time() + reach.REMEMBERED + 1
    monkeypatch.setattr("time.time", lambda: later)
    choose(Registry.load(), store, "id-en", hub=hub)
    assert len(tries) == 4


def test_offline_asks_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "connects", lambda *_: pytest.fail("asked the network"))
    folder = choose(Registry.load(), store, "id-en", hub=Hub(store, UNREACHABLE, offline=True))
    assert "the network is switched off" in folder.notice


@pytest.mark.parametrize("variable", ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
def test_the_environment_can_switch_the_network_off(
    store: Store, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    assert not Hub.from_environment(store).offline
    monkeypatch.setenv(variable, "1")
    assert Hub.from_environment(store).offline


def test_a_named_model_is_never_replaced(store: Store) -> None:
    with pytest.raises(ModelNotFound, match="opus-mt-id-en") as caught:
        choose(Registry.load(), store, "id-en", "opus-mt-id-en", hub=Hub(store, UNREACHABLE))
    assert caught.value.status is ExitStatus.MODEL
    assert caught.value.hint


def test_a_direction_without_an_embedded_model_names_the_command(store: Store) -> None:
    public = tuple(model for model in Registry.load().models if model.kind == "hub")
    with pytest.raises(ModelNotFound, match="en-id") as caught:
        choose(Registry(public), store, "en-id", hub=Hub(store, UNREACHABLE))
    assert "translator models pull opus-mt-en-id" in caught.value.hint


def test_the_default_is_fetched_once_and_then_found(store: Store, pristine: Path) -> None:
    with loopback_hub(**{REPOSITORY.replace("/", "__"): pristine}) as server:
        folder = choose(Registry.load(), store, "id-en", hub=Hub(store, server.url))
        assert folder.revision == server.commit(REPOSITORY)
    assert (folder.spec.name, folder.notice) == ("opus-mt-id-en", "")
    again = choose(Registry.load(), store, "id-en", hub=NoHub(store))
    assert again == folder


def test_a_hub_that_fails_lets_the_embedded_model_serve(store: Store, pristine: Path) -> None:
    with loopback_hub(**{REPOSITORY.replace("/", "__"): pristine}) as server:
        server.faults.status = {"api/models": 503}
        folder = choose(Registry.load(), store, "id-en", hub=Hub(store, server.url))
    assert folder.spec.name == "starter-id-en"
    assert "503" in folder.notice


def test_a_folder_is_taken_by_its_path(store: Store, weights: Path) -> None:
    folder = choose(Registry.load(), store, "id-en", str(weights), hub=NoHub(store))
    assert (folder.path, folder.spec.name) == (weights, "tiny")
    assert folder.revision.startswith("sha256:")


def test_a_folder_that_says_another_direction_is_refused(store: Store, weights: Path) -> None:
    edit_json(weights / "tokenizer_config.json", source_lang="en", target_lang="id")
    with pytest.raises(ModelError, match="translates en-id, not id-en"):
        choose(Registry.load(), store, "id-en", str(weights))


@pytest.mark.parametrize("name", ["no-such-model", "/no/such/folder"])
def test_what_is_neither_name_nor_folder(store: Store, name: str) -> None:
    with pytest.raises(ModelNotFound):
        choose(Registry.load(), store, "id-en", name, hub=NoHub(store))


@pytest.mark.parametrize("name", ["opus-mt-en-id", "distilbart-cnn-6-6"])
def test_a_model_for_another_job_is_refused(store: Store, name: str) -> None:
    with pytest.raises(ModelNotFound, match="not to translate id-en"):
        choose(Registry.load(), store, "id-en", name, hub=NoHub(store))


def test_a_registered_folder_that_is_gone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine translate id-en path:gone - MIT default\n")
    registry = Registry.load([tmp_path / "mine.txt"])
    with pytest.raises(ModelNotFound, match="gone"):
        choose(registry, store, "id-en", "mine")


def test_without_a_hub_nothing_is_fetched(store: Store) -> None:
    assert choose(Registry.load(), store, "id-en").spec.name == "starter-id-en"
    with pytest.raises(ModelNotFound) as caught:
        choose(Registry.load(), store, "id-en", "opus-mt-id-en")
    assert isinstance(caught.value.__cause__, HubError)
