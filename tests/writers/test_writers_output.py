"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from translator.errors import OutputError
from translator.writers.output import whole_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_there_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with whole_file(path) as stream:
        stream.write("Halo\r\n“dunia”\n")
        assert not path.exists()
    assert path.read_bytes() == "Halo\r\n“dunia”\n".encode()
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_the_old_file(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(error), whole_file(path) as stream:
        stream.write("new")
        raise error
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_permissions_stay_and_new_files_obey_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        for name, mode in (("old", 0o604), ("new", 0o640)):
            path = tmp_path / name
            if name == "old":
                path.touch()
                path.chmod(mode)
            with whole_file(path, binary=True) as stream:
                stream.write(b"x")
            assert path.stat().st_mode & 0o777 == mode
    finally:
        os.umask(old)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "real" / "a.txt")
    with whole_file(link) as stream:
        stream.write("x")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "x"


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with whole_file(pipe) as stream:
        stream.write("x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("place", "part"),
    [("missing/a.txt", "no such file"), (".", "folder"), ("file.txt/a.txt", "not a directory")],
)
def test_a_place_that_cannot_be_written(tmp_path: Path, place: str, part: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(OutputError) as caught, whole_file(tmp_path / place):
        raise AssertionError("the block must not be entered")
    assert part in caught.value.message
    assert caught.value.hint


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(OutputError, match="permission denied"), whole_file(path):
        pass
    assert path.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk() -> None:
    with pytest.raises(OutputError, match="no space left"), whole_file(Path("/dev/full")) as stream:
        stream.write("x")


def test_an_error_of_the_block_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError), whole_file(tmp_path / "a.txt"):
        raise ConnectionError(errno.ECONNRESET, "reset")
