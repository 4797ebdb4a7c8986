"""What comes out: hypotheses, translated sentences and blocks, the summary, the signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from translator.document import Block, Mark, Sentence
from translator.languages import Direction


class Severity(str, Enum):
    """How sure a check is that something is wrong."""

    SEVERE = "severe"  # at most 1% of good translations alarm
    NOTICE = "notice"  # worth a look


@dataclass(frozen=True)
class Flag:
    """Something that a person should look at."""

    kind: str  # a key of `translator.checks`: "numbers", "brackets", …
    message: str  # one sentence for a person
    severity: Severity = Severity.NOTICE


@dataclass(frozen=True)
class Hypothesis:
    """What an engine makes of one source text."""

    text: str
    score: float  # mean log-probability per target token, natural log, at most 0
    finished: bool = True  # False: the length limit cut it before its end token


class Origin(str, Enum):
    """Where a target sentence comes from."""

    ENGINE = "engine"
    MEMORY = "memory"
    COPY = "copy"  # nothing to translate: numbers, symbols, blanks, protected text
    REPAIR = "repair"  # made again, or set right, because of a severe flag
    FAILED = "failed"  # the engine failed; the target is empty


@dataclass(frozen=True)
class TranslatedSentence:
    """One sentence with its translation."""

    source: Sentence
    target: str
    score: float | None = None  # as in Hypothesis, of the worst piece; None: no model was asked
    origin: Origin = Origin.ENGINE
    flags: tuple[Flag, ...] = ()
    note: str = ""  # what a repair changed, for the record
    marks: tuple[Mark, ...] = ()  # the source's marks, offsets into `target`

    @property
    def shown(self) -> str:
        """The target; of a sentence that failed its source, so that nothing is lost."""
        return self.source.text if self.origin is Origin.FAILED else self.target


@dataclass(frozen=True)
class TranslatedBlock:
    """One block with its sentences, in order; none for a block that is not translated."""

    source: Block
    sentences: tuple[TranslatedSentence, ...] = ()

    @property
    def target(self) -> str:
        """The block's translation: targets joined by the source's own white space.

        A hard line break between two sentences becomes one space. A sentence that failed stands
        there as its source. A block that is not translated gives its own text; leading and
        trailing white space is kept.
        """
        text = self.source.text
        if not self.source.translatable or not self.sentences:
            return text
        parts: list[str] = []
        for gap, sentence in self._gaps():
            parts += [gap, sentence.shown]
        return "".join([*parts, text[self.sentences[-1].source.end :]])

    def _gaps(self) -> Iterator[tuple[str, TranslatedSentence]]:
        """Each sentence, and what stands before it."""
        position = 0
        for sentence in self.sentences:
            gap = self.source.text[position : sentence.source.start]
            yield " " if "\n" in gap and position else gap, sentence
            position = sentence.source.end

    @property
    def target_marks(self) -> tuple[Mark, ...]:
        """The marks of its sentences, offsets into `target`.

        A mark over the end of a sentence and the start of the next is one again.
        """
        done: list[Mark] = []
        length = 0
        for gap, sentence in self._gaps():
            start = length + len(gap)
            for mark in sentence.marks:
                moved = replace(mark, start=mark.start + start, end=mark.end + start)
                before = replace(moved, start=0, end=length)
                same = [n for n, other in enumerate(done) if replace(other, start=0) == before]
                if mark.start == 0 < mark.end and same:
                    done[same[-1]] = replace(done[same[-1]], end=moved.end)
                else:
                    done.append(moved)
            length = start + len(sentence.shown)
        return tuple(done)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags of its sentences, in order."""
        return tuple(flag for sentence in self.sentences for flag in sentence.flags)


@dataclass(frozen=True)
class SummarySentence:
    """One sentence of a summary, in both languages where both are known."""

    text: str  # in the language of the summary
    other: str = ""  # the same in the other language; empty: not wanted or not known
    block: int = 0  # number of the block it stands in or leans on most, from 1; 0: none
    sentence: int = 0  # number of the sentence in that block, from 1; 0: none
    score: float = 0.0  # the summarizer's own measure; comparable within one summary only
    sources: tuple[tuple[int, int], ...] = ()  # (block, sentence) pairs it leans on, from 1
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Summary:
    """A short version of a document."""

    sentences: tuple[SummarySentence, ...]  # in reading order
    language: str  # ISO 639-1, of `SummarySentence.text`
    method: str  # a key of `translator.summarize`, and its version


@dataclass(frozen=True)
class Signature:
    """How a translation was made: two runs with equal signatures give equal results.

    It is part of the translation memory's key and stands in every output that has room.
    """

    model: str  # name in the registry, or the folder's name
    revision: str  # commit of the hub, or the hash of the weights, tagged: "sha256:1f2e…"
    engine: str  # "ctranslate2 4.8.5"
    compute_type: str  # "int8", "float32", …
    decoding: str  # "beam4", "beam4,ngram3"
    direction: str = "id-en"
    text_rules: str = ""  # version of the rules for splitting, normalising and restoring

    def __str__(self) -> str:
        return "|".join(
            (
                f"model:{self.model}",
                f"rev:{self.revision}",
                f"dir:{self.direction}",
                f"engine:{self.engine}",
                f"type:{self.compute_type}",
                f"dec:{self.decoding}",
                f"text:{self.text_rules}",
            )
        )


@dataclass(frozen=True)
class Header:
    """What is known of a translation before its first block."""

    name: str  # of the document: a file's name, or "-"
    format: str  # of the document
    direction: Direction
    signature: Signature
    version: str  # of this tool
    origin: bytes = field(default=b"", repr=False)  # of the document, as there


@dataclass(frozen=True)
class Counts:
    """Sentences by origin; their sum is the number of sentences in the document."""

    engine: int = 0
    memory: int = 0
    copy: int = 0
    repair: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Footer:
    """What is known only after the last block."""

    summary: Summary | None = None
    counts: Counts = field(default_factory=Counts)
