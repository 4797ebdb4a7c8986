"""The order of work for one document: blocks, sentences, batches, engine, checks.

Knows no file format and no screen. A document goes through as a stream: a window of blocks is
read, its sentences are translated together, and the blocks come out in order, before the next
window is read. So the first paragraphs appear early, and memory does not grow with the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from translator.checks import Check, repair
from translator.checks.glossary import with_terms
from translator.checks.repair import Candidate, Case, Repairer
from translator.document import Block, Mark, Sentence
from translator.engines.answers import Answer, Answers
from translator.languages import Direction
from translator.options import PipelineOptions
from translator.protocols import Engine, Memory
from translator.result import (
    Counts,
    Flag,
    Origin,
    Severity,
    Signature,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.text import normalise, projection
from translator.text.batching import batches, shares
from translator.text.glossary import Glossary
from translator.text.planner import Plan, Planner
from translator.text.plans import Attempt

# Of a window. The number of cores is not looked at, so that results do not depend on it.
_PARTS = 4
_GROWTH = 16  # of a window to the one before
# Of a batch of sentences to repair: there are few, and each core is to have some.
_REPAIR_TOKENS = 64


@dataclass(frozen=True)
class _Done:
    """What came of a plan."""

    plan: Plan
    attempt: Attempt
    first: Candidate | None  # None: the engine failed
    origin: Origin
    best: Candidate | None = None  # after repair, if there is a better one


class Pipeline:
    """Translates documents with one engine.

    Args:
        engine: is not asked for anything before the first sentence that needs it.
        direction: of the translation.
        check: judges each sentence; None: no flags, and no repair.
        memory: what was translated in former runs; None: nothing.
        options: sizes of batches and windows.
        glossary: terms to translate in one way; None: there are none.
    """

    def __init__(
        self,
        engine: Engine,
        direction: Direction,
        *,
        check: Check | None = None,
        memory: Memory | None = None,
        options: PipelineOptions | None = None,
        glossary: Glossary | None = None,
    ) -> None:
        self.engine = engine
        self.direction = direction
        self.glossary = glossary or Glossary(())
        if self.glossary.terms:
            check = with_terms(check, self.glossary)
        self.check = check
        self.options = options or PipelineOptions()
        self.counts = Counts()
        self._memory = memory
        batching = partial(
            batches,
            budget=self.options.batch_tokens,
            even=self.options.even_batches,
            parts=_PARTS,
        )
        self._repairer: Repairer | None = None
        if check is not None and self.options.repair:
            few = min(self.options.batch_tokens, _REPAIR_TOKENS)
            self._repairer = Repairer(
                engine,
                direction,
                check,
                partial(batching, budget=few),
                shortlist=not self.options.even_batches,
            )
        self._planner = Planner(direction.source, self.glossary, self._fits)
        self._answers = Answers(engine, memory, batching, self.options.recent_sentences)

    @property
    def signature(self) -> Signature:
        """How its translations are made: the engine's, and the rules for text."""
        return replace(self.engine.signature, text_rules=normalise.TEXT_RULES)

    @property
    def engine_calls(self) -> int:
        """Batches that the engine was given."""
        return self._answers.calls + (self._repairer.calls if self._repairer else 0)

    def translate(self, blocks: Iterable[Block]) -> Iterator[TranslatedBlock]:
        """The same blocks with their sentences, one by one, in order.

        Nothing is dropped: a sentence that the engine fails on has the origin FAILED. Where the
        blocks pause, all that came before is given out.
        """
        window: list[Block] = []
        size = 0
        limit = self.options.first_window
        for block in blocks:
            if not block.is_pause or block.before:
                window.append(block)
            size += len(block.text) if block.translatable else 0
            if size >= limit or block.is_pause:
                yield from self._window(window)
                window, size = [], 0
                limit = min(limit * _GROWTH, self.options.window)
        yield from self._window(window)

    def _window(self, blocks: Sequence[Block]) -> Iterator[TranslatedBlock]:
        cut = [self._planner.cut(block) if block.translatable else [] for block in blocks]
        done = self._translated([each for own in cut for each in own])
        for block, own in zip(blocks, cut, strict=True):
            result = TranslatedBlock(block, tuple(islice(done, len(own))))
            self._count(result.sentences)
            yield result

    def _translated(
        self, cut: Sequence[tuple[Sentence, Sequence[Mark]]]
    ) -> Iterator[TranslatedSentence]:
        """Those of a block without an end in several shares, for plans take much memory."""
        for share in shares([len(sentence.text) for sentence, _ in cut], self.options.window):
            known: dict[str, Answer] = {}
            done = self._ask(
                [self._planner.plan(sentence, own) for sentence, own in cut[share]], known
            )
            yield from (self._finish(each, known) for each in self._repair(done))

    # --- the engine

    def _fits(self, text: str) -> bool:
        # A token is at least one byte of text, or the one that marks the start: counting
        # tokens is needed for few.
        limit = self.engine.max_tokens
        return len(text.encode("utf-8", "replace")) < limit or (
            self.engine.count_tokens([text])[0] <= limit
        )

    def _ask(self, planned: Sequence[Plan], known: dict[str, Answer]) -> list[_Done]:
        """Every plan by the first of its attempts that succeeds; fills `known`."""
        done: dict[int, _Done] = {}
        number = 0
        while pending := [index for index in range(len(planned)) if index not in done]:
            chosen = [planned[index].attempts[number] for index in pending]
            texts = [text for attempt in chosen for text in attempt.texts]
            if not number:
                texts += [text for plan in planned for text in plan.hints.values()]
            known |= self._answers.get(
                [text for text in texts if text not in known], self.signature
            )
            for index, attempt in zip(pending, chosen, strict=True):
                plan = planned[index]
                candidate = self._candidate(plan.sentence.text, attempt, known)
                if candidate is not None or attempt is plan.attempts[-1]:
                    origin = _origin([known[text] for text in attempt.texts])
                    done[index] = _Done(plan, attempt, candidate, origin)
            number += 1
        return [done[index] for index in range(len(planned))]

    def _candidate(
        self, source: str, attempt: Attempt, known: Mapping[str, Answer]
    ) -> Candidate | None:
        """What an attempt came to; None: the engine failed, or a protected span is lost."""
        said = {text: known[text].hypothesis for text in attempt.texts}
        answers = {text: hypothesis for text, hypothesis in said.items() if hypothesis}
        if len(answers) < len(said):
            return None
        target = attempt.compose(
            {text: hypothesis.text for text, hypothesis in answers.items()}, self.direction.target
        )
        if target is None or not answers:
            return None if target is None else Candidate(target)
        hypothesis = repair.worst(answers.values())
        flags = self.check(source, target, self.direction, hypothesis) if self.check else ()
        return Candidate(target, hypothesis, flags)

    def _repair(self, done: Sequence[_Done]) -> list[_Done]:
        """Sentences with severe flags repaired; what came of it is remembered."""
        if self._repairer is None:
            return list(done)
        cases = {
            number: Case(
                each.plan.sentence.text,
                each.first,
                each.attempt,
                self._planner.smaller(each.plan),
            )
            for number, each in enumerate(done)
            if each.first and each.first.hypothesis and each.first.is_severe
        }
        if not cases:
            return list(done)
        best = self._repairer.repair(list(cases.values()), self._memory, self.signature)
        result = list(done)
        for number, candidate in zip(cases, best, strict=True):
            if candidate != done[number].first:
                result[number] = replace(done[number], best=candidate, origin=Origin.REPAIR)
        return result

    # --- after the engine

    def _finish(self, done: _Done, known: Mapping[str, Answer]) -> TranslatedSentence:
        plan, chosen = done.plan, done.best or done.first
        if chosen is None:
            return _failed(plan.sentence)
        hints = {
            words: hypothesis.text
            for words, prepared in plan.hints.items()
            if (hypothesis := known[prepared].hypothesis) is not None
        }
        marked = projection.project(plan.sentence.text, chosen.target, plan.marks, hints)
        return TranslatedSentence(
            plan.sentence,
            marked.text,
            chosen.hypothesis.score if chosen.hypothesis else None,
            done.origin,
            plan.flags + chosen.flags,
            _note(done),
            marked.marks,
        )

    def _count(self, done: Sequence[TranslatedSentence]) -> None:
        for sentence in done:
            name = sentence.origin.value
            self.counts = replace(self.counts, **{name: getattr(self.counts, name) + 1})


def _origin(used: Sequence[Answer]) -> Origin:
    origins = {answer.origin for answer in used}
    if not origins:
        return Origin.COPY
    return Origin.ENGINE if Origin.ENGINE in origins else Origin.MEMORY


def _note(done: _Done) -> str:
    """What a repair changed."""
    if done.best is None or done.first is None:
        return ""
    messages = "; ".join(flag.message for flag in done.first.flags)
    return f"repaired ({done.best.made}), because: {messages}"


def _failed(sentence: Sentence) -> TranslatedSentence:
    flag = Flag("failed", "the engine failed on this sentence", Severity.SEVERE)
    return TranslatedSentence(sentence, "", origin=Origin.FAILED, flags=(flag,))
