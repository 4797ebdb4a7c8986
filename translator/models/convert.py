"""Converts weights to the format of CTranslate2: once, whole, and under a lock.

Conversions lie in the tool's own cache, not beside the weights: the hub's cache belongs to
huggingface_hub, and a user's folder may be read-only.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError

from translator.errors import ModelError
from translator.models.folder import ModelFolder, broken, verify_marian

QUANTISATIONS = ("int8", "int16", "float16", "bfloat16", "float32")


def stored_type(compute_type: str) -> str:
    """The quantisation in which weights for a compute type are stored: the part before `_`."""
    return compute_type.partition("_")[0]


def conversion_path(folder: ModelFolder, quantisation: str) -> Path:
    """Where the conversion of these weights lies or will lie."""
    if quantisation == "int8" and folder.embedded:
        return folder.embedded
    revision = re.sub(r"\W", "", folder.revision.removeprefix("sha256:"))[:16]
    return folder.conversions / f"{folder.spec.name}-{revision}-{quantisation}"


def is_converted(folder: ModelFolder, quantisation: str) -> bool:
    """Whether the conversion is there. It is moved into place whole, so a name is enough."""
    return (conversion_path(folder, quantisation) / "model.bin").is_file()


def convert(folder: ModelFolder, quantisation: str) -> Path:
    """The folder of the conversion, made now if it is not there yet.

    Two processes that want the same one make it once: the second waits.
    Raises ModelBroken for weights that cannot be read, ModelError for a folder that cannot
    be written or an architecture that CTranslate2 does not know.
    """
    target = conversion_path(folder, quantisation)
    if is_converted(folder, quantisation):
        return target
    from filelock import FileLock

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(target.name + ".lock")):
            if not is_converted(folder, quantisation):
                if folder.spec.task == "translate":
                    verify_marian(folder.path)  # once: what is converted is known to be whole
                _convert(folder.path, target, quantisation)
    except OSError as error:
        raise ModelError(
            f"the conversion of {folder.spec.name} cannot be written to {target}: {error}",
            "make room, or choose another folder with TRANSLATOR_CACHE",
        ) from error
    return target


def _convert(source: Path, target: Path, quantisation: str) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".converting-") as scratch:
        made = Path(scratch) / "model"
        with quiet():
            from ctranslate2.converters import TransformersConverter
            from safetensors import SafetensorError

            try:
                TransformersConverter(str(source)).convert(str(made), quantization=quantisation)
            except (ValueError, AttributeError, NotImplementedError) as error:
                raise ModelError(f"CTranslate2 cannot convert {source}: {error}") from error
            except (RuntimeError, KeyError, EOFError, SafetensorError, UnpicklingError) as error:
                raise broken(source, f"its weights cannot be loaded: {error}") from error
        if target.exists():  # half a conversion of an older hand
            shutil.rmtree(target)
        made.replace(target)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers from writing warnings and bars to the terminal."""
    import warnings

    from transformers.utils import logging

    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
