"""Summarizers: a document in a few sentences. A table, opened by name."""

from __future__ import annotations

from importlib import import_module

from translator.errors import UsageError
from translator.models.folder import ModelFolder
from translator.options import EngineOptions
from translator.protocols import Summarizer
from translator.summarize.sentences import SourceSentence, gather

__all__ = ["SUMMARIZERS", "SourceSentence", "gather", "open_summarizer"]

# name -> module and function that opens it; imported on use
SUMMARIZERS = {
    "extractive": "translator.summarize.extractive:open_extractive",
    "seq2seq": "translator.summarize.seq2seq:open_seq2seq",
}


def open_summarizer(
    name: str, folder: ModelFolder | None = None, options: EngineOptions | None = None
) -> Summarizer:
    """The summarizer of that name.

    Args:
        name: a key of `SUMMARIZERS`.
        folder: of the weights; `extractive` has its own.
        options: where and how the weights run.

    Raises UsageError for a name that there is not, and for weights that are not named.
    """
    if name not in SUMMARIZERS:
        raise UsageError(f"unknown summarizer {name!r}", f"one of {', '.join(SUMMARIZERS)}")
    module, _, attribute = SUMMARIZERS[name].partition(":")
    summarizer: Summarizer = getattr(import_module(module), attribute)(
        folder, options or EngineOptions()
    )
    return summarizer
