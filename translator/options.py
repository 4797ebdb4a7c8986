"""Typed options. The command line makes them from its arguments; no other layer parses text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# auto: measured on the beginning; lines: each line; blank: what stands between blank lines.
ParagraphMode = Literal["auto", "lines", "blank"]


@dataclass(frozen=True)
class Decoding:
    """How an engine searches for a translation."""

    beam_size: int = 0  # hypotheses kept at each step; 1 is greedy search, 0 what the model asks
    hypotheses: int = 1  # how many of them are given back, at most beam_size
    no_repeat_ngram: int = 0  # forbid an n-gram of target tokens to come twice; 0: off
    repetition_penalty: float = 1.0  # divides the probability of tokens seen before; 1: off
    length_penalty: float = 1.0  # exponent of the length that a score is divided by
    shortlist: bool = False  # only target tokens that go with the source, where the model says so

    def __str__(self) -> str:
        """A short form for the signature; defaults other than the beam are left out."""
        parts = [f"beam{self.beam_size}"]
        if self.no_repeat_ngram:
            parts.append(f"ngram{self.no_repeat_ngram}")
        if self.repetition_penalty != 1.0:
            parts.append(f"rep{self.repetition_penalty:g}")
        if self.length_penalty != 1.0:
            parts.append(f"len{self.length_penalty:g}")
        if self.shortlist:
            parts.append("shortlist")
        return ",".join(parts)


@dataclass(frozen=True)
class EngineOptions:
    """Where and how the model runs."""

    engine: str = "auto"  # a key of `translator.engines`, or "auto"
    device: str = "auto"  # "auto", "cpu", "cuda", "mps"
    threads: int = 0  # CPU threads; 0: one for each core
    compute_type: str = "auto"  # "auto": int8 on a CPU, float16 on a GPU; "float32", …
    decoding: Decoding = Decoding(shortlist=True)


@dataclass(frozen=True)
class PipelineOptions:
    """How a document is cut and batched."""

    batch_tokens: int = 512  # padded source tokens in one batch, at most
    even_batches: bool = False  # no padding, no shortlist: slower, and the same in any company
    window: int = 65536  # characters read ahead before they are translated together
    first_window: int = 256  # the same for the first window, so that it shows early
    recent_sentences: int = 8_000  # translations of this run kept in memory
    repair: bool = True  # decode sentences with severe flags again


SUMMARY_LENGTHS = {"short": 0.5, "medium": 1.0, "long": 2.0}  # to the usual length


@dataclass(frozen=True)
class SummaryOptions:
    """What summary is wanted."""

    sentences: int = 3  # at most so many; 0: use `words` or `ratio`
    words: int = 0  # at most so many words, whole sentences only; 0: no such bound
    ratio: float = 0.0  # at most this share of the document's sentences, 0–1; 0: no such bound
    length: str = "medium"  # of a summary that a model writes: "short", "medium", "long"


@dataclass(frozen=True)
class WriterOptions:
    """How a translation is shown; a format takes what it has a use for."""

    width: int = 100  # columns of the screen, at least 20
    color: bool = False  # escape sequences for colour and weight may be written
    scores: bool = False  # show the model's score of each sentence
    summary: bool = True  # write the summary, if there is one


@dataclass(frozen=True)
class ReaderOptions:
    """How a document is read; a format takes what it has a use for."""

    paragraphs: ParagraphMode = "auto"  # of a plain text: what ends one
    whole_page: bool = False  # of an HTML page: all of it, not only the article
    field: str = ""  # of JSON Lines or a table: the name of the column that is text
