"""The registry of models: reads `models.txt` and a user's own files of the same form.

One model a line, six columns parted by blanks, then options; `#` starts a comment::

    name  task  languages  source  revision  licence  [flag…] [key="value"…]
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translator.errors import ModelError, ModelNotFound
from translator.languages import LANGUAGES

TASKS = ("translate", "summarize")
SOURCES = ("package", "hub", "path")
FLAGS = ("default", "fallback")
KEYS = ("quality", "size", "note", "format")
PACKAGED = Path(__file__).parents[1] / "models.txt"
IN_CHECKOUT = Path(__file__).parents[2] / "models.txt"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_REVISION = re.compile(r"sha256:[0-9a-f]{64}|-|\w[\w.-]*(/\w[\w.-]*)*")


class RegistryError(ModelError):
    """A line of a registry file that cannot be read."""


@dataclass(frozen=True)
class ModelSpec:
    """One line of a registry."""

    name: str  # what the user types
    task: str  # "translate" or "summarize"
    direction: str  # "id-en" for a translator; "en" or "en,id" for a summarizer
    source: str  # "package:<folder>", "hub:<owner>/<name>" or "path:<folder>"
    revision: str = "-"  # branch, tag or commit of the hub; "sha256:…" of the weights; "-": any
    licence: str = "-"  # SPDX identifier where there is one
    options: Mapping[str, str] = field(default_factory=dict, hash=False)  # a flag maps to "yes"

    @property
    def kind(self) -> str:
        """What comes before the colon of the source."""
        return self.source.partition(":")[0]

    @property
    def location(self) -> str:
        """What comes after it."""
        return self.source.partition(":")[2]

    @property
    def quality(self) -> str:
        """Its measured quality, for a person; empty when the line says none."""
        return self.options.get("quality", "")


@dataclass(frozen=True)
class Registry:
    """All known models, in the order of their files; a later line replaces an earlier name."""

    models: tuple[ModelSpec, ...]

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> Registry:
        """Read the built-in registry, then each extra file.

        Raises RegistryError with file and line for a line that is wrong.
        """
        by_name: dict[str, ModelSpec] = {}
        builtin = PACKAGED if PACKAGED.exists() else IN_CHECKOUT
        for path in (builtin, *(path for path in extra if not _same(path, builtin))):
            by_name.update((spec.name, spec) for spec in read(path))
        return cls(tuple(by_name.values()))

    def get(self, name: str) -> ModelSpec:
        """The model of that name; raises ModelNotFound."""
        for spec in self.models:
            if spec.name == name:
                return spec
        raise ModelNotFound(
            f"no model is called {name!r}",
            "`translator models list` shows all names; a folder of weights is taken by its path",
        )

    def find(self, task: str, direction: str, flag: str = "") -> tuple[ModelSpec, ...]:
        """All models for a task and a direction or language; with a flag, only those."""
        return tuple(
            spec
            for spec in self.models
            if spec.task == task
            and direction in spec.direction.split(",")
            and (not flag or flag in spec.options)
        )


def read(path: Path) -> Iterator[ModelSpec]:
    """The models of one file, in order. A relative `path:` starts at the file's folder."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot read the registry {path}: {error}") from error
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        try:
            columns = shlex.split(line, comments=True)
            if not columns:
                continue
            spec = _parse(columns, path.parent)
            if spec.name in seen:
                raise ValueError(f"{spec.name!r} stands on line {seen[spec.name]} already")
        except ValueError as error:
            raise RegistryError(
                f"{path}, line {number}: {error}",
                "a line is: name task languages source revision licence options",
            ) from error
        seen[spec.name] = number
        yield spec


def _parse(columns: list[str], folder: Path) -> ModelSpec:
    if len(columns) < 6:
        raise ValueError(f"{len(columns)} columns, at least 6 are needed")
    name, task, direction, source, revision, licence, *rest = columns
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name: letters, digits, dot, dash and underscore only")
    if task not in TASKS:
        raise ValueError(f"unknown task {task!r}; one of {', '.join(TASKS)}")
    _check_languages(task, direction)
    if not _REVISION.fullmatch(revision):
        raise ValueError(f"{revision!r} is no revision")
    return ModelSpec(
        name, task, direction, _source(source, folder), revision, licence, _options(rest)
    )


def _check_languages(task: str, direction: str) -> None:
    for part in direction.split(","):
        codes = part.split("-") if task == "translate" else [part]
        if any(code not in LANGUAGES for code in codes) or len(set(codes)) != len(codes):
            raise ValueError(f"{direction!r} names no known language or direction")
        if task == "translate" and len(codes) != 2:
            raise ValueError(f"{direction!r} is no direction such as id-en")


def _source(text: str, folder: Path) -> str:
    kind, _, location = text.partition(":")
    if kind not in SOURCES or not location:
        raise ValueError(f"{text!r} is no source; it starts with package:, hub: or path:")
    if kind == "package" and not _NAME.fullmatch(location):
        raise ValueError(f"{location!r} is no folder of the package")
    if kind == "hub" and not _REPOSITORY.fullmatch(location):
        raise ValueError(f"{location!r} is no repository of the hub")
    if kind == "path":
        return f"path:{folder / Path(location).expanduser()}"
    return text


def _options(words: list[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key not in (KEYS if equals else FLAGS):
            raise ValueError(f"unknown option {word!r}")
        options[key] = value if equals else "yes"
    return options


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
