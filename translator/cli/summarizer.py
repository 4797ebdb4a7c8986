"""From the name that a user gives to a summarizer."""

from __future__ import annotations

from translator.cli.environment import Environment
from translator.cli.model import ModelOptions, open_registry
from translator.protocols import Progress, Summarizer
from translator.summarize import SUMMARIZERS, open_summarizer

DEFAULT = "extractive"


def summarizer_of(
    name: str,
    language: str,
    options: ModelOptions,
    environment: Environment,
    progress: Progress,
) -> Summarizer:
    """The summarizer for a language; weights are found, or fetched, but not yet loaded.

    Args:
        name: ``extractive``; ``seq2seq`` for the default model of the language; a model's name
            in the registry; or a folder of weights.
        language: ISO 639-1 code of the text.
        options: of the job; its `name` is the translator's and not looked at.
        environment: is told what is fetched.
        progress: shows a download.

    Raises ModelError.
    """
    if name == DEFAULT:
        return open_summarizer(name)
    from translator.models.choose import choose
    from translator.models.hub import Hub
    from translator.models.store import Store

    store = Store.default()
    folder = choose(
        open_registry(environment, options.registry),
        store,
        language,
        None if name in SUMMARIZERS else name,
        task="summarize",
        hub=Hub.from_environment(store, offline=options.offline),
        progress=progress,
        announce=environment.note,
    )
    environment.detail(f"summarizer {folder.spec.name} in {folder.path}")
    return open_summarizer("seq2seq", folder, options.engine)
