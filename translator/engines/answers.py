"""What a model says to texts: each one asked for once, in batches, and remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translator.errors import EngineError
from translator.protocols import Engine, Memory
from translator.result import Hypothesis, Origin, Signature
from translator.text.batching import Batching, each


@dataclass(frozen=True)
class Answer:
    """What is known of one text."""

    hypothesis: Hypothesis | None  # None: the engine failed on it
    origin: Origin  # ENGINE or MEMORY


class Answers:
    """Translations of texts by one engine.

    Args:
        engine: is not asked for anything before the first text that nobody knows.
        memory: what was translated in former runs; None: nothing.
        batching: says by their lengths which texts go to the engine together.
        recent: translations of this run that are kept.

    Attributes:
        calls: batches that the engine was given.
    """

    def __init__(
        self, engine: Engine, memory: Memory | None, batching: Batching, recent: int
    ) -> None:
        self.calls = 0
        self._engine = engine
        self._memory = memory
        self._batching = batching
        self._recent = _Recent(recent)

    def get(self, texts: Sequence[str], signature: Signature) -> dict[str, Answer]:
        """The answer to every distinct text.

        Args:
            texts: as the model takes them; each fits it.
            signature: of the translations, for the memory.
        """
        known: dict[str, Answer] = {}
        wanted = list(dict.fromkeys(texts))
        for text in wanted:
            if text in self._recent:
                known[text] = Answer(self._recent[text], Origin.ENGINE)
        if self._memory is not None:
            unknown = [text for text in wanted if text not in known]
            for text, hypothesis in self._memory.get_many(unknown, signature).items():
                known[text] = Answer(hypothesis, Origin.MEMORY)
        fresh = self._decode([text for text in wanted if text not in known], signature)
        return known | {text: Answer(fresh[text], Origin.ENGINE) for text in fresh}

    def _decode(self, texts: Sequence[str], signature: Signature) -> dict[str, Hypothesis | None]:
        if not texts:
            return {}
        batches = [
            [texts[index] for index in batch]
            for batch in self._batching(self._engine.count_tokens(texts))
        ]
        result: dict[str, Hypothesis | None] = {}
        decoded = each(self._decode_batch, batches, self._engine.workers)
        for batch, (hypotheses, calls) in zip(batches, decoded, strict=True):
            self.calls += calls
            fresh = dict(zip(batch, hypotheses, strict=True))
            self._remember({text: one for text, one in fresh.items() if one}, signature)
            result |= fresh
        return result

    def _remember(self, new: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Each batch at once: a run that is killed loses one at most."""
        if self._memory is not None and new:
            self._memory.put_many(new, signature)
        for text, hypothesis in new.items():
            self._recent[text] = hypothesis

    def _decode_batch(self, texts: Sequence[str]) -> tuple[list[Hypothesis | None], int]:
        """The hypotheses, and how often the engine was asked; runs in several threads.

        One text that the engine cannot take must not lose the others of its batch.
        """
        try:
            hypotheses = list[Hypothesis | None](self._engine.translate(texts))
        except EngineError:
            if len(texts) == 1:
                return [None], 1
            alone = [self._decode_batch([text]) for text in texts]
            return [one for found, _ in alone for one in found], 1 + len(texts)
        if len(hypotheses) != len(texts):
            raise EngineError(
                f"the engine gave {len(hypotheses)} translations for {len(texts)} sentences"
            )
        return hypotheses, 1


class _Recent(OrderedDict[str, Hypothesis]):
    """The last translations of this run, so that a sentence is paid for once."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def __setitem__(self, text: str, hypothesis: Hypothesis) -> None:
        super().__setitem__(text, hypothesis)
        if len(self) > self.limit:
            self.popitem(last=False)
