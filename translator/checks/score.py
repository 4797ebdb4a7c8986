"""A translation that the model itself finds unlikely: the best known sign of invented text.

Guerreiro et al. 2022 (arXiv 2208.05309) found no better detector at hand than the sequence's
log-probability.
"""

from __future__ import annotations

from translator.checks.pair import Pair
from translator.result import Flag, Severity

# Mean log-probability per token: 2 of 100 sentences of FLORES dev score less with the embedded
# model of the direction; see docs/checks.md.
_LOW = {"id-en": -0.80, "en-id": -0.93}


def find(pair: Pair) -> Flag | None:
    """A flag for a score among the lowest."""
    hypothesis = pair.hypothesis
    if hypothesis is None or hypothesis.score >= _LOW[str(pair.direction)]:
        return None
    return Flag("score", f"the model is unsure ({hypothesis.score:.2f})", Severity.NOTICE)
