"""Examples made from examples: what teaches a small model to copy, and to keep two sentences.

Each function takes a pair of texts and gives another pair; what cannot be changed comes back as
it was. Strings that stand in both sides alike (names, numbers, code) are what must be copied, so
they are exchanged for others of their kind on both sides at once.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from training.sentences import split_sentences

_NAME = re.compile(r"""(?<=[\s("'“‘])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*""")
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:/\d+)*(?![\w/-]|[.,]\d)")
_CODE = re.compile(r"(?<!\S)(?=\S*[a-z])\S*(?:[_={}<>\\@$*]|\w[./:]\w|\(\)|--\w)\S*(?!\S)")
_QUOTES = (('"', '"'), ('"', '"'), ("“", "”"), ("(", ")"), ("'", "'"), ("‘", "’"))
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_SCRIPTS = (
    "АЯ",
    "ая",
    "ΑΩ",
    "αω",
    "את",
    "ءي",
    "กฮ",
    "ぁゖ",
    "一丁",
    "가각",
    "À\u017f",
    "😀🙏",
    "\u1b83\u1bb0",
)

Sides = tuple[str, str]


@dataclass
class Pool:
    """Names and bits of code seen alike on both sides of some pair."""

    names: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    @classmethod
    def gather(cls, pairs: Iterable[Sides]) -> Pool:
        """Collect the pool from the pairs; each string once, in order of first sight."""
        names: dict[str, None] = {}
        code: dict[str, None] = {}
        for source, target in pairs:
            names.update(dict.fromkeys(_shared(_NAME, source, target)))
            code.update(dict.fromkeys(_shared(_CODE, source, target)))
        return cls([n for n in names if len(n) > 2], [c for c in code if len(c) < 40])


def _shared(pattern: re.Pattern[str], source: str, target: str) -> list[str]:
    """List the matches in the source that stand exactly once in each side."""
    found = [m.group() for m in pattern.finditer(source)]
    return [f for f in found if source.count(f) == 1 and target.count(f) == 1]


def swap_names(sides: Sides, pool: Pool, rng: random.Random) -> Sides:
    """Exchange every shared name for another of the pool."""
    source, target = sides
    for name in _shared(_NAME, source, target):
        if len(name) > 2 and pool.names:
            other = rng.choice(pool.names)
            source, target = source.replace(name, other), target.replace(name, other)
    return source, target


def swap_numbers(sides: Sides, rng: random.Random) -> Sides:
    """Exchange the digits of every shared number for others, keeping length and slashes."""
    source, target = sides
    for number in _shared(_NUMBER, source, target):
        if len(number) > 1 and source.count(number) == 1 and target.count(number) == 1:
            other = "".join(
                rng.choice("123456789" if i == 0 or number[i - 1] == "/" else "0123456789")
                if c.isdigit()
                else c
                for i, c in enumerate(number)
            )
            source, target = source.replace(number, other), target.replace(number, other)
    return source, target


def quote_name(sides: Sides, rng: random.Random) -> Sides:
    """Put one shared name between quotes or brackets on both sides, straight on the second."""
    names = _shared(_NAME, *sides)
    if not names:
        return sides
    name = rng.choice(names)
    opening, closing = rng.choice(_QUOTES)
    quoted = f"{opening}{name}{closing}"
    source, target = sides
    return source.replace(name, quoted), target.replace(name, quoted.translate(_STRAIGHT))


def quote_all(sides: Sides, rng: random.Random) -> Sides:
    """Put the whole sentence between quotes on both sides, straight on the second."""
    opening, closing = rng.choice(_QUOTES)
    target = f"{opening}{sides[1]}{closing}".translate(_STRAIGHT)
    return f"{opening}{sides[0]}{closing}", target


def join(first: Sides, second: Sides) -> Sides:
    """Put two pairs one behind the other."""
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"


def split(sides: Sides, rng: random.Random) -> Sides:
    """Take one sentence of a pair that has as many, two or more, on each side."""
    source, target = (list(split_sentences(side)) for side in sides)
    if len(source) != len(target):
        return sides
    return rng.choice(list(zip(source, target, strict=True)))


def copy_example(pool: Pool, rng: random.Random) -> Sides:
    """Invent a line of names, code, numbers and foreign letters that is its own translation."""
    parts = [_copied(pool, rng) for _ in range(rng.randint(1, 6))]
    line = rng.choice((" ", " ", " ", ", ", " - ")).join(parts)
    return line, line


def _copied(pool: Pool, rng: random.Random) -> str:
    kind = rng.randrange(12)
    if kind < 5:
        return rng.choice(pool.names or ["Bali"])
    if kind < 8:
        return rng.choice(pool.code or ["x = 1"])
    if kind == 8:
        return str(rng.randrange(10 ** rng.randint(1, 9)))
    if kind == 9:
        return f"{rng.randint(1, 999)}{rng.choice('/-.')}{rng.randint(1, 9999)}"
    script = rng.choice(_SCRIPTS)
    span = ord(script[0]), ord(script[1])
    return "".join(chr(rng.randint(*span)) for _ in range(rng.randint(1, 6)))
