"""Converts weights to the format of CTranslate2: once, whole, and under a lock.

Conversions lie in the tool's own cache, not beside the weights: the hub's cache belongs to
huggingface_hub, and a user's folder may be read-only.

The scale of a row of int8 weights is such that no CPU saturates. Without VNNI oneDNN, which
CTranslate2 takes on CPUs that are not Intel's, adds in 16 bits the products of two adjacent weights
with activations of at most 255 (its "Nuances of int8 Computations"). With 127 for the largest
weight, as CTranslate2 has it, starter-id-en lost 0.7 chrF there.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING, Any

from translator.errors import ModelError
from translator.models.folder import ModelFolder, broken, verify_marian

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

QUANTISATIONS = ("int8", "int16", "float16", "bfloat16", "float32")
# Part of a conversion's name, raised when it is made in another way: then the cache's is made anew.
_VERSIONS = {"int8": "v2"}
LARGEST = 127  # sum of two int8 weights; 128 after rounding, and 255 · 128 < 2**15


def stored_type(compute_type: str) -> str:
    """The quantisation in which weights for a compute type are stored: the part before `_`."""
    return compute_type.partition("_")[0]


def conversion_path(folder: ModelFolder, quantisation: str) -> Path:
    """Where the conversion of these weights lies or will lie."""
    if quantisation == "int8" and folder.embedded:
        return folder.embedded
    revision = re.sub(r"\W", "", folder.revision.removeprefix("sha256:"))[:16]
    kind = quantisation + _VERSIONS.get(quantisation, "")
    return folder.conversions / f"{folder.spec.name}-{revision}-{kind}"


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
            from safetensors import SafetensorError

            try:
                write_conversion(source, made, quantisation)
            except (ValueError, AttributeError, NotImplementedError) as error:
                raise ModelError(f"CTranslate2 cannot convert {source}: {error}") from error
            except (RuntimeError, KeyError, EOFError, SafetensorError, UnpicklingError) as error:
                raise broken(source, f"its weights cannot be loaded: {error}") from error
        if target.exists():  # half a conversion of an older hand
            shutil.rmtree(target)
        made.replace(target)


def write_conversion(source: Path, target: Path, quantisation: str) -> None:
    """Convert weights of transformers into a new folder; raises what CTranslate2 raises."""
    from ctranslate2.converters import TransformersConverter

    # The steps of Converter.convert, but for the rounding.
    spec = TransformersConverter(str(source))._load()
    spec.validate()
    if quantisation == "int8":
        round_weights(spec)
    else:
        spec.optimize(quantisation)
    target.mkdir(parents=True)
    spec.save(str(target))


def round_weights(spec: Any) -> None:
    """Make the matrices of a validated model int8, with a scale for each row."""
    import numpy as np
    from ctranslate2.specs.model_spec import NumpyVariable, Variable, visit_spec

    def replace(layer: Any, name: str, value: Any) -> None:
        attribute = name.rpartition("/")[2]
        quantised = isinstance(value, Variable) and hasattr(layer, f"{attribute}_scale")
        if quantised and (rows := value.to("float32").numpy()).ndim == 2:
            scale = row_scales(rows)
            rounded = np.rint(rows * scale[:, None]).astype(np.int8)
            setattr(layer, attribute, NumpyVariable(rounded))
            setattr(layer, f"{attribute}_scale", NumpyVariable(scale))

    spec.optimize()  # finds the weights that are those of another layer
    visit_spec(spec, replace)


def row_scales(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The factor for each row of a matrix, the largest at which the sums of its int8 are safe.

    Two adjacent weights (columns 0 and 1, 2 and 3, …) add up where they have one sign.
    """
    import numpy as np

    sums = np.abs(rows[:, :-1:2] + rows[:, 1::2]).max(axis=1, initial=0)
    most = np.maximum(np.abs(rows).max(axis=1), sums)
    most = np.where(most > 0, most, np.float32(LARGEST))
    # A row of next to nothing still has a finite scale.
    scales: npt.NDArray[np.float32] = LARGEST / np.maximum(most, LARGEST / np.finfo(np.float32).max)
    return scales


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
