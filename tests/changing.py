"""An engine that does one thing to every text, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.options import Decoding
from translator.result import Hypothesis, Signature


class ChangingEngine:
    """Gives each text as `change` makes it, with the score -0.5; a token is a word.

    Attributes:
        calls: the texts of each call.
    """

    signature = Signature("fake", "0", "fake 1", "float32", "beam1")
    workers = 1

    def __init__(self, change: Callable[[str], str], max_tokens: int = 512) -> None:
        self.change = change
        self.max_tokens = max_tokens
        self.calls: list[list[str]] = []

    @property
    def asked(self) -> list[str]:
        """The texts of all calls."""
        return [text for call in self.calls for text in call]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text."""
        return [len(text.split()) for text in texts]

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Each text changed."""
        self.calls.append(list(texts))
        return [Hypothesis(self.change(text), -0.5) for text in texts]

    def alternatives(
        self, texts: Sequence[str], decoding: Decoding
    ) -> list[tuple[Hypothesis, ...]]:
        """The one hypothesis of `translate`."""
        return [(hypothesis,) for hypothesis in self.translate(texts)]

    def close(self) -> None:
        """Nothing to give back."""
