"""What a sentence becomes in a job of many files does not depend on what goes with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from translator import readers
from translator.checks import check
from translator.cli.batch_pipelines import Pipelines, PipelineSettings
from translator.cli.environment import Environment
from translator.cli.model import ModelOptions
from translator.cli.progress import SilentProgress
from translator.cli.remember import MemoryOptions
from translator.document import Block
from translator.engines.echo import EchoEngine
from translator.languages import ID_EN
from translator.options import Decoding, PipelineOptions
from translator.pipeline import Pipeline
from translator.result import Flag, Hypothesis, Severity

ARTICLE = Path(__file__).parents[2] / "examples" / "bali-alibaba.id.txt"


@pytest.fixture
def pipelines() -> Iterator[Pipelines]:
    settings = PipelineSettings(
        ModelOptions("starter-id-en", offline=True), MemoryOptions(wanted=False)
    )
    environment = Environment(io.BytesIO(), io.StringIO(), io.StringIO())
    opened = Pipelines(settings, environment, SilentProgress())
    yield opened
    opened.close()


def test_the_embedded_model_says_the_same_in_any_company(pipelines: Pipelines) -> None:
    pipeline = pipelines[ID_EN]
    assert pipeline.signature.decoding == "beam4"  # a shortlist is that of the whole batch
    blocks = [block for block in readers.read(ARTICLE).blocks if block.text]
    together = [one.sentences for one in pipeline.translate(blocks)]
    fresh = Pipeline(pipeline.engine, ID_EN, check=check, options=pipeline.options)
    alone = [next(iter(fresh.translate([block]))).sentences for block in blocks[::-1]]
    assert together == alone[::-1]


@pytest.mark.parametrize("even", [False, True])
def test_a_repair_has_a_shortlist_only_where_company_may_count(even: bool) -> None:
    asked: list[Decoding] = []

    class Noting(EchoEngine):
        def alternatives(
            self,
            texts: list[str],
            decoding: Decoding,  # type: ignore[override]
        ) -> list[tuple[Hypothesis, ...]]:
            asked.append(decoding)
            return super().alternatives(texts, decoding)

    flag = Flag("loop", "again and again", Severity.SEVERE)
    options = PipelineOptions(even_batches=even)
    pipeline = Pipeline(Noting(), ID_EN, check=lambda *_: (flag,), options=options)
    list(pipeline.translate([Block("Ia pergi ke pasar.")]))
    assert asked and all(decoding.shortlist is not even for decoding in asked)
