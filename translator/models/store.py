"""Finds the folder of a model's weights: in the package, in the hub's cache, or at a path.

Only `hub.py`, beside it, speaks to the hub; what is on this machine is found without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from translator.errors import ModelNotFound
from translator.models.files import default_cache, default_hub_cache
from translator.models.fingerprint import remembered_sha256
from translator.models.folder import ModelFolder, weights_file
from translator.models.registry import ModelSpec, Registry

WEIGHTS = Path(__file__).parents[1] / "weights"
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Store:
    """Where weights are kept on this machine."""

    cache: Path  # the tool's own: conversions and notes
    hub_cache: Path  # huggingface_hub's, shared with other programs

    @classmethod
    def default(cls) -> Store:
        """The folders that the environment names, or the system's custom."""
        return cls(default_cache(), default_hub_cache())

    def find(self, spec: ModelSpec) -> ModelFolder | None:
        """The model's folder if its weights are on this machine; asks no network."""
        path = self._locate(spec)
        return None if path is None else self._folder(path, spec)

    def at(self, path: Path, direction: str) -> ModelFolder:
        """The model in a folder of the user's; its name is the folder's."""
        path = path.expanduser().resolve()
        spec = ModelSpec(path.name, "translate", direction, f"path:{path}")
        return self._folder(path, spec)

    def _locate(self, spec: ModelSpec) -> Path | None:
        if spec.kind == "package":
            path = WEIGHTS / spec.location
            return path if path.is_dir() else None
        if spec.kind == "path":
            path = Path(spec.location)
            return path if path.is_dir() else None
        return self.snapshot(spec)

    def snapshot(self, spec: ModelSpec) -> Path | None:
        """The hub's snapshot of the pinned revision, when its config and weights are there.

        The layout is the hub's documented one: refs/<branch> names the commit,
        snapshots/<commit> holds the files.
        """
        repository = self.repository(spec)
        revision = "main" if spec.revision == "-" else spec.revision
        if not _COMMIT.fullmatch(revision):
            try:
                revision = (repository / "refs" / revision).read_text("ascii").strip()
            except OSError:
                return None
        path = repository / "snapshots" / revision
        whole = (path / "config.json").is_file() and _has_weights(path)
        return path if whole else None

    def repository(self, spec: ModelSpec) -> Path:
        """The folder in the hub's cache that holds all revisions of a model."""
        return self.hub_cache / f"models--{spec.location.replace('/', '--')}"

    def _folder(self, path: Path, spec: ModelSpec) -> ModelFolder:
        if spec.kind == "hub":
            revision = path.name
        elif spec.revision.startswith("sha256:"):
            revision = spec.revision
        else:
            digest = remembered_sha256(weights_file(path), self.cache / "fingerprints.json")
            revision = f"sha256:{digest}"
        return ModelFolder(path, spec, revision, self.cache / "ctranslate2")


def choose(
    registry: Registry, store: Store, direction: str, name: str | None = None
) -> ModelFolder:
    """The translator for a direction.

    Args:
        registry: the known models.
        store: where to look for weights.
        direction: such as "id-en".
        name: a name in the registry, or the path of a folder; None: the default, and when
            its weights cannot be had the fallback, with a notice.

    Raises ModelNotFound when the weights cannot be had.
    """
    if name is not None:
        return _named(registry, store, direction, name)
    wanted = registry.find("translate", direction, "default")
    for spec in wanted:
        if found := store.find(spec):
            return found
    cure = f"translator models pull {wanted[0].name}" if wanted else ""
    for spec in registry.find("translate", direction, "fallback"):
        if found := store.find(spec):
            return replace(found, notice=_notice(spec, wanted, cure))
    raise ModelNotFound(
        f"there is no model for {direction} on this machine",
        f"fetch one with `{cure}`" if cure else "name a folder of weights with --model",
    )


def _named(registry: Registry, store: Store, direction: str, name: str) -> ModelFolder:
    known = any(spec.name == name for spec in registry.models)
    if not known and Path(name).expanduser().is_dir():
        return store.at(Path(name), direction)
    spec = registry.get(name)
    if spec.task != "translate" or direction not in spec.direction.split(","):
        raise ModelNotFound(
            f"{name} is no translator for {direction}",
            f"`translator models list` shows those for {direction}",
        )
    if found := store.find(spec):
        return found
    raise ModelNotFound(
        f"the weights of {name} are not on this machine",
        f"fetch them with `translator models pull {name}`"
        if spec.kind == "hub"
        else f"there is nothing at {spec.location}",
    )


def _notice(spec: ModelSpec, wanted: tuple[ModelSpec, ...], cure: str) -> str:
    if not wanted:
        return ""
    best = wanted[0]
    return (
        f"{best.name} ({best.quality}) is not on this machine, so the embedded {spec.name} "
        f"({spec.quality}) translates; `{cure}` fetches the better one"
    )


def _has_weights(path: Path) -> bool:
    return any(
        (path / name).is_file()
        for name in ("model.safetensors", "pytorch_model.bin", "model.safetensors.index.json")
    )
