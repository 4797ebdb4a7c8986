"""The order of work for one document: blocks, sentences, batches, engine, checks.

Knows no file format and no screen. A document goes through as a stream: a window of blocks is
read, its sentences are translated together, and the blocks come out in order, before the next
window is read. So the first paragraphs appear early, and memory does not grow with the input.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from translator.document import Block, Mark, MarkKind, Sentence
from translator.errors import EngineError
from translator.languages import Direction
from translator.options import PipelineOptions
from translator.protocols import Engine, Memory
from translator.result import (
    Counts,
    Flag,
    Hypothesis,
    Origin,
    Severity,
    Signature,
    TranslatedBlock,
    TranslatedSentence,
)
from translator.text import (
    batching,
    clauses,
    marks,
    normalise,
    projection,
    segments,
    sentences,
)

# Marks whose words can be found by their translation.
_HINTED = (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.LINK, MarkKind.OTHER)

Check = Callable[[str, str, Direction, Hypothesis | None], tuple[Flag, ...]]


@dataclass(frozen=True)
class _Part:
    """A stretch of a sentence: for the model if `prepared` is set, else kept as it is."""

    literal: str
    prepared: normalise.Prepared | None = None


@dataclass(frozen=True)
class _Plan:
    """A sentence and its parts, in order."""

    sentence: Sentence
    parts: tuple[_Part, ...]
    marks: tuple[Mark, ...] = ()
    hints: dict[str, str] = field(default_factory=dict)  # marked words, as the model takes them

    @property
    def texts(self) -> list[str]:
        """What the model is asked for."""
        return [part.prepared.text for part in self.parts if part.prepared] + [*self.hints.values()]


class Pipeline:
    """Translates documents with one engine.

    Args:
        engine: is not asked for anything before the first sentence that needs it.
        direction: of the translation.
        check: judges each sentence; None: no flags.
        memory: what was translated in former runs; None: nothing.
        options: sizes of batches and windows.
    """

    def __init__(
        self,
        engine: Engine,
        direction: Direction,
        *,
        check: Check | None = None,
        memory: Memory | None = None,
        options: PipelineOptions | None = None,
    ) -> None:
        self.engine = engine
        self.direction = direction
        self.check = check
        self.memory = memory
        self.options = options or PipelineOptions()
        self.counts = Counts()
        self.engine_calls = 0
        self._recent = _Recent(self.options.recent_sentences)

    @property
    def signature(self) -> Signature:
        """How its translations are made: the engine's, and the rules for text."""
        return replace(self.engine.signature, text_rules=normalise.TEXT_RULES)

    def translate(self, blocks: Iterable[Block]) -> Iterator[TranslatedBlock]:
        """The same blocks with their sentences, one by one, in order.

        Nothing is dropped: a sentence that the engine fails on has the origin FAILED.
        """
        window: list[Block] = []
        size = 0
        limit = self.options.first_window
        for block in blocks:
            window.append(block)
            size += len(block.text) if block.translatable else 0
            if size >= limit:
                yield from self._window(window)
                window, size = [], 0
                limit = min(limit * 4, self.options.window)
        yield from self._window(window)

    def _window(self, blocks: Sequence[Block]) -> list[TranslatedBlock]:
        plans = [self._plan_block(block) if block.translatable else () for block in blocks]
        known = self._translate_texts(
            [text for block_plans in plans for plan in block_plans for text in plan.texts]
        )
        result = [
            TranslatedBlock(block, tuple(self._finish(plan, known) for plan in block_plans))
            for block, block_plans in zip(blocks, plans, strict=True)
        ]
        for block in result:
            self._count(block.sentences)
        return result

    # --- before the engine

    def _plan_block(self, block: Block) -> tuple[_Plan, ...]:
        split = sentences.split(block.text, self.direction.source)
        return tuple(
            _Plan(sentence, tuple(self._parts(sentence.text)), own, self._hints(sentence, own))
            for sentence, own in zip(split, marks.share(block.marks, split), strict=True)
        )

    def _hints(self, sentence: Sentence, own: Sequence[Mark]) -> dict[str, str]:
        """Marked words to translate alone: so they are found again in the sentence's target."""
        wanted = {sentence.text[mark.start : mark.end] for mark in own if mark.kind in _HINTED}
        return {
            words: prepared
            for words in sorted(wanted - {sentence.text})
            if not segments.is_copy(words)
            and self._fits(prepared := normalise.prepare(words, self.direction.source).text)
        }

    def _parts(self, text: str) -> Iterator[_Part]:
        if segments.is_copy(text):
            yield _Part(text)
            return
        prepared = normalise.prepare(text, self.direction.source)
        if self._fits(prepared.text):
            yield _Part("", prepared)
            return
        for piece in clauses.split_long(text, self._fits):
            core = piece.strip()
            start = piece.find(core)
            yield _Part(piece[:start])
            if core and not segments.is_copy(core):
                yield _Part("", normalise.prepare(core, self.direction.source))
            else:
                yield _Part(core)
            yield _Part(piece[start + len(core) :])

    def _fits(self, text: str) -> bool:
        # A token is at least one byte of text, or the one that marks the start: counting
        # tokens is needed for few.
        limit = self.engine.max_tokens
        return len(text.encode("utf-8", "replace")) < limit or (
            self.engine.count_tokens([text])[0] <= limit
        )

    # --- the engine

    def _translate_texts(self, texts: Sequence[str]) -> dict[str, tuple[Hypothesis | None, Origin]]:
        """Every distinct text once; None where the engine failed."""
        known: dict[str, tuple[Hypothesis | None, Origin]] = {}
        wanted = list(dict.fromkeys(texts))
        for text in wanted:
            if text in self._recent:
                known[text] = (self._recent[text], Origin.ENGINE)
        if self.memory is not None:
            unknown = [text for text in wanted if text not in known]
            for text, hypothesis in self.memory.get_many(unknown, self.signature).items():
                known[text] = (hypothesis, Origin.MEMORY)
        fresh = self._decode([text for text in wanted if text not in known])
        if self.memory is not None and fresh:
            self.memory.put_many(
                {text: hypothesis for text, hypothesis in fresh.items() if hypothesis},
                self.signature,
            )
        for text, new in fresh.items():
            known[text] = (new, Origin.ENGINE)
            if new:
                self._recent[text] = new
        return known

    def _decode(self, texts: Sequence[str]) -> dict[str, Hypothesis | None]:
        if not texts:
            return {}
        lengths = self.engine.count_tokens(texts)
        result: dict[str, Hypothesis | None] = {}
        for batch in batching.batches(lengths, self.options.batch_tokens):
            chosen = [texts[index] for index in batch]
            result.update(zip(chosen, self._decode_batch(chosen), strict=True))
        return result

    def _decode_batch(self, texts: Sequence[str]) -> list[Hypothesis | None]:
        """One text that the engine cannot take must not lose the others of its batch."""
        self.engine_calls += 1
        try:
            hypotheses = list[Hypothesis | None](self.engine.translate(texts))
        except EngineError:
            if len(texts) == 1:
                return [None]
            return [self._decode_batch([text])[0] for text in texts]
        if len(hypotheses) != len(texts):
            raise EngineError(
                f"the engine gave {len(hypotheses)} translations for {len(texts)} sentences"
            )
        return hypotheses

    # --- after the engine

    def _finish(
        self, plan: _Plan, known: dict[str, tuple[Hypothesis | None, Origin]]
    ) -> TranslatedSentence:
        pieces: list[str] = []
        used: list[Hypothesis] = []
        origin = Origin.COPY
        for part in plan.parts:
            if part.prepared is None:
                pieces.append(part.literal)
                continue
            hypothesis, source = known[part.prepared.text]
            if hypothesis is None:
                return _failed(plan.sentence)
            origin = Origin.ENGINE if Origin.ENGINE in (source, origin) else source
            used.append(hypothesis)
            pieces.append(
                normalise.restore(hypothesis.text, part.prepared.style, self.direction.target)
            )
        hints = {
            words: hypothesis.text
            for words, prepared in plan.hints.items()
            if (hypothesis := known[prepared][0]) is not None
        }
        marked = projection.project(plan.sentence.text, "".join(pieces), plan.marks, hints)
        target = marked.text
        worst = min(used, key=lambda hypothesis: hypothesis.score, default=None)
        score = worst.score if worst else None
        sentence = TranslatedSentence(plan.sentence, target, score, origin, marks=marked.marks)
        if self.check is None or worst is None:
            return sentence
        judged = replace(worst, finished=all(hypothesis.finished for hypothesis in used))
        flags = self.check(plan.sentence.text, target, self.direction, judged)
        return replace(sentence, flags=flags)

    def _count(self, done: Sequence[TranslatedSentence]) -> None:
        for sentence in done:
            name = sentence.origin.value
            self.counts = replace(self.counts, **{name: getattr(self.counts, name) + 1})


class _Recent(OrderedDict[str, Hypothesis]):
    """The last translations of this run, so that a sentence is paid for once."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def __setitem__(self, text: str, hypothesis: Hypothesis) -> None:
        super().__setitem__(text, hypothesis)
        if len(self) > self.limit:
            self.popitem(last=False)


def _failed(sentence: Sentence) -> TranslatedSentence:
    flag = Flag("failed", "the engine failed on this sentence", Severity.SEVERE)
    return TranslatedSentence(sentence, "", origin=Origin.FAILED, flags=(flag,))
