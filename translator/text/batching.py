"""Which texts go to the model together, and which of those batches at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_SMALL = 256  # tokens of a batch that is not worth cutting
_PADDED = 1.1  # of a share, to its tokens

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Batching = Callable[[Sequence[int]], list[list[int]]]  # lengths of texts to batches of indices


def batches(
    lengths: Sequence[int], budget: int, even: bool = False, parts: int = 1
) -> list[list[int]]:
    """Indices of `lengths`, each exactly once, grouped so that little is wasted on padding.

    A batch of n texts costs n times its longest one, as shorter ones are padded; no batch costs
    more than `budget`, except that a single text over it stands alone. The longest come first:
    if memory is too small, it shows at once. Equal lengths keep their order.

    Args:
        lengths: tokens of each text.
        budget: padded tokens of one batch, at least 1.
        even: only texts of one length share a batch, so that none is padded. Then what a model
            makes of a text does not depend on its neighbours, not even in the last digit.
        parts: so many batches or more, unless they would be small: then a short list keeps
            several cores busy.
    """
    tokens = sum(lengths)
    shares = min(parts, max(tokens // _SMALL, 1))
    if shares > 1:
        budget = min(budget, int(_PADDED * tokens / shares) + 1)
    result: list[list[int]] = []
    longest = 0
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        fits = bool(result) and (len(result[-1]) + 1) * longest <= budget
        if fits and not (even and lengths[index] != longest):
            result[-1].append(index)
        else:
            result.append([index])
            longest = max(lengths[index], 1)
    return result


def shares(sizes: Sequence[int], limit: int) -> Iterator[slice]:
    """Slices of a list, of about equal size and of the limit at least; all of it if it is short.

    Args:
        sizes: of each item.
        limit: what is less than twice as much stays together.
    """
    total = sum(sizes)
    share = total / max(total // limit, 1)
    start, done = 0, 0
    for stop, size in enumerate(sizes, 1):
        done += size
        if done >= share or stop == len(sizes):
            yield slice(start, stop)
            start, done = stop, 0


def each(
    function: Callable[[Batch], Result], batches: Sequence[Batch], workers: int
) -> Iterator[Result]:
    """What the function makes of each batch, in order; `workers` of them are made at once."""
    if min(workers, len(batches)) < 2:
        yield from map(function, batches)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(function, batches)
