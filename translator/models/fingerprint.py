"""Hashes of files, and a small file that remembers them by size and time of change."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from translator.models.files import note_json

_CHUNK = 1 << 20  # bytes read at once


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def git_sha1(path: Path) -> str:
    """The name that git gives to the file's content: the hub's hash of small files."""
    digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def remembered_sha256(path: Path, memo: Path) -> str:
    """As `sha256`; an unchanged file is not read again.

    Args:
        path: the file; it counts as unchanged while its size and time of change are.
        memo: JSON file that remembers; a damaged one is begun anew, one that cannot be
            written is left alone.
    """
    status = path.stat()
    key, stamp = str(path.resolve()), f"{status.st_size}:{status.st_mtime_ns}"
    known = _read(memo)
    entry = known.get(key)
    if isinstance(entry, list) and len(entry) == 2 and entry[0] == stamp:
        return str(entry[1])
    value = sha256(path)
    note_json(memo, {**known, key: [stamp, value]})
    return value


def _read(memo: Path) -> dict[str, object]:
    try:
        value = json.loads(memo.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
