"""What is fetched of a repository, at which revision, and how it is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hub import LoopbackHub
from tests.models.pulls import SPEC, Recorder
from translator.errors import HubError, ModelError
from translator.models.hub import Hub
from translator.models.registry import ModelSpec
from translator.models.store import Store

pytestmark = pytest.mark.usefixtures("online")


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


def test_a_repository_or_revision_that_there_is_not(hub: Hub) -> None:
    with pytest.raises(HubError, match="has no model owner/other"):
        hub.pull(ModelSpec("other", "translate", "id-en", "hub:owner/other", "main"))
    with pytest.raises(HubError, match="has no revision v9"):
        hub.pull(ModelSpec("tiny", "translate", "id-en", "hub:owner/tiny", "v9"))


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
