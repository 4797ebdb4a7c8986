"""Second tries for sentences with severe flags. The best is kept, and never a worse one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translator.checks import Check
from translator.errors import EngineError
from translator.languages import Direction
from translator.options import Decoding
from translator.protocols import Engine, Memory
from translator.result import Flag, Hypothesis, Severity, Signature
from translator.text.batching import Batching, each
from translator.text.numbers import marks
from translator.text.plans import Attempt

# Then in pieces, if a severe flag is left. docs/checks.md has what it costs and brings; further
# rounds, without the bound on n-grams or the shortlist, took four times the time for one more.
SETTINGS = (Decoding(beam_size=6, hypotheses=6, no_repeat_ngram=3),)
_PIECES = Decoding(beam_size=6)
_SEVERE = Severity.SEVERE
_NAMES = re.compile(r"[A-Z]\w+|\d[\d.,]*\d|\d")
_VERSION = 2  # part of the memory's key: raise it when a change here changes a repair
_IN_PIECES = "in pieces"


@dataclass(frozen=True)
class Candidate:
    """A translation with what the checks say of it."""

    target: str
    hypothesis: Hypothesis | None = None  # of the worst part; None: no model was asked
    flags: tuple[Flag, ...] = ()
    made: str = ""  # how, if not in the ordinary way: "beam6,ngram3", "in pieces"

    @property
    def rank(self) -> tuple[int, int]:
        """Less is better: severe flags, all flags.

        A number that is left out is as bad here as one that changed: it is the easy way to have
        no wrong number.
        """
        severe = sum(flag.severity is _SEVERE or flag.kind == "numbers" for flag in self.flags)
        return severe, len(self.flags)

    @property
    def is_severe(self) -> bool:
        """Whether it has a severe flag."""
        return any(flag.severity is _SEVERE for flag in self.flags)


@dataclass(frozen=True)
class Case:
    """A sentence that may be repaired."""

    source: str
    first: Candidate
    attempt: Attempt  # the way it was asked for
    pieces: Attempt  # a way to ask for less at a time


class Repairer:
    """Decodes sentences again.

    Args:
        engine: is asked for alternatives.
        direction: of the translations.
        check: judges them.
        batching: says by their lengths which texts go to the engine together.
        shortlist: whether the engine may use one; then what it says depends on those texts.

    Attributes:
        calls: batches that the engine was given.
    """

    def __init__(
        self,
        engine: Engine,
        direction: Direction,
        check: Check,
        batching: Batching,
        *,
        shortlist: bool = True,
    ) -> None:
        self.calls = 0
        self._settings = [replace(one, shortlist=shortlist) for one in (*SETTINGS, _PIECES)]
        self._engine = engine
        self._direction = direction
        self._check = check
        self._batching = batching

    def repair(
        self,
        cases: Sequence[Case],
        memory: Memory | None = None,
        signature: Signature | None = None,
    ) -> list[Candidate]:
        """The best candidate for each case, in order; the first one where none is better.

        Args:
            cases: sentences and their first translations.
            memory: knows what former runs came to, and learns what this one does.
            signature: of the first translations; has to be given with a memory.
        """
        if memory is None or signature is None:
            return self._repair(cases)
        key = replace(signature, decoding=f"{signature.decoding}+repair{_VERSION}")
        known = memory.get_many([case.source for case in cases], key)
        fresh = [case for case in cases if case.source not in known]
        best = dict(zip([case.source for case in fresh], self._repair(fresh), strict=True))
        memory.put_many(
            {
                source: replace(candidate.hypothesis, text=candidate.target)
                for source, candidate in best.items()
                if candidate.hypothesis
            },
            key,
        )
        return [
            best[case.source] if case.source in best else self._recalled(case, known[case.source])
            for case in cases
        ]

    def _recalled(self, case: Case, hypothesis: Hypothesis) -> Candidate:
        flags = self._check(case.source, hypothesis.text, self._direction, hypothesis)
        candidate = Candidate(hypothesis.text, hypothesis, flags, "in a former run")
        # The former run has seen to it that nothing is left out.
        return candidate if candidate.rank < case.first.rank else case.first

    def _repair(self, cases: Sequence[Case]) -> list[Candidate]:
        best = [self._with_own_marks(case) for case in cases]
        *settings, in_pieces = self._settings
        for decoding in settings:
            self._round(cases, best, [case.attempt for case in cases], decoding, str(decoding))
        self._round(cases, best, [case.pieces for case in cases], in_pieces, _IN_PIECES)
        return best

    def _with_own_marks(self, case: Case) -> Candidate:
        """The first translation with "12.500" set right to "12,500"; no model is asked."""
        first = case.first
        target = marks.exchanged(case.source, first.target, self._direction.source)
        if target == first.target:
            return first
        flags = self._check(case.source, target, self._direction, first.hypothesis)
        candidate = replace(first, target=target, flags=flags, made="decimal and thousands marks")
        return candidate if candidate.rank < first.rank else first

    def _round(
        self,
        cases: Sequence[Case],
        best: list[Candidate],
        attempts: Sequence[Attempt],
        decoding: Decoding,
        made: str,
    ) -> None:
        pending = [number for number, candidate in enumerate(best) if candidate.is_severe]
        texts = dict.fromkeys(text for number in pending for text in attempts[number].texts)
        found = self._alternatives(list(texts), decoding)
        for number in pending:
            for answers in _combined(attempts[number].texts, found):
                candidate = self._judge(cases[number].source, attempts[number], answers, made)
                # Hypotheses come best first, so among equals the model's choice stays.
                if candidate and _is_better(candidate, best[number], cases[number].source):
                    best[number] = candidate

    def _judge(
        self, source: str, attempt: Attempt, answers: Mapping[str, Hypothesis], made: str
    ) -> Candidate | None:
        texts = {text: hypothesis.text for text, hypothesis in answers.items()}
        target = attempt.compose(texts, self._direction.target)
        if target is None:
            return None
        hypothesis = worst(answers.values())
        return Candidate(
            target, hypothesis, self._check(source, target, self._direction, hypothesis), made
        )

    def _alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> dict[str, tuple[Hypothesis, ...]]:
        """Hypotheses by text; a batch that the engine cannot take is left out."""
        if not texts:
            return {}
        batches = [
            [texts[index] for index in batch]
            for batch in self._batching(self._engine.count_tokens(texts))
        ]
        self.calls += len(batches)

        def ask(batch: list[str]) -> dict[str, tuple[Hypothesis, ...]]:
            try:
                found = self._engine.alternatives(batch, decoding)
            except EngineError:
                return {}  # the first translation stays
            return dict(zip(batch, found, strict=True))

        result: dict[str, tuple[Hypothesis, ...]] = {}
        for found in each(ask, batches, self._engine.workers):
            result |= found
        return result


def _is_better(candidate: Candidate, other: Candidate, source: str) -> bool:
    """Whether it has fewer flags, and not because it leaves out what it was flagged for.

    It keeps as many names and figures of the source, and one more if the other has a name wrong.
    """
    wanted = _kept(source, other.target)
    if any(flag.kind == "names" for flag in other.flags):
        wanted += 1
    return candidate.rank < other.rank and _kept(source, candidate.target) >= wanted


def _kept(source: str, target: str) -> int:
    """How many names and figures of the source are in the target as they are."""
    one, two = (
        {re.sub("[.,]", "", found) for found in _NAMES.findall(text)} for text in (source, target)
    )
    return len(one & two)


def worst(hypotheses: Iterable[Hypothesis]) -> Hypothesis:
    """The one with the lowest score; unfinished if any of them is."""
    known = list(hypotheses)
    lowest = min(known, key=lambda hypothesis: hypothesis.score)
    return replace(lowest, finished=all(hypothesis.finished for hypothesis in known))


def _combined(
    texts: Sequence[str], found: Mapping[str, tuple[Hypothesis, ...]]
) -> Iterator[dict[str, Hypothesis]]:
    """The best answer to each text, then the second to each, and so on."""
    if not texts or any(not found.get(text) for text in texts):
        return
    for place in range(max(len(found[text]) for text in texts)):
        yield {text: found[text][min(place, len(found[text]) - 1)] for text in texts}
