"""What the tests of fetching have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.hub import LoopbackHub
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


def no_half_files(store: Store) -> bool:
    """Whether what the cache shows under a model's name is whole."""
    folder = store.find(SPEC)
    if folder is None:
        return True
    store.verify(folder)
    return True


def cut_once(server: LoopbackHub) -> None:
    server.faults.cut, server.faults.cuts = {"model.safetensors": 100_000}, 1
