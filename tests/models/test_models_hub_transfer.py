"""The way of the bytes: resumed, through a proxy, with a token, once for two processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hub import LoopbackHub
from tests.models.pulls import SPEC, Recorder, cut_once, no_half_files
from translator.errors import HubError
from translator.models.hub import Hub
from translator.models.store import Store

pytestmark = pytest.mark.usefixtures("online")


def test_the_token_goes_to_the_hub_and_not_to_its_storage(
    hub: Hub, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.pull(SPEC)
    assert server.tokens == {"Bearer hf_secret"}
    assert not server.storage_tokens


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
