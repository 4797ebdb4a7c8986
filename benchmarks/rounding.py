"""What int8 does to an embedded model on this CPU: CTranslate2's rounding beside this tool's.

    python benchmarks/rounding.py --data ../shared/data --direction id-en

Both are made from the weights in fp16 and decode FLORES dev, beam 4, by CTranslate2 alone, without
shortlist or repair. The error is the root mean square of what int8 changes in the log-probability
of a reference's token; it is much the same everywhere unless sums saturate. `CT2_USE_MKL` chooses
between the two libraries that CTranslate2 multiplies with; without it that is oneDNN on a CPU that
is not Intel's. `--lines` is for a short look.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import figures

LIBRARIES = {"oneDNN": "0", "MKL": "1"}
ROUNDINGS = {"float32": "float32", "CTranslate2's int8": "int8", "this tool's int8": "int8"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--direction", choices=("id-en", "en-id"), default="id-en")
    parser.add_argument("--lines", type=int, default=997)
    parser.add_argument("--made", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.made:
        sys.stdout.write(json.dumps(measure(options)) + "\n")
        return
    with tempfile.TemporaryDirectory() as made:
        convert(options.direction, Path(made))
        measured = {library: run(made, library) for library in LIBRARIES}
    sys.stdout.write(report(measured))


def convert(direction: str, made: Path) -> None:
    """Write the three conversions of the embedded weights into folders of their names."""
    sys.path.insert(0, str(figures.ROOT))
    from ctranslate2.converters import TransformersConverter

    from translator.models.convert import quiet, write_conversion

    folder = figures.ROOT / "translator" / "weights" / f"starter-{direction}"
    with quiet():
        for name, quantisation in ROUNDINGS.items():
            if name.startswith("CTranslate2"):
                converter = TransformersConverter(str(folder))
                converter.convert(str(made / name), quantization=quantisation)
            else:
                write_conversion(folder, made / name, quantisation)


def run(made: str, library: str) -> dict[str, list[float]]:
    """Measure all conversions in a process that multiplies with one library."""
    command = [sys.executable, *sys.argv, "--made", made]
    environment = os.environ | {"CT2_USE_MKL": LIBRARIES[library]}
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    measured: dict[str, list[float]] = json.loads(printed.stdout)
    return measured


def measure(options: argparse.Namespace) -> dict[str, list[float]]:
    """Map each conversion to its chrF and its error."""
    import ctranslate2
    import numpy as np
    import sacrebleu
    import sentencepiece

    folder = figures.ROOT / "translator" / "weights" / f"starter-{options.direction}"
    pieces = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    source, target = options.direction.split("-")
    sources, references = (
        (options.data / "flores-dev" / f"{options.direction}.{side}")
        .read_text(encoding="utf-8")
        .splitlines()[: options.lines]
        for side in (source, target)
    )
    rows = [[*pieces.encode(text, out_type=str), "</s>"] for text in sources]
    batches: dict[str, Any] = {"max_batch_size": 2048, "batch_type": "tokens"}
    measured, exact = {}, None
    for name, kind in ROUNDINGS.items():
        engine = ctranslate2.Translator(str(options.made / name), compute_type=kind)
        results = engine.translate_batch(rows, beam_size=4, max_decoding_length=256, **batches)
        texts = [pieces.decode(result.hypotheses[0]) for result in results]
        scored = engine.score_batch(
            rows, [pieces.encode(text, out_type=str) for text in references], **batches
        )
        scores = np.concatenate([result.log_probs for result in scored])
        exact = scores if exact is None else exact
        error = float(np.sqrt(np.mean((scores - exact) ** 2)))
        measured[name] = [sacrebleu.corpus_chrf(texts, [references]).score, error]
    return measured


def report(measured: dict[str, dict[str, list[float]]]) -> str:
    """The table in Markdown, with the CPU and the versions it was made with."""
    lines = ["| numbers | multiplied by | chrF | error |", "|---|---|--:|--:|"]
    for library, rows in measured.items():
        for name, (chrf, error) in rows.items():
            lines.append(f"| {name} | {library} | {chrf:.1f} | {error:.2f} |")
    described = Path("/proc/cpuinfo")
    text = described.read_text(encoding="utf-8") if described.exists() else ""
    has = "with" if re.search(r"\bavx(512)?_vnni\b", text) else "without"
    return "\n".join(lines) + f"\n\n{figures.machine('ctranslate2')}, {has} VNNI.\n"


if __name__ == "__main__":
    main()
