"""From the options of a command to an engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from translator.cli.environment import Environment
from translator.languages import Direction
from translator.models.registry import Registry
from translator.options import EngineOptions
from translator.protocols import Engine, Progress

USERS_REGISTRY = Path("models.txt")  # in the working folder


@dataclass(frozen=True)
class ModelOptions:
    """Which weights, and how they run."""

    name: str | None = None  # in the registry, or a folder; None: the default
    registry: Path | None = None  # a list of models beside the built-in one
    offline: bool = False
    reranked: bool = False  # the model of the other direction has a say
    engine: EngineOptions = field(default_factory=EngineOptions)


def open_registry(environment: Environment, given: Path | None = None) -> Registry:
    """The built-in list of models, then the user's: the working folder's, TRANSLATOR_MODELS, given.

    Raises RegistryError; one that was named has to be there.
    """
    extra = [USERS_REGISTRY] if USERS_REGISTRY.is_file() else []
    if named := environment.variables.get("TRANSLATOR_MODELS"):
        extra.append(Path(named))
    if given is not None:
        extra.append(given)
    return Registry.load(extra)


def open_model(
    options: ModelOptions,
    direction: Direction,
    environment: Environment,
    progress: Progress,
    *,
    notice: bool = True,
) -> Engine:
    """An engine for a direction; its weights are found, or fetched, but not yet loaded.

    Args:
        options: which weights, and how they run.
        direction: of the translations.
        environment: is told what is fetched.
        progress: shows a download.
        notice: say so if it is not the model that one would expect.

    Raises ModelError.
    """
    from translator.engines import open_engine
    from translator.models.choose import choose
    from translator.models.convert import is_converted, stored_type
    from translator.models.folder import ModelFolder
    from translator.models.hub import Hub
    from translator.models.registry import ModelSpec
    from translator.models.store import Store

    registry = open_registry(environment, options.registry)
    store = Store.default()
    if options.engine.engine == "echo":
        spec = ModelSpec("echo", "translate", str(direction), "package:echo")
        return open_engine(ModelFolder(Path(), spec, "1", store.cache), options.engine)
    hub = Hub.from_environment(store, offline=options.offline)
    folder = choose(
        registry,
        store,
        str(direction),
        options.name,
        hub=hub,
        progress=progress,
        announce=environment.note,
    )
    if folder.notice and notice:
        environment.note(folder.notice)
    environment.detail(f"model {folder.spec.name} in {folder.path}")
    engine = open_engine(folder, options.engine)
    made_of = stored_type(engine.signature.compute_type)
    if engine.signature.engine.startswith("ctranslate2") and not is_converted(folder, made_of):
        environment.note(
            f"{folder.spec.name} is converted to {made_of}, once; the next run is fast"
        )
    return engine
