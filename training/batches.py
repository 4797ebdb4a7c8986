"""From pairs to padded batches, with the examples that augmentation adds.

One pass over the data is shuffled, and examples of like lengths wait for each other until they
fill a batch, so that little of it is padding. Lengths are rounded up to a multiple of ``STEP``:
oneDNN, which multiplies on the CPU, makes a kernel for each new shape and keeps it for the next.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import sentencepiece
import torch

from training import augment

CHUNK = 8000  # examples whose batches are shuffled
STEP = 4  # tokens to which lengths are rounded up
EOS = 0
TAG = "<0x01>"  # a byte that no text has (Caswell et al. 2019, "Tagged back-translation")

Ids = list[int]


@dataclass(frozen=True)
class Mixture:
    """How often each kind of change is made, as shares of the examples shown."""

    names: float = 0.08
    numbers: float = 0.08
    quote_name: float = 0.03
    quote_all: float = 0.02
    joined: float = 0.06  # two pairs as one
    split: float = 0.0  # of a pair of as many sentences on each side, one
    copies: float = 0.03  # invented lines of names and code
    target_copies: float = 0.03  # the target side as its own source
    tagged: float = 0.0  # of copies, and pairs of an origin "bt-…": those with a sign in front
    sampled: float = 0.35  # sources whose segmentation is sampled
    alpha: float = 0.15  # smoothing of that sampling: smaller is wilder


CHANGES = [change.name for change in fields(Mixture) if change.name != "alpha"]
NO_CHANGES = Mixture(**dict.fromkeys(CHANGES, 0.0))


@dataclass(frozen=True)
class Batch:
    """Padded token numbers, ``(examples, longest)``, the end of sentence included."""

    source: torch.Tensor
    target: torch.Tensor


class Sampler:
    """Endless batches for one direction; the generator of random numbers is its whole state."""

    def __init__(
        self,
        sides: Sequence[tuple[str, str, str]],
        pieces: sentencepiece.SentencePieceProcessor,
        weights: Mapping[str, float],
        mixture: Mixture,
        tokens: int,
        pad: int,
        rng: random.Random,
        longest: int = 160,
    ) -> None:
        self.sides, self.pieces, self.weights, self.mixture = sides, pieces, weights, mixture
        self.tokens, self.pad, self.rng, self.longest = tokens, pad, rng, longest

    @cached_property
    def pool(self) -> augment.Pool:
        """The names and code of the pairs; gathered when a change first asks for them."""
        return augment.Pool.gather((source, target) for _, source, target in self.sides)

    def one_pass(self) -> Iterator[Batch]:
        """Yield the batches of one weighted pass over the pairs."""
        order: list[int] = []
        for index, (origin, _, _) in enumerate(self.sides):
            weight = self.weights.get(origin, 1.0)
            times = int(weight) + (self.rng.random() < weight - int(weight))
            order.extend([index] * times)
        self.rng.shuffle(order)
        waiting: dict[tuple[int, int], list[tuple[Ids, Ids]]] = {}
        for start in range(0, len(order), CHUNK):
            packs = []
            for index in order[start : start + CHUNK]:
                for source, target in self._examples(index):
                    shape = rounded(len(source) + 1), rounded(len(target) + 1)
                    pack = waiting.setdefault(shape, [])
                    pack.append((source, target))
                    if len(pack) >= self.tokens // max(shape):
                        packs.append((waiting.pop(shape), shape))
            self.rng.shuffle(packs)
            for pack, shape in packs:
                yield self._batch(pack, *shape)
        yield from self._pack([pair for pack in waiting.values() for pair in pack])

    def _examples(self, index: int) -> Iterator[tuple[Ids, Ids]]:
        origin, source, target = self.sides[index]
        mixture, rng = self.mixture, self.rng
        sides = source, target
        if rng.random() < mixture.split:
            sides = augment.split(sides, rng)
        if rng.random() < mixture.joined and index + 1 < len(self.sides):
            following = self.sides[index + 1]
            if len(source) + len(following[1]) < 300:
                sides = augment.join(sides, (following[1], following[2]))
        if rng.random() < mixture.names:
            sides = augment.swap_names(sides, self.pool, rng)
        if rng.random() < mixture.numbers:
            sides = augment.swap_numbers(sides, rng)
        if rng.random() < mixture.quote_name:
            sides = augment.quote_name(sides, rng)
        elif rng.random() < mixture.quote_all:
            sides = augment.quote_all(sides, rng)
        yield from self._encode(sides, origin.startswith("bt-"))
        if rng.random() < mixture.copies:
            yield from self._encode(augment.copy_example(self.pool, rng), made=True)
        if rng.random() < mixture.target_copies:
            yield from self._encode((target, target), made=True)

    def _encode(self, sides: augment.Sides, made: bool) -> Iterator[tuple[Ids, Ids]]:
        if self.rng.random() < self.mixture.sampled:
            source = self.pieces.encode(
                sides[0], enable_sampling=True, alpha=self.mixture.alpha, nbest_size=-1
            )
        else:
            source = self.pieces.encode(sides[0])
        if made and self.rng.random() < self.mixture.tagged:
            source = [self.pieces.piece_to_id(TAG), *source]
        target = self.pieces.encode(sides[1])
        if 0 < len(source) <= self.longest and 0 < len(target) <= self.longest:
            yield source, target

    def _pack(self, examples: list[tuple[Ids, Ids]]) -> Iterator[Batch]:
        # What is left of a pass: of any shape, but full batches all the same.
        self.rng.shuffle(examples)
        examples.sort(key=lambda pair: (len(pair[1]), len(pair[0])))
        packs: list[list[tuple[Ids, Ids]]] = []
        pack: list[tuple[Ids, Ids]] = []
        width = 0
        for pair in examples:
            width = max(width, len(pair[0]) + 1, len(pair[1]) + 1)
            if pack and width * (len(pack) + 1) > self.tokens:
                packs.append(pack)
                pack, width = [], max(len(pair[0]), len(pair[1])) + 1
            pack.append(pair)
        if pack:
            packs.append(pack)
        self.rng.shuffle(packs)
        for pack in packs:
            yield self._batch(pack)

    def _batch(self, pack: Sequence[tuple[Ids, Ids]], source: int = 0, target: int = 0) -> Batch:
        return Batch(
            padded([pair[0] for pair in pack], self.pad, source),
            padded([pair[1] for pair in pack], self.pad, target),
        )


def rounded(length: int) -> int:
    """The next multiple of ``STEP``."""
    return -(-length // STEP) * STEP


def padded(rows: Sequence[Ids], pad: int, width: int = 0) -> torch.Tensor:
    """Stack rows of token numbers, each with the end of sentence, filled up with ``pad``.

    ``(rows, width)``, or wider where a row needs it.
    """
    width = max(width, max(map(len, rows)) + 1)
    out = torch.full((len(rows), width), pad)
    for index, row in enumerate(rows):
        out[index, : len(row) + 1] = torch.tensor([*row, EOS])
    return out
