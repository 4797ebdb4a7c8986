"""A small feed-forward network that NumPy alone evaluates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from translator.summarize.bag import Floats

_ROWS = 4096  # rows evaluated at a time, so that memory does not grow with the text
_CLIP = 4.0  # standard deviations beyond which a feature says no more


@dataclass(frozen=True)
class Network:
    """One hidden layer of rectified units, one logistic output.

    Several networks trained from different seeds stand side by side in `hidden`; `output` takes
    the mean of their logits.
    """

    mean: Floats  # [features]
    scale: Floats  # [features]; standard deviations
    hidden: Floats  # [features, units]
    hidden_bias: Floats  # [units]
    output: Floats  # [units]
    output_bias: float

    def __call__(self, features: Floats) -> Floats:
        """Probabilities, one for each row of features."""
        pieces = [
            self._forward(features[start : start + _ROWS])
            for start in range(0, len(features), _ROWS)
        ]
        return np.concatenate(pieces) if pieces else np.zeros(0)

    def _forward(self, features: Floats) -> Floats:
        scaled = np.clip((features - self.mean) / self.scale, -_CLIP, _CLIP)
        units = np.maximum(scaled @ self.hidden + self.hidden_bias, 0.0)
        logits = units @ self.output + self.output_bias
        return np.asarray(1.0 / (1.0 + np.exp(-logits)))

    def arrays(self, prefix: str) -> dict[str, NDArray[np.float32]]:
        """For a file; see `from_arrays`."""
        return {
            f"{prefix}.{name}": np.asarray(value, np.float32) for name, value in vars(self).items()
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.float32]], prefix: str) -> Network:
        """The network whose arrays have this prefix."""
        fields = {
            name: arrays[f"{prefix}.{name}"].astype(float)
            for name in ("mean", "scale", "hidden", "hidden_bias", "output")
        }
        return cls(**fields, output_bias=float(arrays[f"{prefix}.output_bias"]))
