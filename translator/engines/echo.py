"""An engine without weights: gives each text back. For tests and dry runs."""

from __future__ import annotations

from collections.abc import Sequence

from translator.errors import EngineError
from translator.models.folder import ModelFolder
from translator.options import Decoding, EngineOptions
from translator.result import Hypothesis, Signature


class EchoEngine:
    """Translates every text into itself; a token is a word.

    Attributes:
        calls: how often it was asked to translate.
    """

    max_tokens = 511
    workers = 1

    def __init__(self, folder: ModelFolder | None = None, options: EngineOptions | None = None):
        self._direction = folder.spec.direction if folder else "id-en"
        self.calls = 0

    @property
    def signature(self) -> Signature:
        """The same for all echoes of a direction."""
        return Signature("echo", "1", "echo", "none", "none", self._direction)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text."""
        return [len(text.split()) for text in texts]

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Each text with score 0; raises EngineError for one over `max_tokens`."""
        self.calls += 1
        if max(self.count_tokens(texts), default=0) > self.max_tokens:
            raise EngineError(f"a sentence is longer than {self.max_tokens} tokens")
        return [Hypothesis(text, 0.0) for text in texts]

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """The one hypothesis of `translate`: an echo knows no other."""
        return [(hypothesis,) for hypothesis in self.translate(texts)]

    def close(self) -> None:
        """Nothing to give back."""
