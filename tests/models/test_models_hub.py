"""Fetching from a hub: the protocol, and everything that can go wrong with it."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.hub import LARGE, LoopbackHub, loopback_hub
from translator.errors import ExitStatus, HubError, ModelBroken, ModelError
from translator.models import hub as hub_module
from translator.models import transfer
from translator.models.hub import Hub
from translator.models.registry import ModelSpec
from translator.models.store import Store

SPEC = ModelSpec("tiny", "translate", "id-en", "hub:owner/tiny", "main", "MIT")


@dataclass
class Recorder:
    """A progress that remembers."""

    totals: list[int | None] = field(default_factory=list)
    done: int = 0
    stops: int = 0

    def start(self, description: str, total: int | None, unit: str = "") -> None:
        assert unit == "bytes"
        self.totals.append(total)

    def advance(self, steps: int) -> None:
        self.done += steps

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """huggingface_hub reads its switches when it is imported."""
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)


@pytest.fixture
def server(weights: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackHub]:
    monkeypatch.setattr(transfer, "PAUSE", 0.001)
    for unwanted in ("tf_model.h5", "rust_model.ot", "pytorch_model.bin", "model.py"):
        (weights / unwanted).write_bytes(b"unwanted" * LARGE)
    with loopback_hub(owner__tiny=weights) as running:
        yield running


@pytest.fixture
def hub(server: LoopbackHub, store: Store) -> Hub:
    return Hub(store, server.url)


def no_half_files(store: Store) -> bool:
    """Whether what the cache shows under a model's name is whole."""
    folder = store.find(SPEC)
    if folder is None:
        return True
    store.verify(folder)
    return True


def test_a_model_is_fetched_whole_and_nothing_else(
    hub: Hub, store: Store, server: LoopbackHub, weights: Path
) -> None:
    progress = Recorder()
    path = hub.pull(SPEC, progress)
    names = {file.name for file in path.iterdir()}
    assert names == {
        "config.json",
        "generation_config.json",
        "tokenizer_config.json",
        "vocab.json",
        "source.spm",
        "target.spm",
        "model.safetensors",
    }
    for name in names:
        assert (path / name).read_bytes() == (weights / name).read_bytes()
    folder = store.find(SPEC)
    assert folder is not None
    assert (folder.path, folder.revision) == (path, server.commit("owner/tiny"))
    store.verify(folder)
    assert progress.totals == [progress.done]
    assert progress.stops == 1


def test_huggingface_hub_finds_what_was_fetched(hub: Hub, store: Store) -> None:
    from huggingface_hub import snapshot_download, try_to_load_from_cache

    path = hub.pull(SPEC)
    cache = store.hub_cache
    assert try_to_load_from_cache("owner/tiny", "config.json", cache_dir=cache) == str(
        path / "config.json"
    )
    found = snapshot_download(
        "owner/tiny", cache_dir=cache, local_files_only=True, allow_patterns=["config.json"]
    )
    assert Path(found) == path


def test_what_huggingface_hub_fetched_is_found(hub: Hub, store: Store, server: LoopbackHub) -> None:
    from huggingface_hub import snapshot_download

    fetched = snapshot_download("owner/tiny", cache_dir=store.hub_cache, endpoint=server.url)
    folder = store.find(SPEC)
    assert folder is not None
    assert folder.path == Path(fetched)
    store.verify(folder)


def test_a_second_pull_fetches_nothing(hub: Hub, server: LoopbackHub) -> None:
    hub.pull(SPEC)
    server.requests.clear()
    hub.pull(SPEC)
    assert list(server.requests) == ["GET /api/models/owner/tiny/revision/main"]


def test_a_pinned_commit_is_kept_to(hub: Hub, store: Store, server: LoopbackHub) -> None:
    commit = server.commit("owner/tiny")
    pinned = ModelSpec("tiny", "translate", "id-en", "hub:owner/tiny", commit)
    assert store.find(pinned) is None
    hub.pull(pinned)
    folder = store.find(pinned)
    assert folder is not None
    assert folder.revision == commit
    assert store.find(SPEC) is None  # no branch was asked for


def test_a_new_revision_replaces_the_old(
    hub: Hub, store: Store, server: LoopbackHub, weights: Path
) -> None:
    hub.pull(SPEC)
    before = store.find(SPEC)
    (weights / "tokenizer_config.json").write_text('{"changed": true}')
    hub.pull(SPEC)
    after = store.find(SPEC)
    assert before is not None
    assert after is not None
    assert before.revision != after.revision == server.commit("owner/tiny")


def test_the_token_goes_to_the_hub_and_not_to_its_storage(
    hub: Hub, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.pull(SPEC)
    assert server.tokens == {"Bearer hf_secret"}
    assert not server.storage_tokens


def cut_once(server: LoopbackHub) -> None:
    server.faults.cut, server.faults.cuts = {"model.safetensors": 100_000}, 1


def no_ranges(server: LoopbackHub) -> None:
    cut_once(server)
    server.faults.no_ranges = True


@pytest.mark.parametrize("fault", [cut_once, no_ranges])
def test_a_connection_that_breaks_is_taken_up_again(
    hub: Hub, store: Store, server: LoopbackHub, fault: Callable[[LoopbackHub], None]
) -> None:
    fault(server)
    progress = Recorder()
    hub.pull(SPEC, progress)
    assert progress.totals == [progress.done]
    assert store.find(SPEC) and no_half_files(store)


def test_the_next_run_resumes_where_the_last_broke_off(
    hub: Hub, store: Store, server: LoopbackHub, weights: Path
) -> None:
    cut_once(server)
    server.faults.broken_range = 500
    with pytest.raises(HubError, match="500") as caught:
        hub.pull(SPEC)
    assert "goes on where it broke off" in caught.value.hint
    assert store.find(SPEC) is None
    server.faults = type(server.faults)()
    server.sent = 0
    hub.pull(SPEC)
    assert server.sent < (weights / "model.safetensors").stat().st_size
    assert store.find(SPEC) and no_half_files(store)


def status(code: int, path: str = "api/models") -> Callable[[LoopbackHub], None]:
    def change(server: LoopbackHub) -> None:
        server.faults.status = {path: code}

    return change


def fault(**changes: object) -> Callable[[LoopbackHub], None]:
    def change(server: LoopbackHub) -> None:
        for name, value in changes.items():
            setattr(server.faults, name, value)

    return change


FAULTS: dict[str, tuple[Callable[[LoopbackHub], None], str, str]] = {
    # name: (what goes wrong, what the message says, what the hint says)
    "401": (status(401), r"refuses access \(401\)", "HF_TOKEN"),
    "403": (status(403), r"refuses access \(403\)", "HF_TOKEN"),
    "404": (status(404), r"error \(404\)", "pull tiny"),
    "429": (status(429), "too many requests", "in 7 seconds"),
    "500": (status(500), r"error \(500\)", "pull tiny"),
    "503 for the weights": (status(503, "model.safetensors"), r"error \(503\)", "broke off"),
    "404 for a file": (status(404, r"vocab\.json"), r"error \(404\)", "pull tiny"),
    "always cut at the same place": (
        fault(cut={"model.safetensors": 0}),
        "connection to .* failed",
        "broke off",
    ),
    "wrong hash": (fault(altered="model.safetensors"), "arrived altered", "pull tiny"),
    "wrong hash of a small file": (fault(altered=r"^config\.json"), "arrived altered", "pull"),
    "too long": (fault(longer="model.safetensors"), "more than the", "pull tiny"),
    "no JSON": (fault(page="api/models"), "does not answer as a hub", "log-in"),
    "a file outside": (
        fault(names={"vocab.json": "../../vocab.json"}),
        "outside its folder",
        "do not use",
    ),
    "an absolute file": (fault(names={"vocab.json": "/etc/vocab.json"}), "outside", "do not"),
    "a file with a backslash": (fault(names={"vocab.json": "..\\v.json"}), "outside", "do not"),
    "no weights": (
        fault(names={"model.safetensors": "a.h5", "pytorch_model.bin": "b.h5"}),
        "lacks model.safetensors or pytorch_model.bin",
        "another",
    ),
    "no tokenizer": (fault(names={"source.spm": "x.spm"}), r"lacks source\.spm", "another"),
}


@pytest.mark.parametrize(("change", "message", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_has_a_message_a_cure_and_a_clean_cache(
    hub: Hub,
    store: Store,
    server: LoopbackHub,
    change: Callable[[LoopbackHub], None],
    message: str,
    hint: str,
) -> None:
    change(server)
    progress = Recorder()
    with pytest.raises(HubError, match=message) as caught:
        hub.pull(SPEC, progress)
    assert hint in caught.value.hint
    assert caught.value.status is ExitStatus.MODEL
    assert store.find(SPEC) is None
    assert progress.stops == len(progress.totals)
    server.faults = type(server.faults)()  # the hub is well again
    hub.pull(SPEC)
    assert store.find(SPEC) and no_half_files(store)


def test_a_repository_or_revision_that_there_is_not(hub: Hub) -> None:
    with pytest.raises(HubError, match="has no model owner/other"):
        hub.pull(ModelSpec("other", "translate", "id-en", "hub:owner/other", "main"))
    with pytest.raises(HubError, match="has no revision v9"):
        hub.pull(ModelSpec("tiny", "translate", "id-en", "hub:owner/tiny", "v9"))


def test_a_refused_connection(store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(HubError, match="cannot be reached") as caught:
        Hub(store, f"http://127.0.0.1:{port}").pull(SPEC)
    assert "HF_ENDPOINT" in caught.value.hint


def test_a_hub_that_is_too_slow(
    hub: Hub, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "LIST_TIMEOUT", 0.1)
    server.faults.delay = {"api/models": 1.0}
    started = time.perf_counter()
    with pytest.raises(HubError, match="connection to"):
        hub.pull(SPEC)
    assert time.perf_counter() - started < 1


def test_weights_that_stall(hub: Hub, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "TIMEOUT", 0.05)
    server.faults.delay = {"model.safetensors": 0.3}
    with pytest.raises(HubError, match="connection to"):
        hub.pull(SPEC)


def test_offline_refuses_before_anything(store: Store, server: LoopbackHub) -> None:
    with pytest.raises(HubError, match="switched off"):
        Hub(store, server.url, offline=True).pull(SPEC)
    assert not server.requests


@pytest.fixture
def fresh_client() -> Iterator[None]:
    """huggingface_hub keeps one HTTP client, which reads the proxies when it is made."""
    from huggingface_hub import close_session

    close_session()
    yield
    close_session()


@pytest.mark.usefixtures("fresh_client")
def test_a_proxy_is_asked_instead_of_the_hub(
    store: Store, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", server.url)
    hub = Hub(store, "http://hub.invalid")  # a name that cannot be looked up
    hub.pull(SPEC)
    assert store.find(SPEC) and no_half_files(store)
    monkeypatch.setenv("no_proxy", "hub.invalid")
    with pytest.raises(HubError, match="cannot be reached"):
        hub.pull(SPEC)


def test_a_damaged_model_is_mended_by_a_pull(hub: Hub, store: Store) -> None:
    path = hub.pull(SPEC)
    blob = (path / "model.safetensors").resolve()
    content = bytearray(blob.read_bytes())
    content[-1] ^= 1
    blob.write_bytes(content)
    folder = store.find(SPEC)
    assert folder is not None
    with pytest.raises(ModelBroken, match="altered"):
        store.verify(folder)
    hub.pull(SPEC)
    store.verify(folder)


def test_without_links_the_cache_holds_copies(
    hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    path = hub.pull(SPEC)
    assert not any(file.is_symlink() for file in path.iterdir())
    folder = store.find(SPEC)
    assert folder is not None
    store.verify(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written(hub: Hub, store: Store) -> None:
    store.hub_cache.mkdir(mode=0o500)
    with pytest.raises(HubError, match="cannot be stored"):
        hub.pull(SPEC)


def test_a_full_disk(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(HubError, match="No space left") as caught:
        hub.pull(SPEC)
    assert "make room" in caught.value.hint


def test_removing_frees_everything(hub: Hub, store: Store, weights: Path) -> None:
    hub.pull(SPEC)
    conversion = store.cache / "ctranslate2" / f"tiny-{'0' * 16}-int8"
    conversion.mkdir(parents=True)
    (conversion / "model.bin").write_bytes(b"12345")
    other = store.cache / "ctranslate2" / f"tiny-big-{'0' * 16}-int8"
    other.mkdir()
    freed = store.remove(SPEC)
    assert freed >= (weights / "model.safetensors").stat().st_size + 5
    assert store.find(SPEC) is None
    assert not conversion.exists()
    assert other.exists()
    assert store.remove(SPEC) == 0


@pytest.mark.parametrize("source", ["package:starter-id-en", "path:/some/folder"])
def test_only_fetched_models_are_removed(store: Store, source: str) -> None:
    with pytest.raises(ModelError, match="not fetched"):
        store.remove(ModelSpec("mine", "translate", "id-en", source))


def test_two_processes_fetch_once(store: Store, server: LoopbackHub) -> None:
    import threading

    threads = [threading.Thread(target=Hub(store, server.url).pull, args=(SPEC,)) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    weights = [path for path in server.requests if path.endswith("/model.safetensors")]
    assert all(server.requests[path] == 1 for path in weights)
    shutil.rmtree(store.hub_cache)
