"""Train the extractive summarizer of the package.

    python -m training.summarizer.train --data ../shared/data [--validate [--translations FILE]]

Reads `summaries/train.*.jsonl` and writes `translator/summarize/extractive.npz`. `--validate`
writes nothing: it prints what cross-validation says. With the translations that
`training.summarizer.translate` makes it also says how many of the sentences are chosen on the
translation too.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

import translator.summarize
from training.summarizer.data import TRAINING_SETS, read, read_translations, vary
from training.summarizer.fit import Settings, fit
from training.summarizer.validate import validate
from translator.summarize.model import FILE, write

_SEED = 1


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path(translator.summarize.__path__[0], FILE))
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--translations", type=Path, help="for --validate")
    options = parser.parse_args()
    articles = [
        article
        for name in TRAINING_SETS
        for article in read(options.data / "summaries" / f"train.{name}.jsonl")
    ]
    random = Random(_SEED)
    random.shuffle(articles)
    if options.validate:
        known = read_translations(options.translations) if options.translations else {}
        report = validate(articles, Settings(), known)
        print("| set | ROUGE-1 above lead-3 | dangling | same in translation |")
        print("|---|--:|--:|--:|")
        for name, gain in report.gains.items():
            same = f"{report.same[name]:.0f}%" if name in report.same else ""
            print(f"| {name} | {gain:+.1f} | {report.dangling[name]:.1f}% | {same} |")
        return
    model = fit(vary(articles, random), Settings())
    write(model, options.out)
    sys.stderr.write(f"{len(articles)} articles -> {options.out}\n")


if __name__ == "__main__":
    main()
