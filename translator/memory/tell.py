"""What a memory holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from translator.memory.file import MemoryFile

_GROUPS = """
SELECT signature.text, direction, count(*), min(created), max(used)
FROM translation JOIN signature ON signature.id = translation.signature
GROUP BY signature.id ORDER BY count(*) DESC, signature.text
"""


@dataclass(frozen=True)
class Group:
    """All translations that were made in one way."""

    signature: str
    direction: str
    sentences: int
    first: int  # when the oldest was made, in seconds since 1970
    last: int  # when one was last used


def groups(memory: MemoryFile) -> list[Group]:
    """The largest first; raises MemoryFileError."""
    return [Group(*row) for row in memory.query(_GROUPS)]  # type: ignore[arg-type]
