"""The memory as an SQLite file that several processes share."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from translator.memory import damage, schema
from translator.memory.keys import imported, key_of
from translator.result import Hypothesis, Signature

Result = TypeVar("Result")

_BUSY_SECONDS = 60  # that a process waits for another one's transaction
_DAY = 24 * 60 * 60
_MOST = 400  # keys in one statement; SQLite before 3.32 takes 999 parameters

_INSERT_SIGNATURE = "INSERT OR IGNORE INTO signature (text, direction) VALUES (?, ?)"
# Texts go in and out as bytes, for SQLite's driver refuses a lone surrogate.
_PUT = """
INSERT INTO translation (key, signature, source, target, score, finished, created, used)
VALUES (?, (SELECT id FROM signature WHERE text = ?), CAST(? AS TEXT), CAST(? AS TEXT),
    ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET target = excluded.target, score = excluded.score,
    finished = excluded.finished, used = max(used, excluded.used)
"""
_ROWS = """
SELECT signature.text, direction, CAST(source AS BLOB), CAST(target AS BLOB),
    score, finished, created, used
FROM translation JOIN signature ON signature.id = translation.signature
ORDER BY translation.id
"""


@dataclass(frozen=True)
class Row:
    """One translation as it is kept."""

    signature: str  # as str(Signature)
    direction: str  # "id-en"
    source: str
    target: str
    score: float
    finished: bool
    created: int  # seconds since 1970, UTC
    used: int  # the same, true to a day

    @property
    def key(self) -> bytes:
        """What it is filed under."""
        return key_of(self.source, self.signature)


class MemoryFile:
    """Remembers translations in a file, which is made on the first use.

    Every method raises MemoryFileError. A file that is damaged is moved aside and a new one
    begun.

    Args:
        path: of the file.
        announce: is told, in one sentence, that a file was moved aside.
        now: the time, in seconds since 1970.
    """

    def __init__(
        self,
        path: Path,
        announce: Callable[[str], None] = lambda _: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.path = path
        self._announce = announce
        self._now = now
        self._open: sqlite3.Connection | None = None
        self._identity = (0, 0)  # of the open file

    def get_many(self, sources: Sequence[str], signature: Signature) -> Mapping[str, Hypothesis]:
        """What is known of these sources; an imported translation goes before the model's."""
        own, persons = (
            {key_of(text, str(way)): text for text in sources}
            for way in (signature, imported(signature.direction))
        )
        found = self._run(lambda connection: self._find(connection, [*own, *persons]))
        # A person's comes later, so it replaces the model's.
        return {text: found[key] for key, text in (own | persons).items() if key in found}

    def put_many(self, pairs: Mapping[str, Hypothesis], signature: Signature) -> None:
        """Remember these, in one transaction."""
        now = int(self._now())
        text, direction = str(signature), signature.direction
        self.put_rows(
            Row(text, direction, source, one.text, one.score, one.finished, now, now)
            for source, one in pairs.items()
        )

    def put_rows(self, rows: Iterable[Row]) -> int:
        """Remember rows, all or none of them; gives their number."""
        kept = list(rows)

        def write(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                names = dict.fromkeys((row.signature, row.direction) for row in kept)
                connection.executemany(_INSERT_SIGNATURE, names)
                connection.executemany(_PUT, map(_values, kept))

        if kept:
            self._run(write)
        return len(kept)

    def rows(self) -> Iterator[Row]:
        """All that is remembered, oldest first, as it is read."""
        cursor = self._run(lambda connection: connection.execute(_ROWS))
        while values := self._run(lambda _: cursor.fetchmany(1000)):
            yield from map(_row, values)

    def prune(self, unused_since: float) -> int:
        """Forget what was not used since that time; gives how many that were."""

        def forget(connection: sqlite3.Connection) -> int:
            with _transaction(connection):
                done = connection.execute("DELETE FROM translation WHERE used < ?", [unused_since])
            connection.execute("VACUUM")
            return done.rowcount

        return self._run(forget)

    def query(self, statement: str) -> list[tuple[object, ...]]:
        """The answer to a statement that only reads."""
        return self._run(lambda connection: connection.execute(statement).fetchall())

    def close(self) -> None:
        """Give the file back; may be called twice."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _find(
        self, connection: sqlite3.Connection, keys: Sequence[bytes]
    ) -> dict[bytes, Hypothesis]:
        found: dict[bytes, Hypothesis] = {}
        old: list[bytes] = []
        today = int(self._now()) - _DAY
        rest = iter(keys)
        while some := list(islice(rest, _MOST)):
            marks = ",".join("?" * len(some))
            for key, target, score, finished, used in connection.execute(
                "SELECT key, CAST(target AS BLOB), score, finished, used FROM translation "
                f"WHERE key IN ({marks})",
                some,
            ):
                found[key] = Hypothesis(_text(target), score, bool(finished))
                if used < today:
                    old.append(key)
        if old:
            self._note_use(connection, old)
        return found

    def _note_use(self, connection: sqlite3.Connection, keys: Sequence[bytes]) -> None:
        # A file that can be read only, or is busy, is of use all the same.
        with suppress(sqlite3.OperationalError), _transaction(connection):
            connection.executemany(
                "UPDATE translation SET used = ? WHERE key = ?",
                [(int(self._now()), key) for key in keys],
            )

    def _run(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do it with an open file; once more with a new file if this one is damaged."""
        try:
            try:
                return action(self._connection())
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if not damage.is_damage(error):
                    raise
                self._set_aside(error)
                return action(self._connection())
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise damage.mapped(error, self.path) from error

    def _set_aside(self, error: Exception) -> None:
        self.close()
        moved = damage.set_aside(self.path, self._identity, error)
        if moved is not None:
            self._announce(
                f"the translation memory was damaged ({error}); "
                f"it was moved to {moved} and a new one is begun"
            )

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._open = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._identity = damage.identity(self.path)
            # With a write-ahead log readers and a writer do not wait for each other, and a
            # process that is killed loses nothing that it committed.
            if schema.version(self._open) != schema.LATEST or not self._is_logged():
                with damage.locked(self.path):
                    schema.migrate(self._open, self.path)
                    self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = NORMAL")
        return self._open

    def _is_logged(self) -> bool:
        assert self._open is not None
        return bool(self._open.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


class _transaction:
    """Commits when the block ends well, else takes back what was done."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._connection.execute("COMMIT")
        elif self._connection.in_transaction:  # a full disk ends it by itself
            self._connection.execute("ROLLBACK")


def _values(row: Row) -> tuple[object, ...]:
    source, target = (text.encode("utf-8", "surrogatepass") for text in (row.source, row.target))
    return (
        *(row.key, row.signature, source, target),
        *(row.score, row.finished, row.created, row.used),
    )


def _row(values: tuple[object, ...]) -> Row:
    signature, direction, source, target, score, finished, created, used = values
    assert isinstance(source, bytes) and isinstance(target, bytes)
    return Row(
        *(str(signature), str(direction), _text(source), _text(target)),
        *(score, bool(finished), created, used),  # type: ignore[arg-type]
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
