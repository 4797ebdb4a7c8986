"""The command's work in this process: a file through reader, pipeline and writer to a file.

What `translator FILE -o FILE` does, with the model loaded once for many runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import figures

sys.path.insert(0, str(figures.ROOT))

from translator import readers
from translator.article import write_article
from translator.bilingual import Summing
from translator.checks import check
from translator.direction import settle
from translator.engines import open_engine
from translator.engines.base import MarianEngine
from translator.engines.reranked import RerankedEngine
from translator.languages import ID_EN, Direction
from translator.models.choose import choose
from translator.models.registry import Registry
from translator.models.store import Store
from translator.options import EngineOptions, ParagraphMode, PipelineOptions
from translator.pipeline import Pipeline
from translator.protocols import Engine, Memory
from translator.summarize import open_summarizer
from translator.writers import open_writer

MODEL = "starter-id-en"


class Job:
    """Translates documents, Indonesian to English, with one engine.

    Args:
        model: name or folder; empty: the echo engine, whose sentences are checked but, as all of
            them are wrong, not tried again.
        engine: how the model runs.
        options: how documents are cut and batched.
        reranked: the embedded model of the other direction chooses, as with `--best`.
    """

    def __init__(
        self,
        model: str = MODEL,
        engine: EngineOptions | None = None,
        options: PipelineOptions | None = None,
        *,
        reranked: bool = False,
    ) -> None:
        engine = engine or EngineOptions()
        if not model:
            engine = EngineOptions("echo")
            options = PipelineOptions(repair=False)
        self.engine = self._open(ID_EN, model or MODEL, engine)
        if reranked:
            second = self._open(ID_EN.reverse, None, engine)
            assert isinstance(second, MarianEngine)
            self.engine = RerankedEngine(self.engine, second, engine.decoding)
        self._options = options

    @staticmethod
    def _open(direction: Direction, model: str | None, options: EngineOptions) -> Engine:
        folder = choose(Registry.load(), Store.default(), str(direction), model)
        return open_engine(folder, options)

    def run(
        self,
        source: Path,
        target: Path,
        *,
        paragraphs: ParagraphMode = "auto",
        form: str = "text",
        memory: Memory | None = None,
        summary: bool = False,
    ) -> None:
        """Translate a file into a file."""
        settled = settle(readers.read(source, paragraphs=paragraphs), ID_EN.source, ID_EN.target)
        pipeline = Pipeline(self.engine, ID_EN, check=check, memory=memory, options=self._options)
        summing = Summing(open_summarizer("extractive")) if summary else None
        with target.open("w", encoding="utf-8", newline="") as stream:
            write_article(settled, pipeline, open_writer(form, stream), summing=summing)
