"""What is common to every engine for MarianMT weights: tokenizer and generation settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.models.folder import broken, read_json

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

END = "</s>"
UNKNOWN = "<unk>"
PAD = "<pad>"
_BYTE = re.compile("<0x[0-9A-F]{2}>")  # a piece for a byte of what the vocabulary lacks


class MarianTokenizer:
    """Texts to SentencePiece pieces and back, as the weights of a folder know them.

    The pieces and ids are those of `transformers.MarianTokenizer`, with one difference meant:
    ``</s>``, ``<pad>`` or ``>>xx<<`` in a text are plain characters here, never marks.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _source(self) -> SentencePieceProcessor:
        return _processor(self._folder / "source.spm")

    @cached_property
    def _target(self) -> SentencePieceProcessor:
        return _processor(self._folder / "target.spm")

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The id of each piece."""
        return read_json(self._folder / "vocab.json")

    @cached_property
    def _pieces(self) -> Mapping[int, str]:
        return {number: piece for piece, number in self.vocabulary.items()}

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """The source pieces of each text, without the end mark."""
        found: list[list[str]] = self._source.encode(list(texts), out_type=str)
        return found

    def target_pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """The target pieces of each text, without the end mark."""
        found: list[list[str]] = self._target.encode(list(texts), out_type=str)
        return found

    def ids(self, pieces: Sequence[str]) -> list[int]:
        """The ids of pieces; a piece that the vocabulary has not is unknown."""
        unknown = self.vocabulary[UNKNOWN]
        return [self.vocabulary.get(piece, unknown) for piece in pieces]

    def from_ids(self, ids: Sequence[int]) -> list[str]:
        """The pieces of ids."""
        return [self._pieces.get(number, UNKNOWN) for number in ids]

    def text(self, pieces: Sequence[str]) -> str:
        """The text of target pieces; marks are left out, and bytes that are no UTF-8."""
        kept = [piece for piece in pieces if piece not in (END, PAD, UNKNOWN)]
        decoded: str = self._target.decode_pieces(_whole(kept))
        return decoded.replace("▁", " ").strip()


def _whole(pieces: Sequence[str]) -> list[str]:
    """The pieces without bytes that make no character: a model may break off in one's middle."""
    result: list[str] = []
    for is_byte, run in groupby(pieces, lambda piece: _BYTE.fullmatch(piece) is not None):
        if not is_byte:
            result += run
            continue
        found = bytes(int(piece[3:5], 16) for piece in run)
        result += (f"<0x{byte:02X}>" for byte in found.decode("utf-8", "ignore").encode())
    return result


def _processor(path: Path) -> SentencePieceProcessor:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor()
    try:
        processor.Load(str(path))
    except (RuntimeError, OSError) as error:
        raise broken(path.parent, f"{path.name} is missing or no SentencePiece model") from error
    return processor


@dataclass(frozen=True)
class Generation:
    """How the makers of the weights want them decoded: `generation_config.json`.

    Older folders have these settings in `config.json`.
    """

    positions: int  # longest sequence the model can number, the end mark included
    beam_size: int
    start: int  # id that the target starts from
    end: int
    pad: int
    forced_end: bool  # the last possible token is made the end mark
    forbidden: tuple[tuple[int, ...], ...]  # sequences of ids that must not be generated

    @classmethod
    def load(cls, folder: Path) -> Generation:
        """Read the settings; raises ModelBroken."""
        config = read_json(folder / "config.json")
        settings = dict(config)
        if (folder / "generation_config.json").is_file():
            settings |= read_json(folder / "generation_config.json")
        try:
            return cls._parse(config, settings)
        except (KeyError, TypeError, ValueError) as error:
            raise broken(folder, f"its settings are incomplete: {error!r}") from error

    @classmethod
    def _parse(cls, config: Mapping[str, Any], settings: Mapping[str, Any]) -> Generation:
        end = int(settings["eos_token_id"])
        pad = int(settings["pad_token_id"])
        start = settings.get("decoder_start_token_id")
        forbidden = settings.get("bad_words_ids") or [[pad]]
        return cls(
            positions=int(config["max_position_embeddings"]),
            beam_size=int(settings.get("num_beams") or 1),
            start=pad if start is None else int(start),
            end=end,
            pad=pad,
            forced_end=settings.get("forced_eos_token_id") == end,
            forbidden=tuple(tuple(int(number) for number in words) for words in forbidden),
        )
