"""Word alignment by IBM model 1, vectorised: which pieces of one side go with which of the other.

Brown et al. 1993, "The mathematics of statistical machine translation", section 4.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


def translation_table(
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    rounds: int = 6,
    least: float = 0.08,
) -> dict[int, list[tuple[float, int]]]:
    """Learn p(target piece | source piece) from parallel rows of piece numbers.

    Returns, for each source piece, the (probability, target piece) pairs above `least`, best
    first.
    """
    left, right, slots, used = [], [], [], 0
    for source, target in zip(sources, targets, strict=True):
        left.append(np.repeat(np.asarray(source, np.int64), len(target)))
        right.append(np.tile(np.asarray(target, np.int64), len(source)))
        slots.append(np.tile(np.arange(used, used + len(target)), len(source)))
        used += len(target)
    slot: Ints = np.concatenate(slots)
    base = 1 + max(max(t) for t in targets)
    pairs, link = np.unique(
        np.concatenate(left) * base + np.concatenate(right), return_inverse=True
    )
    given, to = pairs // base, pairs % base
    table: Doubles = np.ones(len(pairs))
    for _ in range(rounds):
        share = table[link]
        share /= np.bincount(slot, share, minlength=used)[slot]
        counts = np.bincount(link, share, minlength=len(pairs))
        table = counts / np.bincount(given, counts)[given]
    best: dict[int, list[tuple[float, int]]] = {}
    for index in np.flatnonzero(table > least):
        best.setdefault(int(given[index]), []).append((float(table[index]), int(to[index])))
    return {piece: sorted(rows, reverse=True) for piece, rows in best.items()}
