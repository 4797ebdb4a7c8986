"""Which files of a repository are needed, and whether they are safe to fetch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from translator.errors import HubError
from translator.models.registry import ModelSpec

# Of each kind only the first that the repository has.
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
REQUIRED = {"translate": ("config.json", "vocab.json", "source.spm", "target.spm")}
SMALL = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "source.spm",
    "target.spm",
    "merges.txt",
    "tokenizer.json",
    "spiece.model",
)
LARGEST_SMALL = 50_000_000  # bytes; the largest known, of mT5, has 16 million
LARGEST = 5_000_000_000  # bytes of weights; the largest listed model has 2.4 billion

_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}")


@dataclass(frozen=True)
class RemoteFile:
    """One file of a repository."""

    name: str  # path within the repository
    size: int  # bytes
    digest: str  # SHA-256 of a large file, git's SHA-1 of a small one
    is_sha256: bool


def needed(spec: ModelSpec, files: Sequence[RemoteFile]) -> list[RemoteFile]:
    """The files to fetch: settings, tokenizer and one file of weights; nothing that runs.

    Raises HubError when one is missing, escapes its folder, or has no sensible size or hash.
    """
    for file in files:
        _refuse_escape(spec, file.name)
    by_name = {file.name: file for file in files}
    weights = [by_name[name] for name in WEIGHTS if name in by_name][:1]
    chosen = [by_name[name] for name in SMALL if name in by_name] + weights
    missing = [name for name in REQUIRED.get(spec.task, ("config.json",)) if name not in by_name]
    if not weights:
        missing.append(" or ".join(WEIGHTS))
    if missing:
        raise HubError(
            f"{spec.location} is no {spec.task} model that can be used: "
            f"it lacks {', '.join(missing)}",
            "choose another model or revision",
        )
    for file in chosen:
        limit = LARGEST if file in weights else LARGEST_SMALL
        if not 0 < file.size <= limit or not _DIGEST.fullmatch(file.digest):
            raise HubError(f"{spec.location} tells no sensible size and hash of {file.name}")
    return chosen


def _refuse_escape(spec: ModelSpec, name: str) -> None:
    path = PurePosixPath(name)
    unsafe = path.is_absolute() or ".." in path.parts or not name.isprintable()
    if unsafe or "\\" in name or ":" in name:
        raise HubError(
            f"{spec.location} lists a file outside its folder: {name!r}",
            "do not use this model, and tell its owner or the hub",
        )
