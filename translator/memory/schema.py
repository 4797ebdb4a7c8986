"""The tables of the memory's file, and the steps that lead to them from older ones."""

from __future__ import annotations

import sqlite3

from translator.errors import MemoryFileError

APPLICATION = 0x74726D31  # "trm1": in the file's header, says whose file it is

# Step n leads from version n - 1 to n. A step that was released is never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION}",
        """CREATE TABLE signature (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,  -- as str(Signature)
            direction TEXT NOT NULL  -- "id-en"
        )""",
        """CREATE TABLE translation (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,  -- see keys.py
            signature INTEGER NOT NULL REFERENCES signature (id),
            source TEXT NOT NULL,  -- as the model got it
            target TEXT NOT NULL,  -- as the model gave it
            score REAL NOT NULL,  -- mean log-probability per token
            finished INTEGER NOT NULL,  -- 0: the length limit cut it
            created INTEGER NOT NULL,  -- seconds since 1970, UTC
            used INTEGER NOT NULL  -- the same, true to a day
        )""",
    ),
)
LATEST = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """How many steps the file has gone."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: object) -> None:
    """Bring the file to the latest version, each step in a transaction of its own.

    Raises MemoryFileError for a file of a newer version or of another program.
    """
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            _own(connection, path, done)
            if done == LATEST:
                return
            for statement in MIGRATIONS[done]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _own(connection: sqlite3.Connection, path: object, done: int) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or done):
        raise MemoryFileError(
            f"{path} is a database, but no translation memory", "name another file with --memory"
        )
    if done > LATEST:
        raise MemoryFileError(
            f"{path} was made by a newer version of this tool",
            "upgrade the tool, or name another file with --memory",
        )
