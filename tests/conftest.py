"""What all tests share: a world of their own, and the command run as a function."""

from __future__ import annotations

from pathlib import Path

import command
import pytest
from hypothesis import settings

import translator as translator_package

PACKAGE = Path(translator_package.__file__).parent
FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HF_HOME", "TRANSLATOR_CACHE")
UNSET = (
    *("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TRANSLATOR_MODELS"),
    *("HF_ENDPOINT", "HF_HUB_CACHE", "HF_TOKEN", "HUGGINGFACE_HUB_CACHE"),
)

# The same examples each time, and no limit in milliseconds: a busy machine fails no test.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the goldens anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow tests out, unless they are asked for with -m or by name."""
    if config.option.markexpr or any("::" in argument for argument in config.args):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Caches in a folder of the test's own, no network, no variables of the user's."""
    home = tmp_path_factory.mktemp("home")
    for name in FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("PYTHONPATH", str(PACKAGE.parent))  # for processes that a test starts
    monkeypatch.setenv("TERM", "xterm-256color")
    return home


@pytest.fixture
def translator() -> command.Translator:
    """See `command.translator`."""
    return command.translator


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> command.Golden:
    """Compare a text with the file of that name in `goldens/` beside the test.

    ``pytest --regenerate`` writes the file instead.
    """

    def compare(name: str, text: str) -> None:
        path = Path(request.path).parent / "goldens" / name
        if request.config.getoption("--regenerate"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
