"""Engines: what turns source sentences into hypotheses. A table, opened by name."""

from __future__ import annotations

from importlib import import_module

from translator.errors import UsageError
from translator.models.folder import ModelFolder
from translator.options import EngineOptions
from translator.protocols import Engine

# name -> module and class; imported on use
ENGINES = {
    "ctranslate2": "translator.engines.ctranslate2:CTranslate2Engine",
    "transformers": "translator.engines.transformers:TransformersEngine",
    "echo": "translator.engines.echo:EchoEngine",
}
DEVICES = ("auto", "cpu", "cuda", "mps")


def open_engine(folder: ModelFolder, options: EngineOptions) -> Engine:
    """An engine for these weights. Nothing heavy is loaded before the first translation.

    `auto` is CTranslate2, except on Apple's GPU, which it does not know.
    Raises UsageError for an engine that there is not.
    """
    name = options.engine
    if name == "auto":
        name = "transformers" if options.device == "mps" else "ctranslate2"
    if name not in ENGINES:
        raise UsageError(f"unknown engine {name!r}", f"one of auto, {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(folder, options)
    return engine
