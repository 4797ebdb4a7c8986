"""How many cores there are to compute on."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def physical_cores(topology: Path = _TOPOLOGY, quota: Path = _QUOTA) -> int:
    """Physical cores that this process may use; at least 1.

    Two threads on one core share its vector unit, so a second one only costs. Where the
    topology is not told, every logical processor counts. A container's quota is a bound too.

    Args:
        topology: where Linux tells which processors share a core.
        quota: where Linux tells a container's share: microseconds of a period, or "max".
    """
    usable = _usable()
    siblings = set()
    for processor in usable:
        try:
            path = topology / f"cpu{processor}" / "topology" / "thread_siblings_list"
            siblings.add(path.read_text("ascii").strip())
        except OSError:
            siblings.add(f"cpu{processor}")
    return max(min(len(siblings), _allowed(quota)), 1)


def _allowed(quota: Path) -> int:
    try:
        share, period = quota.read_text("ascii").split()
        return math.ceil(int(share) / int(period))
    except (OSError, ValueError):  # no container, or no bound
        return sys.maxsize


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))
