"""How much work a job is, before it is done."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from translator import readers
from translator.direction import settle
from translator.errors import TranslatorError
from translator.jobs.batch import BatchOptions
from translator.jobs.inputs import Item
from translator.languages import Direction
from translator.options import Decoding, PipelineOptions
from translator.pipeline import Pipeline
from translator.protocols import Engine, Memory
from translator.result import Hypothesis, Signature
from translator.text.batching import batches, each

_SAMPLE = 64  # sentences that are timed, for each direction
_PARTS = 16  # of the sample, so that all cores are busy


@dataclass(frozen=True)
class Estimate:
    """What is to be done."""

    sentences: int  # in all files
    known: int  # of them: in the memory, or nothing to translate
    seconds: float  # for the others, by a sample of them
    failed: tuple[str, ...] = ()  # files that cannot be read, and why


def estimate(
    items: Iterable[Item],
    options: BatchOptions,
    pipelines: Mapping[Direction, Pipeline],
    memory: Memory | None,
) -> Estimate:
    """Read all files, count their sentences, and time some of those that are not known.

    Args:
        items: the files.
        options: of the job.
        pipelines: by direction.
        memory: is only read; None: there is none.
    """
    counters: dict[Direction, _Counter] = {}
    dry: dict[Direction, Pipeline] = {}
    failed: list[str] = []
    for item in items:
        try:
            document = readers.read(
                item.path,
                options.input_format,
                options.reader.paragraphs,
                item.name,
                options.reader.whole_page,
                options.reader.field,
            )
            settled = settle(document, options.source_language, options.target_language)
            if not settled.translate:
                continue
            way = settled.direction
            if way not in dry:
                full = pipelines[way]
                counters[way] = _Counter(full.engine)
                reader = _Reader(memory) if memory else None
                quick = PipelineOptions(batch_tokens=1 << 30, repair=False)
                dry[way] = Pipeline(counters[way], way, memory=reader, options=quick)
            for _ in dry[way].translate(settled.document.blocks):
                pass
        except TranslatorError as error:
            failed.append(error.message)
    counts = [vars(pipeline.counts) for pipeline in dry.values()]
    sentences = sum(sum(each.values()) for each in counts)
    fresh = sum(each["engine"] for each in counts)
    seconds = sum(
        _seconds(counter, pipelines[way].options.batch_tokens) for way, counter in counters.items()
    )
    return Estimate(sentences, sentences - fresh, seconds, tuple(failed))


class _Counter:
    """Stands for an engine: counts what it is asked for, and keeps a sample of it."""

    workers = 1  # it has one list of what it saw

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.characters = 0
        self.sample: list[str] = []
        self._seen = 0
        self._step = 1

    @property
    def signature(self) -> Signature:
        """The engine's."""
        return self.engine.signature

    @property
    def max_tokens(self) -> int:
        """The engine's."""
        return self.engine.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The engine's, for what may be too long; else no one needs to know."""
        return self.engine.count_tokens(texts) if len(texts) == 1 else [1] * len(texts)

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Nothing is translated."""
        for text in texts:
            self.characters += len(text)
            if self._seen % self._step == 0:
                self.sample.append(text)
            self._seen += 1
            if len(self.sample) == 2 * _SAMPLE:  # every second one of a row twice as long
                self.sample, self._step = self.sample[::2], self._step * 2
        return [Hypothesis(text, 0.0) for text in texts]

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """Nothing is translated."""
        return [(one,) for one in self.translate(texts)]

    def close(self) -> None:
        """Nothing to give back."""


class _Reader:
    """A memory that learns nothing."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        """As the memory."""
        return self._memory.get_many(sources, signature)

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Nothing is kept."""


def _seconds(counter: _Counter, batch_tokens: int) -> float:
    """For all that was asked for, by the characters of the sample."""
    engine, texts = counter.engine, counter.sample[:_SAMPLE]
    if not texts:
        return 0.0
    engine.translate(texts[:1])  # the weights are loaded here
    lengths = engine.count_tokens(texts)
    started = time.perf_counter()
    chosen = [[texts[i] for i in batch] for batch in batches(lengths, batch_tokens, parts=_PARTS)]
    list(each(engine.translate, chosen, engine.workers))
    spent = time.perf_counter() - started
    return spent * counter.characters / max(sum(map(len, texts)), 1)
