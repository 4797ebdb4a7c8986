"""Summarizers: a document in a few sentences. A table, opened by name."""

from __future__ import annotations

from importlib import import_module

from translator.errors import UsageError
from translator.protocols import Summarizer
from translator.summarize.sentences import SourceSentence, gather

__all__ = ["SUMMARIZERS", "SourceSentence", "gather", "open_summarizer"]

# name -> module and class; imported on use
SUMMARIZERS = {
    "extractive": "translator.summarize.extractive:ExtractiveSummarizer",
}


def open_summarizer(name: str) -> Summarizer:
    """The summarizer of that name; raises UsageError for one that there is not."""
    if name not in SUMMARIZERS:
        raise UsageError(f"unknown summarizer {name!r}", f"one of {', '.join(SUMMARIZERS)}")
    module, _, attribute = SUMMARIZERS[name].partition(":")
    summarizer: Summarizer = getattr(import_module(module), attribute)()
    return summarizer
