"""The command as a process: pipes, signals, what stays on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "bali-alibaba.id.txt"
COMMAND = [sys.executable, "-m", "translator"]
ECHO = ["--engine", "echo", "--from", "id"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONWARNINGS": "error"}


def shell(line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**environment(), "T": " ".join(COMMAND), "E": " ".join(ECHO), **variables},
    )


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Ini sebuah kalimat yang cukup panjang untuk mengisi pipa.\n" * 20_000)
    for format in ("text", "side-by-side", "json"):
        done = shell(f"$T {long} $E --paragraphs lines --format {format} | head -n 1")
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) == 1


def test_pipe_file_and_redirection_agree() -> None:
    outputs = {
        shell(line).stdout
        for line in (
            f"$T {ARTICLE} $E",
            f"cat {ARTICLE} | $T $E",
            f"$T $E < {ARTICLE}",
            f"$T - $E < {ARTICLE}",
            f"$T translate $E < {ARTICLE}",
        )
    }
    assert outputs == {ARTICLE.read_text("utf-8")}


def test_a_pipe_is_utf_8_whatever_the_locale() -> None:
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}):
        done = subprocess.run(
            [*COMMAND, *ECHO], input="“Halo” – é\n".encode(), capture_output=True,
            cwd=ROOT, env={**environment(), **variables},
        )  # fmt: skip
        assert done.stdout.decode("utf-8") == "“Halo” – é\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_an_error() -> None:
    done = shell(f"$T {ARTICLE} $E > /dev/full")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "translator: error: cannot write: no space left on device\n"


@pytest.mark.parametrize(
    ("closed", "status", "expected"),
    [
        ("<&-", 0, "empty"),
        (">&-", 1, "standard output is closed"),
        ("2>&-", 0, ""),
        (">&- 2>&-", 1, ""),
    ],
)
def test_a_closed_stream_is_no_surprise(closed: str, status: int, expected: str) -> None:
    file = "-" if closed == "<&-" else ARTICLE
    done = shell(f"$T {file} $E {closed}")
    assert done.returncode == status
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_output_to_a_device_adds_to_what_is_there(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    done = shell(f"{{ echo before; echo Halo | $T $E -o /dev/stdout; }} > {log}")
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_text() == "before\nHalo\n"


COMPLETIONS = [  # words so far, what may come
    ("translator ch", {"plain,check", "file,ch"}),
    ("translator a.txt --form", {"plain,--format"}),
    ("translator a.txt --format side", {"plain,side-by-side"}),
    ("translator translate --from ", {"plain,id", "plain,en"}),
]


@pytest.mark.parametrize(("words", "expected"), COMPLETIONS)
def test_a_shell_can_complete(words: str, expected: set[str]) -> None:
    place = len(words.split(" ")) - 1
    done = shell(
        "$T", _TRANSLATOR_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(place)
    )
    assert set(done.stdout.split()) == expected


def take_signals() -> None:
    """Undo what a shell does to a job in the background: its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    # The document does not end before the signal comes.
    output = tmp_path / "out" / "a.txt"
    output.parent.mkdir()
    process = subprocess.Popen(
        [*COMMAND, *ECHO, "-o", str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
        preexec_fn=take_signals,
    )
    assert process.stdin is not None
    process.stdin.write(b"Ini kalimat yang cukup panjang.\n" * 10_000)
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while not list(output.parent.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert list(output.parent.iterdir())
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == status
    assert b"Traceback" not in errors
    assert list(output.parent.iterdir()) == []


def test_progress_leaves_the_cursor_as_it_was() -> None:
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *ECHO, "--color", "never"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        cwd=ROOT,
        env={**environment(), "TERM": "xterm-256color"},
        preexec_fn=take_signals,
    )
    os.close(terminal)
    shown = b""
    assert process.stdin is not None
    process.stdin.write(b"Ini kalimat yang cukup panjang.\n" * 10_000)
    process.stdin.flush()
    while b"\x1b[?25l" not in shown:
        shown += os.read(controller, 1024)
    process.send_signal(signal.SIGINT)
    try:
        while more := os.read(controller, 1024):
            shown += more
    except OSError:  # Linux says so at the end
        pass
    process.stdin.close()
    assert process.wait(timeout=30) == 130
    assert b"Translating" in shown
    assert shown.count(b"\x1b[?25h") >= 1
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")
    os.close(controller)
