"""Fetches models from the hub: lists, downloads, checks, and puts into the hub's own cache.

huggingface_hub is imported only here; it knows the hub's protocol, the token and the proxies.
The transfer is our own, because a download that broke off is to be resumed by the next run, and
huggingface_hub resumes only within one.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.errors import HubError, ModelBroken
from translator.models.files import write_text
from translator.models.fingerprint import git_sha1, sha256
from translator.models.folder import verify_weights
from translator.models.listing import RemoteFile, needed
from translator.models.reach import Reach
from translator.models.store import Store, is_commit
from translator.models.transfer import Broken, Line, transfer

if TYPE_CHECKING:
    from translator.models.registry import ModelSpec
    from translator.protocols import Progress

PUBLIC = "https://huggingface.co"
LIST_TIMEOUT = 8.0  # seconds for the list of files, which is a few kilobytes
LAST_FILE = "config.json"  # put into place last: where it is, the rest is


@dataclass(frozen=True)
class Hub:
    """A hub, and what may be asked of it."""

    store: Store
    endpoint: str = PUBLIC
    offline: bool = False

    @classmethod
    def from_environment(cls, store: Store, *, offline: bool = False) -> Hub:
        """Honours HF_ENDPOINT, HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE.

        HF_TOKEN and the proxies of the system are honoured by huggingface_hub itself.
        """
        asked = any(_is_set(name) for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"))
        endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/") or PUBLIC
        return cls(store, endpoint, offline or asked)

    @property
    def reach(self) -> Reach:
        """Whether the hub can be reached, and what is remembered of that."""
        return Reach(self.endpoint, self.store.cache / "unreachable.json")

    def check(self, spec: ModelSpec, *, remember: bool = False) -> None:
        """Raises HubError when the hub must not be asked, or takes no connection in a second.

        With `remember`, a failure of the last minutes is believed without another try.
        """
        if self.offline:
            raise HubError(
                "the network is switched off",
                f"`translator models pull {spec.name}` without --offline and HF_HUB_OFFLINE",
            )
        self.reach.check(remember=remember)

    def pull(self, spec: ModelSpec, progress: Progress | None = None) -> Path:
        """Fetch what is missing of a model; gives its folder.

        Every file is checked against the size and the hash that the hub tells. Whatever goes
        wrong, the cache holds whole files only, and the next call goes on from there.
        Raises HubError.
        """
        self.check(spec)
        from filelock import FileLock

        lock = self.store.cache / "downloads" / f"{self.store.repository(spec).name}.lock"
        with _mapped(spec, self.endpoint):
            lock.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(lock):
                return self._pull(spec, progress)

    def _pull(self, spec: ModelSpec, progress: Progress | None) -> Path:
        from huggingface_hub import HfApi

        branch = "main" if spec.revision == "-" else spec.revision
        info = HfApi(endpoint=self.endpoint).model_info(
            spec.location, revision=branch, files_metadata=True, timeout=LIST_TIMEOUT
        )
        commit = str(info.sha)
        files = needed(spec, [_remote(sibling) for sibling in info.siblings or ()])
        contents = {file.digest: file for file in files}  # two tokenizers may be one file
        blobs = self.store.repository(spec) / "blobs"
        missing = [file for file in contents.values() if not _whole(blobs / file.digest, file)]
        if progress:
            progress.start(f"Fetching {spec.name}", sum(file.size for file in missing), "bytes")
        try:
            for file in missing:
                self._fetch(spec, commit, file, progress)
        finally:
            if progress:
                progress.stop()
        return self._link(spec, commit, branch, files)

    def _fetch(
        self, spec: ModelSpec, commit: str, file: RemoteFile, progress: Progress | None
    ) -> None:
        from huggingface_hub import hf_hub_url

        blob = self.store.repository(spec) / "blobs" / file.digest
        part = self.store.cache / "downloads" / f"{file.digest}.part"
        url = hf_hub_url(spec.location, file.name, revision=commit, endpoint=self.endpoint)
        transfer(_line(), url, part, file.size, progress)
        if not _whole(part, file):
            part.unlink()
            raise Broken(f"{file.name} arrived altered: its hash is not the one the hub tells")
        blob.parent.mkdir(parents=True, exist_ok=True)
        part.replace(blob)

    def _link(self, spec: ModelSpec, commit: str, branch: str, files: list[RemoteFile]) -> Path:
        """Make the snapshot, as the hub's cache is documented to hold it.

        https://huggingface.co/docs/huggingface_hub/guides/manage-cache
        """
        repository = self.store.repository(spec)
        folder = repository / "snapshots" / commit
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(files, key=lambda file: file.name == LAST_FILE):
            _place(repository / "blobs" / file.digest, folder / file.name)
        if not is_commit(branch):
            write_text(repository / "refs" / branch, commit)
        verify_weights(folder)
        return folder


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").upper() in ("1", "ON", "YES", "TRUE")


def _remote(sibling: Any) -> RemoteFile:
    if sibling.lfs is not None:
        return RemoteFile(sibling.rfilename, int(sibling.lfs.size), str(sibling.lfs.sha256), True)
    return RemoteFile(sibling.rfilename, int(sibling.size or 0), str(sibling.blob_id or ""), False)


def _line() -> Line:
    from huggingface_hub import get_session
    from huggingface_hub.utils import (  # type: ignore[attr-defined]  # not in its __all__
        build_hf_headers,
        hf_raise_for_status,
    )

    return Line(get_session(), build_hf_headers(), _network_errors(), hf_raise_for_status)


def _network_errors() -> tuple[type[Exception], ...]:
    """What the hub's HTTP client raises when the connection fails.

    huggingface_hub 1 uses httpx and 2 uses httpx2: the same names in another package.
    """
    from huggingface_hub import get_session

    package = import_module(type(get_session()).__module__.partition(".")[0])
    return (package.TransportError, package.StreamError)


def _whole(path: Path, file: RemoteFile) -> bool:
    """Whether a file on this machine is the one that the hub lists."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return (sha256(path) if file.is_sha256 else git_sha1(path)) == file.digest


def _place(blob: Path, name: Path) -> None:
    """Make the blob known under a name: a link, or a copy where the system has no links."""
    if name.exists() and name.samefile(blob):
        return
    name.unlink(missing_ok=True)
    try:
        name.symlink_to(Path("../../blobs") / blob.name)
    except OSError:
        shutil.copyfile(blob, name)


@contextmanager
def _mapped(spec: ModelSpec, endpoint: str) -> Iterator[None]:
    """Turn the errors of the hub, the network and the disk into HubError with a cure."""
    # What fails is told by an error, not by a line of log or a bar of huggingface_hub's own.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    failures: tuple[type[Exception], ...] = (
        *_network_errors(),
        Broken,
        ModelBroken,
        json.JSONDecodeError,
        OSError,  # also the base of the hub's own errors
    )
    try:
        yield
    except failures as error:
        raise _explain(error, spec, endpoint) from error


def _explain(error: Exception, spec: ModelSpec, endpoint: str) -> HubError:
    from huggingface_hub import errors

    again = f"try again: `translator models pull {spec.name}` goes on where it broke off"
    if isinstance(error, (errors.RevisionNotFoundError, errors.EntryNotFoundError)):
        return HubError(
            f"{spec.location} has no revision {spec.revision}, or a file of it is gone",
            "change the revision in your models.txt",
        )
    if isinstance(error, (errors.RepositoryNotFoundError, errors.GatedRepoError)):
        return HubError(
            f"{endpoint} has no model {spec.location}, or does not show it to you",
            "check the name; for a private or gated model set HF_TOKEN",
        )
    if isinstance(error, errors.HfHubHTTPError):
        return _refused(error, endpoint, again)
    if isinstance(error, (Broken, ModelBroken)):
        return HubError(f"{spec.name} was not fetched: {error}", again)
    if isinstance(error, json.JSONDecodeError):
        return HubError(
            f"{endpoint} does not answer as a hub does",
            "check HF_ENDPOINT, and whether the network wants a log-in first",
        )
    if isinstance(error, (*_network_errors(), ConnectionError)):
        reason = str(error) or type(error).__name__
        return HubError(f"the connection to {endpoint} failed: {reason}", again)
    return HubError(
        f"{spec.name} cannot be stored: {error}", "make room, or set HF_HOME to another folder"
    )


def _refused(error: Any, endpoint: str, again: str) -> HubError:
    status = error.response.status_code
    if status in (401, 403):
        return HubError(f"{endpoint} refuses access ({status})", "set HF_TOKEN to a valid token")
    if status == 429:
        wait = error.response.headers.get("Retry-After", "")
        moment = f"in {wait} seconds" if wait.isdigit() else "in some minutes"
        return HubError(f"{endpoint} gets too many requests (429)", f"try again {moment}")
    return HubError(f"{endpoint} answers with an error ({status})", again)
