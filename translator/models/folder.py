"""A folder of weights in the layout of opus-mt, and whether it is whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.errors import ModelBroken
from translator.models.registry import ModelSpec

TEXT_FILES = ("config.json", "vocab.json")
TOKENIZERS = ("source.spm", "target.spm")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")  # the first that is there is used
CONVERSION = "ctranslate2"  # sub-folder of an embedded model that holds its int8 conversion

_ZIP = b"PK\x03\x04"  # a .bin that torch writes is a zip archive; before torch 1.6, a pickle
_PICKLE = b"\x80\x02"
_HEADER_LIMIT = 100_000_000  # bytes; the safetensors format allows no longer header


@dataclass(frozen=True)
class ModelFolder:
    """Weights that are on this machine."""

    path: Path
    spec: ModelSpec
    revision: str  # commit of the hub, or "sha256:…" of the weights
    conversions: Path  # folder in which conversions of these weights are kept
    notice: str = ""  # one sentence for the user: why it is not the model that was expected

    @property
    def embedded(self) -> Path | None:
        """Its ready int8 conversion; only a model of the package has one."""
        path = self.path / CONVERSION
        return path if self.spec.kind == "package" and path.is_dir() else None


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; raises ModelBroken."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise broken(path.parent, f"{path.name} is missing") from error
    except (OSError, ValueError) as error:
        raise broken(path.parent, f"{path.name} cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise broken(path.parent, f"{path.name} holds no object")
    return value


def weights_file(folder: Path) -> Path:
    """The file of weights that is used; raises ModelBroken when there is none."""
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise broken(folder, f"it has no weights: {' or '.join(WEIGHTS)}")


def verify_marian(folder: Path) -> None:
    """Check a translator's folder without loading the weights; raises ModelBroken.

    Every file is there and can be read, the weights have their full length, the tokenizers'
    pieces are in the vocabulary, and the vocabulary has the size that the model was made for.
    """
    if not folder.is_dir():
        raise broken(folder, "there is no such folder")
    config = read_json(folder / "config.json")
    if config.get("model_type") != "marian":
        raise broken(folder, f"it holds a {config.get('model_type')!r} model, not a 'marian' one")
    vocabulary = read_json(folder / "vocab.json")
    size = config.get("vocab_size")
    if size != len(vocabulary):
        raise broken(folder, f"vocab.json has {len(vocabulary)} entries, config.json says {size}")
    for token in ("</s>", "<unk>"):
        if token not in vocabulary:
            raise broken(folder, f"vocab.json has no {token}")
    for name in TOKENIZERS:
        _verify_tokenizer(folder / name, vocabulary)
    verify_weights(folder)


def verify_weights(folder: Path) -> None:
    """Check that the weights have a sound head and their full length; raises ModelBroken."""
    path = weights_file(folder)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        if path.suffix == ".bin":
            if not head.startswith((_ZIP, _PICKLE)):
                raise broken(folder, f"{path.name} is no file of torch weights")
            return
        length = int.from_bytes(head, "little")
        if size < 8 or length > min(size - 8, _HEADER_LIMIT):
            raise broken(folder, f"{path.name} is cut or altered")
        try:
            header = json.loads(file.read(length))
            ends = [entry["data_offsets"][1] for key, entry in header.items() if key[:2] != "__"]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise broken(folder, f"{path.name} has a damaged head") from error
    if max(ends, default=0) + 8 + length != size:
        raise broken(folder, f"{path.name} is cut: {size} bytes")


def _verify_tokenizer(path: Path, vocabulary: dict[str, Any]) -> None:
    from sentencepiece import SentencePieceProcessor

    if not path.is_file():
        raise broken(path.parent, f"{path.name} is missing")
    processor = SentencePieceProcessor()
    try:
        processor.Load(str(path))
    except (RuntimeError, OSError) as error:
        raise broken(path.parent, f"{path.name} is no SentencePiece model") from error
    pieces = [processor.IdToPiece(number) for number in range(processor.GetPieceSize())]
    known = sum(piece in vocabulary for piece in pieces)
    # The vocabulary joins both sides, without the pieces that training never saw; opus-mt has
    # 54,796 entries for twice 32,000 pieces. Files of two models share far fewer.
    if known < 0.5 * len(pieces):
        raise broken(
            path.parent, f"{path.name} and vocab.json do not belong together: {known} pieces shared"
        )


def broken(folder: Path, what: str) -> ModelBroken:
    """The error for a folder in which something is wrong."""
    return ModelBroken(
        f"the model in {folder} is broken: {what}",
        "fetch it anew with `translator models pull NAME`, or repair the folder",
    )
