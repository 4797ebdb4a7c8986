"""The tokenizers of the BART and T5 families, from the files of a model folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from translator.models.folder import broken


class Tokenizer(Protocol):
    """Between a text and tokens; no special token is added or read from the text."""

    def encode(self, text: str) -> list[str]:
        """The tokens of a text."""

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of tokens; special ones are left out."""

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """Their numbers in the vocabulary."""

    def from_ids(self, ids: Sequence[int]) -> list[str]:
        """The tokens of these numbers."""


def open_tokenizer(folder: Path) -> Tokenizer:
    """By the files that are there: tokenizer.json, vocab.json and merges.txt, or spiece.model.

    Raises ModelBroken.
    """
    try:
        if (folder / "tokenizer.json").is_file():
            return _Fast(_read(folder / "tokenizer.json"))
        if (folder / "merges.txt").is_file():
            return _Fast(_byte_level(folder))
        if (folder / "spiece.model").is_file():
            return _SentencePiece(folder / "spiece.model")
    except Exception as error:  # tokenizers raises Exception itself
        raise broken(folder, f"its tokenizer cannot be read: {error}") from error
    raise broken(folder, "it has neither tokenizer.json, merges.txt nor spiece.model")


def _read(path: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _byte_level(folder: Path) -> Any:
    """BART's: byte-level BPE, as GPT-2 has it."""
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE

    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    tokenizer = Tokenizer(BPE.from_file(str(folder / "vocab.json"), str(folder / "merges.txt")))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [
        token for token in ("<s>", "</s>", "<pad>", "<unk>", "<mask>") if token in vocabulary
    ]
    tokenizer.add_special_tokens(special)
    return tokenizer


class _Fast:
    """A tokenizer of the library tokenizers."""

    def __init__(self, tokenizer: Any) -> None:
        tokenizer.encode_special_tokens = True  # "</s>" in a text is text
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer

    def encode(self, text: str) -> list[str]:
        """See `Tokenizer`."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def decode(self, tokens: Sequence[str]) -> str:
        """See `Tokenizer`."""
        return str(self._tokenizer.decode(self.ids(tokens), skip_special_tokens=True)).strip()

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """See `Tokenizer`."""
        return [self._tokenizer.token_to_id(token) for token in tokens]

    def from_ids(self, ids: Sequence[int]) -> list[str]:
        """See `Tokenizer`."""
        return [self._tokenizer.id_to_token(number) or "" for number in ids]


class _SentencePiece:
    """T5's: the numbers of the pieces are those of the vocabulary."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor()
        self._processor.Load(str(path))

    def encode(self, text: str) -> list[str]:
        """See `Tokenizer`."""
        return list(self._processor.EncodeAsPieces(text))

    def decode(self, tokens: Sequence[str]) -> str:
        """See `Tokenizer`."""
        unknown = self._processor.unk_id()  # of the tokens that T5 has beyond its pieces too
        kept = [
            number
            for number in self.ids(tokens)
            if number != unknown and not self._processor.IsControl(number)
        ]
        return str(self._processor.DecodeIds(kept)).strip()

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """See `Tokenizer`."""
        return [self._processor.PieceToId(token) for token in tokens]

    def from_ids(self, ids: Sequence[int]) -> list[str]:
        """See `Tokenizer`."""
        size = self._processor.GetPieceSize()  # beyond it stand T5's <extra_id_…>
        return [self._processor.IdToPiece(number) for number in ids if number < size]
