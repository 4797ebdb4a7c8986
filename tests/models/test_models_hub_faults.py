"""Everything that can go wrong with a hub has a message, a cure and a clean cache."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hub import LoopbackHub
from tests.models.pulls import SPEC, Recorder, no_half_files
from translator.errors import ExitStatus, HubError, ModelBroken
from translator.models import hub as hub_module
from translator.models import transfer
from translator.models.hub import Hub
from translator.models.store import Store

pytestmark = pytest.mark.usefixtures("online")


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
