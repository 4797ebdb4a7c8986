"""One file over HTTP: resumed where a former try broke off, never longer than it should be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translator.protocols import Progress

TIMEOUT = 20.0  # seconds without a byte
TRIES = 4  # connections in a row that bring nothing new
PAUSE = 0.5  # seconds before the second try; doubled for each further one
NO_SUCH_RANGE = 416  # HTTP: the file is shorter than the part that is here


class Broken(Exception):
    """A transfer that ended with other bytes than it should have."""


@dataclass(frozen=True)
class Line:
    """How to ask a server for a file."""

    client: Any  # has the `stream` method of httpx
    headers: dict[str, str]  # of every request; they carry the token
    errors: tuple[type[Exception], ...]  # the client's own, for a connection that fails
    check: Callable[[Any], None]  # raises when an answer tells an error


def transfer(line: Line, url: str, part: Path, size: int, progress: Progress | None) -> None:
    """Bring the file `part` to its full size, in bytes.

    What lies there already is the beginning, and the progress is told of it too. A connection
    that breaks is taken up again; its error is raised when `TRIES` in a row brought nothing
    new. Raises Broken for a file of another size, which is not kept.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    if _size(part) > size:
        part.unlink()
    best = _size(part)
    failures: tuple[type[Exception], ...] = (*line.errors, Broken)
    if progress:
        progress.advance(best)
    tries = 0
    while _size(part) < size:
        try:
            _stream(line, url, part, size, progress)
        except failures:
            tries = 1 if _size(part) > best else tries + 1
            best = max(best, _size(part))
            if tries >= TRIES:
                raise
            time.sleep(PAUSE * 2 ** (tries - 1))


def _stream(line: Line, url: str, part: Path, size: int, progress: Progress | None) -> None:
    """One connection. Raises Broken when it ends early, or with too much."""
    done = _size(part)
    # Compression would make sizes and ranges mean something else.
    headers = {**line.headers, "Accept-Encoding": "identity", "Range": f"bytes={done}-"}
    with line.client.stream(
        "GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=True
    ) as answer:
        if answer.status_code == NO_SUCH_RANGE:
            part.unlink(missing_ok=True)
            raise Broken(f"the server has fewer than the {size} bytes it should have")
        line.check(answer)
        if done and answer.status_code == 200:  # it gives no ranges: begin anew
            part.unlink()
            if progress:
                progress.advance(-done)
            done = 0
        with part.open("ab") as file:
            for chunk in answer.iter_bytes():  # as they come: what is waited for can be lost
                file.write(chunk)
                done += len(chunk)
                if done > size:
                    break
                if progress:
                    progress.advance(len(chunk))
    if done > size:
        part.unlink()
        raise Broken(f"the server sends more than the {size} bytes it should")
    if done < size:
        raise Broken(f"the transfer ended after {done} of {size} bytes")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
