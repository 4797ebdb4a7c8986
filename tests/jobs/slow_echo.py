"""The command with an echo that takes its time: there is always something going on to break off.

    python slow_echo.py LOG batch …

Each text that the echo is asked for becomes a line of JSON in LOG.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from translator.__main__ import main
from translator.cli import batch_pipelines
from translator.engines.echo import EchoEngine
from translator.result import Hypothesis, TranslatedBlock
from translator.writers.text import TextWriter

SECONDS = 0.003  # a sentence, and a block that is written
LOG = Path(sys.argv.pop(1))


def slow_translate(
    self: EchoEngine,
    texts: Sequence[str],
    real: object = EchoEngine.translate,
) -> list[Hypothesis]:
    with LOG.open("a") as log:
        log.writelines(json.dumps(text) + "\n" for text in texts)
    time.sleep(SECONDS * len(texts))
    return real(self, texts)  # type: ignore[operator, no-any-return]


def slow_block(self: TextWriter, block: TranslatedBlock, real: object = TextWriter.block) -> None:
    real(self, block)  # type: ignore[operator]
    self._stream.flush()
    time.sleep(SECONDS)


EchoEngine.translate = slow_translate  # type: ignore[assignment]
TextWriter.block = slow_block  # type: ignore[method-assign]
batch_pipelines._WINDOW = 3000  # several windows in a small job

if __name__ == "__main__":
    sys.exit(main())
