"""What every peer script shares: its arguments and the one line of JSON that it prints.

A peer is run by `benchmarks/speed.py` as a process of its own, in the environment of its own
users, as `python peers/NAME.py --model FOLDER --text FILE --output FILE --threads N …`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Translate = Callable[[Sequence[str]], list[str]]


def run(load: Callable[[argparse.Namespace], Translate]) -> None:
    """Time loading, the first paragraph and the whole text.

    Args:
        load: everything up to a function that takes all paragraphs and gives as many
            translations, in order; its imports count as loading. If what it gives has an
            attribute `seconds`, that is the time of its last call.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1, help="of them, each with its own batch")
    parser.add_argument("--batch-tokens", type=int, default=2048)
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--compute-type", default="int8")
    parser.add_argument("--shortlist", action="store_true", help="the weights' vocabulary map")
    parser.add_argument("--no-repair", action="store_true")
    options = parser.parse_args()
    paragraphs = options.text.read_text(encoding="utf-8").splitlines()
    start = time.perf_counter()
    translate = load(options)
    loaded = time.perf_counter()
    translate(paragraphs[:1])
    first = time.perf_counter()
    outputs = translate(paragraphs)
    done = time.perf_counter()
    assert len(outputs) == len(paragraphs)
    options.output.write_text("\n".join(" ".join(output.split()) for output in outputs), "utf-8")
    figures = {
        "load_s": loaded - start,
        "first_s": first - loaded,
        "translate_s": getattr(translate, "seconds", None) or done - first,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write("\n" + json.dumps(figures) + "\n")
