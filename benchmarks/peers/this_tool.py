"""This tool: its pipeline from paragraphs to checked translations."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import common


def load(options: argparse.Namespace) -> common.Translate:
    """The engine with its weights, and a fresh pipeline for each call."""
    from translator.checks import check
    from translator.document import Block
    from translator.engines import open_engine
    from translator.languages import ID_EN
    from translator.models.choose import choose
    from translator.models.registry import Registry
    from translator.models.store import EMBEDDED, Store
    from translator.options import Decoding, EngineOptions, PipelineOptions
    from translator.pipeline import Pipeline

    folder = Path(options.model).resolve()
    # By its name an embedded model comes with its conversion.
    name = folder.name if folder.parent == EMBEDDED else str(folder)
    engine = open_engine(
        choose(Registry.load(), Store.default(), str(ID_EN), name),
        EngineOptions(
            threads=options.threads,
            compute_type=options.compute_type,
            decoding=Decoding(beam_size=options.beam_size, shortlist=options.shortlist),
        ),
    )
    engine.translate(["Halo."])

    def translate(paragraphs: Sequence[str]) -> list[str]:
        pipeline = Pipeline(
            engine, ID_EN, check=check, options=PipelineOptions(repair=not options.no_repair)
        )
        return [block.target for block in pipeline.translate(map(Block, paragraphs))]

    return translate


if __name__ == "__main__":
    common.run(load)
