from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import ExitStatus, ModelNotFound
from translator.models.registry import IN_CHECKOUT, Registry, RegistryError, read

GOOD = "mine translate id-en path:weights - MIT"

WRONG_LINES = [
    ("mine translate id-en path:x -", "5 columns"),
    ("a/b translate id-en path:x - MIT", "no name"),
    ("mine guess id-en path:x - MIT", "unknown task"),
    ("mine translate id path:x - MIT", "no direction"),
    ("mine translate id-id path:x - MIT", "no known language or direction"),
    ("mine translate id-xx path:x - MIT", "no known language or direction"),
    ("mine summarize id-en path:x - MIT", "no known language or direction"),
    ("mine translate id-en x - MIT", "no source"),
    ("mine translate id-en ftp:x - MIT", "no source"),
    ("mine translate id-en hub: - MIT", "no source"),
    ("mine translate id-en hub:a/b/c - MIT", "no repository"),
    ("mine translate id-en hub:../b - MIT", "no repository"),
    ("mine translate id-en package:../x - MIT", "no folder of the package"),
    ("mine translate id-en path:x ../main MIT", "no revision"),
    ("mine translate id-en path:x - MIT best", "unknown option"),
    ("mine translate id-en path:x - MIT colour=red", "unknown option"),
    ('mine translate id-en path:x - MIT note="open', "No closing quotation"),
    (f"{GOOD}\n{GOOD}", "stands on line 2 already"),
]


def write(folder: Path, text: str, name: str = "models.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("line", "reason"), WRONG_LINES)
def test_an_error_names_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    path = write(tmp_path, f"# a comment\n{line}\n")
    with pytest.raises(RegistryError, match=reason) as caught:
        list(read(path))
    number = 2 + line.count("\n")
    assert caught.value.message.startswith(f"{path}, line {number}: ")
    assert caught.value.hint
    assert caught.value.status is ExitStatus.MODEL


def test_a_line_is_read_into_its_columns(tmp_path: Path) -> None:
    line = 'big summarize en,id hub:owner/big v1.0 MIT default note="large, slow"  # said so'
    (spec,) = read(write(tmp_path, line))
    assert (spec.name, spec.task, spec.direction) == ("big", "summarize", "en,id")
    assert (spec.kind, spec.location, spec.revision) == ("hub", "owner/big", "v1.0")
    assert (spec.licence, spec.options) == ("MIT", {"default": "yes", "note": "large, slow"})


def test_a_relative_path_starts_at_the_file(tmp_path: Path) -> None:
    (spec,) = read(write(tmp_path, GOOD))
    assert Path(spec.location) == tmp_path / "weights"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"nowhere\.txt"):
        list(read(tmp_path / "nowhere.txt"))


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    text = f"{GOOD}\nopus-mt-id-en translate id-en path:other - MIT default\n"
    registry = Registry.load([write(tmp_path, text)])
    assert registry.get("mine").licence == "MIT"
    assert registry.get("opus-mt-id-en").kind == "path"
    assert registry.get("starter-id-en").kind == "package"


def test_the_builtin_file_is_not_read_twice() -> None:
    assert Registry.load([IN_CHECKOUT]) == Registry.load()


def test_an_unknown_name_tells_how_to_see_the_names() -> None:
    with pytest.raises(ModelNotFound) as caught:
        Registry.load().get("nllb")
    assert "translator models list" in caught.value.hint


@pytest.mark.parametrize(
    ("task", "direction", "default"),
    [
        ("translate", "id-en", "opus-mt-id-en"),
        ("translate", "en-id", "opus-mt-en-id"),
        ("summarize", "en", "distilbart-cnn-6-6"),
        ("summarize", "id", "t5-base-indonesian"),
    ],
)
def test_each_job_has_one_default(task: str, direction: str, default: str) -> None:
    found = Registry.load().find(task, direction, "default")
    assert [spec.name for spec in found] == [default]


def test_every_builtin_model_states_a_licence_and_translators_a_quality() -> None:
    for spec in Registry.load().models:
        assert spec.licence != "-", spec.name
        assert spec.quality or spec.task == "summarize", spec.name
