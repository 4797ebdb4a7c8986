"""Finds the folder of a model's weights: in the package, in the hub's cache, or at a path.

It asks no network: `hub.py`, beside it, puts into the hub's cache what is found here.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from translator.errors import ModelError
from translator.languages import LANGUAGES
from translator.models.files import default_cache, default_hub_cache
from translator.models.fingerprint import git_sha1, remembered_sha256, sha256
from translator.models.folder import (
    WEIGHTS,
    ModelFolder,
    broken,
    read_json,
    verify_marian,
    verify_weights,
    weights_file,
)
from translator.models.registry import ModelSpec

EMBEDDED = Path(__file__).parents[1] / "weights"
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BLOB = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64})")


@dataclass(frozen=True)
class Store:
    """Where weights are kept on this machine."""

    cache: Path  # the tool's own: conversions, unfinished downloads, notes
    hub_cache: Path  # huggingface_hub's, shared with other programs

    @classmethod
    def default(cls) -> Store:
        """The folders that the environment names, or the system's custom."""
        return cls(default_cache(), default_hub_cache())

    def find(self, spec: ModelSpec) -> ModelFolder | None:
        """The model's folder if its weights are on this machine."""
        if spec.kind == "hub":
            path = self._snapshot(spec)
        else:
            path = EMBEDDED / spec.location if spec.kind == "package" else Path(spec.location)
        return self.folder(path, spec) if path and path.is_dir() else None

    def at(self, path: Path, direction: str = "", task: str = "translate") -> ModelFolder:
        """The model in a folder of the user's; its name is the folder's.

        Args:
            path: of the folder.
            direction: what it is wanted for; empty: whatever it is for.
            task: of the model.

        Raises ModelError when the folder says that it is for another direction.
        """
        path = path.expanduser().resolve()
        said = _direction(path)
        if task == "translate" and said and direction and said != direction:
            raise ModelError(
                f"the model in {path} translates {said}, not {direction}", "name another folder"
            )
        direction = direction or said
        return self.folder(path, ModelSpec(path.name, task, direction, f"path:{path}"))

    def folder(self, path: Path, spec: ModelSpec) -> ModelFolder:
        """The weights at a path, with the revision that names them.

        That is the commit of a hub's snapshot, else the hash of the weights, which the
        registry records or which is computed once.
        """
        if spec.kind == "hub":
            revision = path.name
        elif spec.revision.startswith("sha256:"):
            revision = spec.revision
        else:
            digest = remembered_sha256(weights_file(path), self.cache / "fingerprints.json")
            revision = f"sha256:{digest}"
        return ModelFolder(path, spec, revision, self.cache / "ctranslate2")

    def repository(self, spec: ModelSpec) -> Path:
        """The folder in the hub's cache that holds all revisions of a model."""
        return self.hub_cache / f"models--{spec.location.replace('/', '--')}"

    def _snapshot(self, spec: ModelSpec) -> Path | None:
        """The pinned revision's snapshot, when its settings and weights are there.

        The layout is the documented one of the hub's cache: refs/<branch> names the commit,
        snapshots/<commit> holds the files.
        """
        revision = "main" if spec.revision == "-" else spec.revision
        if not is_commit(revision):
            try:
                revision = (self.repository(spec) / "refs" / revision).read_text("ascii").strip()
            except (OSError, UnicodeDecodeError):
                return None
        path = self.repository(spec) / "snapshots" / revision
        whole = (path / "config.json").is_file() and any(
            (path / name).is_file() for name in WEIGHTS
        )
        return path if whole and is_commit(revision) else None

    def verify(self, folder: ModelFolder) -> None:
        """Read every byte of a model and compare it with its hashes; raises ModelBroken."""
        path = folder.path
        verify_marian(path) if folder.spec.task == "translate" else verify_weights(path)
        if folder.spec.kind == "package" and folder.revision.startswith("sha256:"):
            if f"sha256:{sha256(weights_file(path))}" != folder.revision:
                raise broken(path, f"{weights_file(path).name} is altered")
        elif folder.spec.kind == "hub":
            for file in sorted(path.iterdir()):
                _verify_blob(file)

    def size(self, folder: ModelFolder) -> int:
        """Bytes of a model's own files, its conversions left out."""
        return sum(file.stat().st_size for file in folder.path.iterdir() if file.is_file())

    def conversions(self, spec: ModelSpec) -> list[Path]:
        """The conversions of a model that lie in the cache."""
        mine = re.compile(re.escape(spec.name) + "-[0-9a-f]{16}-[a-z0-9]+")
        folders = (self.cache / "ctranslate2").glob(f"{spec.name}-*/")
        return sorted(folder for folder in folders if mine.fullmatch(folder.name))

    def remove(self, spec: ModelSpec) -> int:
        """Delete a fetched model and its conversions; gives the bytes that were freed.

        The package's own weights and folders of the user's are never touched: for those it
        raises ModelError, as it does for files that cannot be deleted.
        """
        if spec.kind != "hub":
            raise ModelError(
                f"{spec.name} was not fetched from the hub, so it is not removed",
                "uninstall the package" if spec.kind == "package" else f"delete {spec.location}",
            )
        folders = [*self.conversions(spec), self.repository(spec)]
        freed = sum(tree_size(folder) for folder in folders)
        try:
            for folder in folders:
                if folder.exists():
                    shutil.rmtree(folder)
        except OSError as error:
            raise ModelError(f"{spec.name} cannot be removed: {error}") from error
        return freed


def is_commit(revision: str) -> bool:
    """Whether a revision is a full commit, so that it never changes."""
    return bool(_COMMIT.fullmatch(revision))


def tree_size(folder: Path) -> int:
    """Bytes of all files below a folder; a link counts nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def _direction(path: Path) -> str:
    """What a translator's folder says of its direction; empty when it says nothing."""
    if not (path / "tokenizer_config.json").is_file():
        return ""
    config = read_json(path / "tokenizer_config.json")
    source, target = config.get("source_lang"), config.get("target_lang")
    return f"{source}-{target}" if source in LANGUAGES and target in LANGUAGES else ""


def _verify_blob(file: Path) -> None:
    """Compare a file with its name in the hub's cache, which is its hash.

    Where the system has no links the cache holds plain files, and there is nothing to compare.
    """
    name = file.resolve().name
    if not file.is_symlink() or not _BLOB.fullmatch(name):
        return
    found = sha256(file) if len(name) == 64 else git_sha1(file)
    if found != name:
        raise broken(file.parent, f"{file.name} is altered")
