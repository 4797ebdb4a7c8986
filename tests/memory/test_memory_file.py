"""The memory as a file: what goes in comes out, whatever happens to the file."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translator.errors import MemoryFileError
from translator.memory import schema
from translator.memory.file import MemoryFile
from translator.memory.keys import TAG, imported, key_of
from translator.memory.optional import OptionalMemory
from translator.result import Hypothesis, Signature

ONE = Signature("m", "1", "e", "int8", "beam4", "id-en", "2")
OTHERS = [
    replace(ONE, **{field: "x"})
    for field in ("model", "revision", "engine", "compute_type", "decoding", "text_rules")
] + [replace(ONE, direction="en-id")]
PAIRS = {f"Kalimat {number}.": Hypothesis(f"Sentence {number}.", -0.5) for number in range(1000)}
Opened = Callable[..., MemoryFile]
TEXTS = st.text(st.characters(), max_size=40)  # lone surrogates and NUL too


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "memory.sqlite3"


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens memories that are closed after the test."""
    with ExitStack() as stack:
        yield lambda *given, **named: stack.enter_context(closing(MemoryFile(*given, **named)))


@given(st.dictionaries(TEXTS, st.builds(Hypothesis, TEXTS, st.floats(-99, 0), st.booleans())))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(pairs: dict[str, Hypothesis]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(MemoryFile(Path(folder, "m"))) as memory:
        memory.put_many(pairs, ONE)
        memory.close()  # it opens again by itself
        assert memory.get_many([*pairs, "unknown text"], ONE) == pairs


@pytest.mark.parametrize("other", OTHERS)
def test_each_field_of_the_signature_counts(opened: Opened, path: Path, other: Signature) -> None:
    memory = opened(path)
    memory.put_many({"Halo.": Hypothesis("Hello.", -0.1)}, ONE)
    assert memory.get_many(["Halo."], ONE) and not memory.get_many(["Halo."], other)


def test_a_key_is_tagged_and_its_fields_do_not_run_together() -> None:
    assert key_of("b", "a").startswith(TAG)
    assert len({key_of("bc", "a"), key_of("c", "ab"), key_of("", "abc")}) == 3


def test_a_later_translation_replaces_the_first(opened: Opened, path: Path) -> None:
    memory = opened(path)
    memory.put_many({"a": Hypothesis("b", -1.0)}, ONE)
    memory.put_many({"a": Hypothesis("c", -0.5, finished=False)}, ONE)
    assert memory.get_many(["a"], ONE) == {"a": Hypothesis("c", -0.5, False)}


def test_an_imported_translation_goes_before_any_models(opened: Opened, path: Path) -> None:
    memory = opened(path)
    memory.put_many({"a": Hypothesis("person", 0.0)}, imported("id-en"))
    memory.put_many({"a": Hypothesis("model", -0.5)}, ONE)
    assert memory.get_many(["a"], ONE)["a"].text == "person"
    assert not memory.get_many(["a"], replace(ONE, direction="en-id"))


def test_more_sources_than_a_statement_has_parameters(opened: Opened, path: Path) -> None:
    memory = opened(path)
    memory.put_many(PAIRS, ONE)
    assert memory.get_many(list(PAIRS), ONE) == PAIRS


def test_what_was_not_used_is_forgotten(opened: Opened, path: Path) -> None:
    day = 24 * 60 * 60
    time = [0.0]
    memory = opened(path, now=lambda: time[0])
    memory.put_many({"old": Hypothesis("a", 0.0), "used": Hypothesis("b", 0.0)}, ONE)
    time[0] = 10 * day
    assert memory.get_many(["used"], ONE)
    assert memory.prune(unused_since=5 * day) == 1
    assert set(memory.get_many(["old", "used"], ONE)) == {"used"}


WRITER = """
import sys
from pathlib import Path
from translator.memory.file import MemoryFile
from translator.result import Hypothesis, Signature
signature = Signature("m", "1", "e", "int8", "beam4", "id-en", "2")
memory = MemoryFile(Path(sys.argv[1]))
for step in range(40):
    texts = [f"{step} {number}" for number in range(20)]
    memory.get_many(texts, signature)
    memory.put_many({text: Hypothesis(text + sys.argv[2], 0.0) for text in texts}, signature)
    memory.put_many({f"{sys.argv[2]} {step}": Hypothesis("own", 0.0)}, signature)
"""


def test_several_processes_share_a_file(opened: Opened, path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "abcd"]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    memory = opened(path)
    shared = memory.get_many([f"{step} {n}" for step in range(40) for n in range(20)], ONE)
    own = memory.get_many([f"{name} {step}" for name in "abcd" for step in range(40)], ONE)
    assert (len(shared), len(own)) == (800, 160)
    assert all(one.text == f"{text}{one.text[-1]}" for text, one in shared.items())


def overwrite(start: int, data: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(data)

    return change


DAMAGE = {
    "no database": lambda path: path.write_bytes(b"this is no database at all"),
    "its beginning is gone": overwrite(0, bytes(100)),
    "cut": lambda path: os.truncate(path, 5000),
    "noise inside": overwrite(4096, bytes(range(256)) * 100),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_set_aside(
    opened: Opened, path: Path, damage: Callable[[Path], None]
) -> None:
    memory = opened(path)
    memory.put_many(PAIRS, ONE)
    memory.query("PRAGMA wal_checkpoint(TRUNCATE)")
    memory.close()
    damage(path)
    damaged = path.read_bytes()
    said: list[str] = []
    memory = opened(path, said.append)
    found = dict(memory.get_many(list(PAIRS), ONE))
    memory.put_many(PAIRS, ONE)
    assert memory.get_many(list(PAIRS), ONE) == PAIRS
    assert not found and len(said) == 1 and "damaged" in said[0]
    (moved,) = (p for p in path.parent.glob("*.damaged-*") if not p.name.endswith(("wal", "shm")))
    assert moved.read_bytes() == damaged and str(moved) in said[0]


@pytest.mark.parametrize("name", ["article.txt", "book.docx"])
def test_a_document_named_by_mistake_stays(opened: Opened, tmp_path: Path, name: str) -> None:
    document = tmp_path / name
    document.write_text("Halo semua. " * 100)
    with pytest.raises(MemoryFileError, match="no translation memory"):
        opened(document).get_many(["a"], ONE)
    assert document.read_text() == "Halo semua. " * 100


def test_another_programs_database_stays(opened: Opened, path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (address TEXT)")
    connection.close()
    with pytest.raises(MemoryFileError, match="no translation memory"):
        opened(path).put_many(PAIRS, ONE)


def test_a_newer_file_is_refused(opened: Opened, path: Path) -> None:
    memory = opened(path)
    memory.put_many(PAIRS, ONE)
    memory.query(f"PRAGMA user_version = {schema.LATEST + 1}")
    memory.close()
    with pytest.raises(MemoryFileError, match="newer version"):
        opened(path).get_many(["a"], ONE)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path).put_many(PAIRS, ONE)
    steps = (*schema.MIGRATIONS, ("CREATE TABLE more (a)",), ("CREATE TABLE c (a)", "NO SQL"))
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    monkeypatch.setattr(schema, "LATEST", 3)
    with pytest.raises(MemoryFileError, match="syntax error"):
        opened(path).get_many(["a"], ONE)
    monkeypatch.setattr(schema, "LATEST", 2)
    memory = opened(path)
    assert memory.get_many(list(PAIRS), ONE) == PAIRS
    names = {str(name) for (name,) in memory.query("SELECT name FROM sqlite_master")}
    assert "more" in names and "c" not in names


FULL = """
import resource, signal, sys
from pathlib import Path
from translator.errors import MemoryFileError
from translator.memory.file import MemoryFile
from translator.result import Hypothesis, Signature
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
signature = Signature("m", "1", "e", "int8", "beam4", "id-en", "2")
memory = MemoryFile(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    for step in range(1000):
        memory.put_many({f"{step} {n}": Hypothesis("x" * 100, 0.0) for n in range(50)}, signature)
        print(step)
except MemoryFileError as error:
    sys.exit(error.message)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on file sizes")
def test_a_full_disk_is_told_and_what_was_committed_stays(opened: Opened, path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True)
    assert done.returncode == 1 and "is the disk full?" in done.stderr, done.stderr
    committed = done.stdout.split()
    assert committed
    texts = [f"{step} {n}" for step in committed for n in range(50)]
    assert len(opened(path).get_many(texts, ONE)) == len(texts)


def test_a_folder_in_which_nothing_can_be_made(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MemoryFileError) as caught:
        opened(tmp_path / "file" / "memory.sqlite3").get_many(["a"], ONE)
    assert "--no-memory" in caught.value.hint


def test_a_job_goes_on_without_a_memory_that_fails(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    memory = OptionalMemory(opened(tmp_path / "file" / "m"), said.append)
    assert memory.get_many(["a"], ONE) == {}
    memory.put_many(PAIRS, ONE)
    assert memory.get_many(list(PAIRS), ONE) == {}
    assert len(said) == 1
