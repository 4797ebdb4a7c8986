"""The contracts between the layers. Everything that can be replaced stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from translator.options import Decoding, SummaryOptions
from translator.result import Footer, Header, Hypothesis, Signature, Summary, TranslatedBlock


class Engine(Protocol):
    """Translates texts, one sentence each."""

    @property
    def signature(self) -> Signature:
        """How its translations are made; known before any weights are loaded."""

    @property
    def max_tokens(self) -> int:
        """The longest source it takes, in tokens, the end token left out."""

    @property
    def workers(self) -> int:
        """Batches that it works on at once: so many threads may ask it for translations."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Source tokens of each text, the end token left out; same order and length."""

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """The best hypothesis for each text: result i belongs to text i, same length.

        Raises EngineError; a text over `max_tokens` is an error, never cut.
        """

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """As `translate`, with another decoding, best first, `decoding.hypotheses` of each."""

    def close(self) -> None:
        """Give the memory back; further calls are errors."""


class Scorer(Protocol):
    """Says how likely a model finds translations that are there."""

    @property
    def signature(self) -> Signature:
        """Which model it is."""

    def scores(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Mean log-probability per token of each target, given its source; at most 0.

        A pair that the model cannot take has a score that no other one has: minus infinity.
        """

    def close(self) -> None:
        """Give the memory back; further calls are errors."""


class TextSentence(Protocol):
    """What a summarizer needs to know of a sentence; see `summarize.SourceSentence`."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def block(self) -> int:
        """Number of its block, from 1."""

    @property
    def sentence(self) -> int:
        """Number of the sentence in its block, from 1."""

    @property
    def other(self) -> str:
        """Its translation; empty: not known."""

    @property
    def heading(self) -> str:
        """The heading it stands under; empty: none."""


class Summarizer(Protocol):
    """Makes a short version of a document."""

    def summarize(
        self, sentences: Sequence[TextSentence], language: str, options: SummaryOptions
    ) -> Summary:
        """A summary of sentences that stand in reading order.

        Args:
            sentences: the whole document; headings left out.
            language: ISO 639-1 code of the sentences.
            options: how long it may be.
        """


class Memory(Protocol):
    """Remembers what was translated."""

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        """What is known of these sources; a source that is not known is left out."""

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Remember these, in one transaction; raises MemoryFileError."""


class Writer(Protocol):
    """Writes one translation in one format, as it is made."""

    def begin(self, header: Header) -> None:
        """Called once, first."""

    def block(self, block: TranslatedBlock) -> None:
        """Called for each block in order, the END block included."""

    def end(self, footer: Footer) -> None:
        """Called once, last; not called when the run failed."""


class Progress(Protocol):
    """Shows how far a long run is."""

    def start(self, description: str, total: int | None, unit: str = "") -> None:
        """Begin a phase of `total` steps; None: not known.

        With the unit "bytes" the amount and the speed are shown too.
        """

    def advance(self, steps: int) -> None:
        """So many more steps are done."""

    def stop(self) -> None:
        """Leave the screen as it was; may be called twice."""
