"""How many cores there are to compute on."""

from __future__ import annotations

import os
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")


def physical_cores(topology: Path = _TOPOLOGY) -> int:
    """Physical cores that this process may use; at least 1.

    Two threads on one core share its vector unit, so a second one only costs. Where the
    topology is not told, every logical processor counts.
    """
    usable = _usable()
    siblings = set()
    for processor in usable:
        try:
            path = topology / f"cpu{processor}" / "topology" / "thread_siblings_list"
            siblings.add(path.read_text("ascii").strip())
        except OSError:
            siblings.add(f"cpu{processor}")
    return max(len(siblings), 1)


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))
