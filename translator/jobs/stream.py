"""Several documents through one pipeline: their sentences share its windows and batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from translator.document import Block, Document
from translator.errors import TranslatorError
from translator.pipeline import Pipeline
from translator.result import Counts, Signature, TranslatedBlock


class Stream:
    """The blocks of several documents through one pipeline, as if they were one document.

    The documents have to be taken out in their order.
    """

    def __init__(self, pipeline: Pipeline, documents: Sequence[Document]) -> None:
        self.signature = pipeline.signature
        self.errors: dict[int, TranslatorError] = {}  # of documents that broke off
        self._documents = documents
        self._owners: deque[int] = deque()  # of the blocks that went in and did not come out
        self._ended = -1  # number of the last document whose blocks have all gone in
        self._next: tuple[int, TranslatedBlock] | None = None
        self._results = pipeline.translate(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        for number, document in enumerate(self._documents):
            try:
                for block in document.blocks:
                    self._owners.append(number)
                    yield block
            except TranslatorError as error:
                self.errors[number] = error
            self._ended = number

    def results(self, number: int) -> Iterator[TranslatedBlock]:
        """The translated blocks of a document; raises what its reader raised, last."""
        while number > self._ended or (self._owners and self._owners[0] <= number) or self._next:
            if self._next is None:
                block = next(self._results, None)
                if block is None:
                    break
                self._next = self._owners.popleft(), block
            owner, block = self._next
            if owner > number:
                break
            self._next = None
            if owner == number:  # what is left of a document before it is passed over
                yield block
        if number in self.errors:
            raise self.errors[number]

    def share(self, number: int) -> Share:
        """One document's part of the stream."""
        return Share(self, number)


class Share:
    """What `write_article` needs of a pipeline, for one document of a stream."""

    def __init__(self, stream: Stream, number: int) -> None:
        self.counts = Counts()
        self._stream = stream
        self._number = number

    @property
    def signature(self) -> Signature:
        """How the translations are made."""
        return self._stream.signature

    def translate(self, blocks: Iterable[Block]) -> Iterator[TranslatedBlock]:
        """The document's blocks, which have gone into the stream."""
        for block in self._stream.results(self._number):
            for sentence in block.sentences:
                name = sentence.origin.value
                self.counts = replace(self.counts, **{name: getattr(self.counts, name) + 1})
            yield block
