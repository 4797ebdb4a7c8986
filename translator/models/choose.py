"""Chooses the model for a job: the one that was named, the default, or the embedded one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import HubError, ModelNotFound
from translator.models.folder import ModelFolder, verify_marian
from translator.models.registry import ModelSpec, Registry
from translator.models.store import Store

if TYPE_CHECKING:
    from translator.models.hub import Hub
    from translator.protocols import Progress


def choose(
    registry: Registry,
    store: Store,
    direction: str,
    name: str | None = None,
    *,
    task: str = "translate",
    hub: Hub | None = None,
    progress: Progress | None = None,
    announce: Callable[[str], None] | None = None,
) -> ModelFolder:
    """The model for a job, fetched now if it must be and can be.

    Args:
        registry: the known models.
        store: where to look for weights.
        direction: such as "id-en"; for a summarizer the language, such as "en".
        name: a name in the registry, or the path of a folder; None: the default, and when
            its weights cannot be had the fallback, with a notice.
        task: "translate" or "summarize".
        hub: where to fetch missing weights; None: only what is on this machine counts.
        progress: shows a download.
        announce: is told, before a download begins, what is fetched.

    Raises ModelNotFound when the weights cannot be had; a model that was named is never
    replaced by another.
    """
    way = _Way(store, hub, progress, announce)
    if name is not None:
        return _named(registry, way, direction, name, task)
    wanted = registry.find(task, direction, "default")
    for spec in wanted:
        if found := store.find(spec):
            return found
    reason = ""
    for spec in wanted:
        try:
            return way.fetch(spec)
        except HubError as error:
            reason = error.message
    for spec in registry.find(task, direction, "fallback"):
        if found := store.find(spec):
            return replace(found, notice=_notice(spec, wanted, reason))
    raise ModelNotFound(
        f"there is no model for {direction} on this machine" + (f": {reason}" if reason else ""),
        f"fetch one with `translator models pull {wanted[0].name}`"
        if wanted
        else "name a model or a folder of weights with --model",
    )


@dataclass(frozen=True)
class _Way:
    """How weights come to this machine; the fields are arguments of `choose`."""

    store: Store
    hub: Hub | None
    progress: Progress | None
    announce: Callable[[str], None] | None

    def fetch(self, spec: ModelSpec, *, named: bool = False) -> ModelFolder:
        """Fetch a model; raises HubError. One that was named is tried in any case."""
        if self.hub is None:
            raise HubError(
                "the network is not asked", f"fetch it with `translator models pull {spec.name}`"
            )
        self.hub.check(spec, remember=not named)
        if self.announce:
            size = f" ({spec.options['size']})" if "size" in spec.options else ""
            self.announce(f"fetching {spec.name}{size}, once; --offline does without")
        return self.store.folder(self.hub.pull(spec, self.progress), spec)


def _named(registry: Registry, way: _Way, direction: str, name: str, task: str) -> ModelFolder:
    known = any(spec.name == name for spec in registry.models)
    if not known and Path(name).expanduser().is_dir():
        folder = way.store.at(Path(name), direction, task)
        if task == "translate":  # before a memory answers for weights that cannot be used
            verify_marian(folder.path)
        return folder
    spec = registry.get(name)
    if spec.task != task or direction not in spec.direction.split(","):
        raise ModelNotFound(
            f"{name} is a model to {spec.task} {spec.direction}, not to {task} {direction}",
            f"`translator models list` shows those that {task} {direction}",
        )
    if found := way.store.find(spec):
        return found
    if spec.kind != "hub":
        raise ModelNotFound(
            f"the weights of {name} are gone: there is nothing at {spec.location}",
            "correct the line in your models.txt",
        )
    try:
        return way.fetch(spec, named=True)
    except HubError as error:
        raise ModelNotFound(
            f"the weights of {name} are not on this machine: {error.message}", error.hint
        ) from error


def _notice(spec: ModelSpec, wanted: tuple[ModelSpec, ...], reason: str) -> str:
    if not wanted:
        return ""
    best = wanted[0]
    return (
        f"the embedded {spec.name} ({spec.quality}) translates, because {best.name} "
        f"({best.quality}) is not here and {reason}; "
        f"`translator models pull {best.name}` fetches it"
    )
