"""A memory that a job can do without."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from translator.errors import MemoryFileError
from translator.protocols import Memory
from translator.result import Hypothesis, Signature


class OptionalMemory:
    """Passes everything on until that fails; from then on it knows nothing and keeps nothing.

    Args:
        memory: the one in use.
        warn: is told, once, why it is no longer used.
    """

    def __init__(self, memory: Memory, warn: Callable[[str], None]) -> None:
        self._memory: Memory | None = memory
        self._warn = warn

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        """What is known of these sources."""
        try:
            return self._memory.get_many(sources, signature) if self._memory else {}
        except MemoryFileError as error:
            self._give_up(error)
            return {}

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Remember these, if that can be done."""
        try:
            if self._memory:
                self._memory.put_many(pairs, signature)
        except MemoryFileError as error:
            self._give_up(error)

    def _give_up(self, error: MemoryFileError) -> None:
        self._memory = None
        self._warn(f"{error.message}; the translation goes on without it")
