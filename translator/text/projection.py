"""Where the marks of a sentence stand in its translation.

No model is asked. Each word of the target gets a weight for standing inside a mark: words that
source and target share, and words of the mark's own translation where the caller has one, weigh
much, its relative place little. The stretch of words with the greatest sum gets the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from translator.document import Mark, MarkKind
from translator.text.marks import Marked, with_code

_WORD = re.compile(r"\w+(?:[-'’.,:/@]\w+)*")
_LEADING, _TRAILING = re.compile(r"^[\W_]+"), re.compile(r"[\W_]+$")
_ALIKE = 0.7  # least likeness of two spellings of one word: "teknologi", "technology"
_SHARED = 1.0  # weight of a word that stands inside the mark in the source too, or outside it
_HINTED = 1.5  # weight of a word of the mark's own translation
_NEAR = 0.3  # weight of a word's relative place
_FAR = 0.02  # taken off for each word between a word's place and where it is expected


@dataclass(frozen=True)
class _Word:
    text: str  # case folded
    start: int
    end: int


def project(
    source: str, target: str, marks: Sequence[Mark], hints: Mapping[str, str] | None = None
) -> Marked:
    """The marks of a source sentence on its translation.

    Args:
        source: the sentence.
        target: its translation.
        marks: with offsets into `source`.
        hints: translations of the marked words alone, by the words; may lack any.

    Returns:
        The target, in which the words of a CODE mark are the source's again, and the marks with
        offsets into it. A mark for which no word is left is dropped; a POINT never is.
    """
    if source == target or not marks:
        return Marked(target, tuple(marks))
    aligned = _Aligned(source, target)
    done: list[Mark] = []
    outer: list[tuple[Mark, Mark]] = []  # the marks around this one: in the source, in the target
    for mark in marks:
        while outer and outer[-1][0].end <= mark.start:
            outer.pop()
        room = (outer[-1][1].start, outer[-1][1].end) if outer else (0, len(target))
        if mark.kind is MarkKind.POINT:
            place = min(max(aligned.place(mark.start), room[0]), room[1])
            done.append(replace(mark, start=place, end=place))
            continue
        around = [moved for _, moved in outer]
        taken = [(other.start, other.end) for other in done if other not in around]
        words = source[mark.start : mark.end]
        if words == source:
            found: tuple[int, int] | None = room  # signs that only the target has are in it too
        elif any(other.kind is MarkKind.CODE and _same_place(other, mark) for other in marks):
            found = aligned.code(mark, room, taken)
        else:
            found = aligned.stretch(mark, room, taken, (hints or {}).get(words))
        if found is not None:
            moved = replace(mark, start=found[0], end=found[1])
            done.append(moved)
            outer.append((mark, moved))
    done.sort(key=lambda mark: mark.start)  # stable: an outer mark stays before an inner one
    kept = {mark.opening: source[mark.start : mark.end] for mark in marks}
    return with_code(target, done, kept)


class _Aligned:
    """Two sentences and the words that they share."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.source_words, self.target_words = _words(source), _words(target)
        self.shared = _shared(self.source_words, self.target_words)  # by number in the target
        self._knots = _knots(
            [
                (_middle(self.source_words[there]), _middle(self.target_words[here]))
                for here, there in self.shared.items()
            ],
            (float(len(source)), float(len(target))),
        )

    def _across(self, place: float) -> float:
        """The place in the target that lies between shared words as this one does."""
        for (x1, y1), (x2, y2) in pairwise(self._knots):
            if place <= x2:
                return y1 + (y2 - y1) * (place - x1) / max(x2 - x1, 1e-9)
        return float(len(self.target))

    def place(self, offset: int) -> int:
        """Where a point of the source belongs in the target: at the edge of a word."""
        if not _WORD.search(self.source, offset):
            tail = len(self.source[offset:].strip())
            return max(len(self.target) - tail, 0)
        if not _WORD.search(self.source[:offset]) or not self.target_words:
            return 0
        after = self.source[offset - 1 : offset].strip() != ""  # it hangs on the word before
        for here, there in self.shared.items():
            word = self.source_words[there]
            if (word.end if after else word.start) == offset:
                return self.target_words[here].end if after else self.target_words[here].start
        wanted = self._across(offset)
        edges = [word.end if after else word.start for word in self.target_words]
        return min(edges, key=lambda edge: abs(edge - wanted))

    def stretch(
        self,
        mark: Mark,
        room: tuple[int, int],
        taken: Iterable[tuple[int, int]],
        hint: str | None,
    ) -> tuple[int, int] | None:
        """The words of the target that get the mark, as offsets; None: no word is left."""
        weights = self._weights(mark, _words(hint or ""))
        for number, word in enumerate(self.target_words):
            inside = room[0] <= word.start and word.end <= room[1]
            if not inside or any(word.start < end and start < word.end for start, end in taken):
                weights[number] = float("-inf")
        best = _best_run(weights)
        if best is None:
            return None
        return self._with_punctuation(
            mark, self.target_words[best[0]].start, self.target_words[best[1]].end, room, taken
        )

    def code(
        self, mark: Mark, room: tuple[int, int], taken: Iterable[tuple[int, int]]
    ) -> tuple[int, int]:
        """Where the words of a CODE mark stand, unchanged or nearly so, or else would stand.

        What is found is replaced by the code, so no other word may be taken for it.
        """
        text = self.source[mark.start : mark.end].casefold()
        wanted = self._across(mark.start)
        places = [
            match.span() for match in re.finditer(re.escape(text), self.target.casefold())
        ] or [
            (word.start, other.end)
            for number, word in enumerate(self.target_words)
            for other in self.target_words[number : number + len(_words(text)) + 2]
        ]
        inside = [
            (likeness, -abs(start - wanted), start, end)
            for start, end in places
            if room[0] <= start
            and end <= room[1]
            and (likeness := _spelt_alike(text, self.target[start:end].casefold())) >= _ALIKE
        ]
        if inside:
            return max(inside)[2:]
        last = not _WORD.search(self.source, mark.end)
        place = min(max(self.place(mark.end if last else mark.start), room[0]), room[1])
        return place, place

    def _weights(self, mark: Mark, hint: Sequence[_Word]) -> list[float]:
        low, high = self._across(mark.start), self._across(mark.end)
        weights: list[float] = []
        for number, word in enumerate(self.target_words):
            middle = _middle(word)
            distance = max(low - middle, middle - high, 0.0) / 6  # in words of average length
            weight = _NEAR if not distance else -_NEAR - _FAR * distance
            if number in self.shared:
                there = self.source_words[self.shared[number]]
                weight += _SHARED if mark.start <= there.start < mark.end else -_SHARED
            if hint:
                like = max(_likeness(word.text, other.text) for other in hint)
                small = len(word.text) <= 3  # "the", "di": they stand everywhere
                weight += (0.5 if small else _HINTED) if like >= _ALIKE else -_NEAR
            weights.append(weight)
        return weights

    def _with_punctuation(
        self,
        mark: Mark,
        start: int,
        end: int,
        room: tuple[int, int],
        taken: Iterable[tuple[int, int]],
    ) -> tuple[int, int]:
        """Quotes and full stops go with the words if they do so in the source."""
        words = self.source[mark.start : mark.end].strip()
        others = list(taken)
        for _ in range(len(words) - len(_LEADING.sub("", words))):
            busy = any(low < start <= high for low, high in others)
            if start > room[0] and _is_sign(self.target[start - 1]) and not busy:
                start -= 1
        for _ in range(len(words) - len(_TRAILING.sub("", words))):
            busy = any(low <= end < high for low, high in others)
            if end < room[1] and _is_sign(self.target[end]) and not busy:
                end += 1
        return start, end


def _same_place(one: Mark, other: Mark) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _words(text: str) -> list[_Word]:
    return [_Word(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]


def _middle(word: _Word) -> float:
    return (word.start + word.end) / 2


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


@lru_cache(maxsize=20_000)
def _likeness(one: str, other: str) -> float:
    """From 0 to 1; numbers are alike if their digits are the same."""
    if one == other:
        return 1.0
    if any(character.isdigit() for character in one + other):
        return 1.0 if re.sub(r"\D", "", one) == re.sub(r"\D", "", other) != "" else 0.0
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _spelt_alike(code: str, words: str) -> float:
    """From 0 to 1; models change the marks in code, and its spaces."""
    one, other = re.sub(r"[\W_]+", "", code), re.sub(r"[\W_]+", "", words)
    if not one or abs(len(one) - len(other)) > len(one) / 2:
        return float(code == words)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shared(source: Sequence[_Word], target: Sequence[_Word]) -> dict[int, int]:
    """Pairs of words that look alike: number in the target to number in the source."""
    pairs = sorted(
        (-likeness, abs(here / len(target) - there / len(source)), here, there)
        for here, word in enumerate(target)
        for there, other in enumerate(source)
        if (likeness := _likeness(word.text, other.text)) >= _ALIKE
    )
    result: dict[int, int] = {}
    used: set[int] = set()
    for _, _, here, there in pairs:
        if here not in result and there not in used:
            result[here] = there
            used.add(there)
    return result


def _knots(
    pairs: Sequence[tuple[float, float]], ends: tuple[float, float]
) -> list[tuple[float, float]]:
    """The longest chain of pairs that rises on both sides, with both ends put to it."""
    ordered = sorted(pairs)
    chains: list[list[tuple[float, float]]] = []
    for pair in ordered:
        before = [chain for chain in chains if chain[-1][1] < pair[1]]
        chains.append([*max(before, key=len, default=[]), pair])
    return [(0.0, 0.0), *max(chains, key=len, default=[]), ends]


def _best_run(weights: Sequence[float]) -> tuple[int, int] | None:
    """First and last number of the run with the greatest sum (Kadane); never empty."""
    best: tuple[float, int, int] | None = None
    total, start = 0.0, 0
    for number, weight in enumerate(weights):
        if weight == float("-inf"):
            total, start = 0.0, number + 1
            continue
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if best is None or total > best[0]:
            best = (total, start, number)
    return best and (best[1], best[2])
