"""Writing summaries alone: for a person as text or Markdown, for a program as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from translator.result import Summary, SummarySentence
from translator.text.controls import visible
from translator.writers.jsonvalues import dump, of_flag

FORMATS = ("text", "markdown", "json", "jsonl")


@dataclass(frozen=True)
class Named:
    """The summary of one document."""

    name: str
    summary: Summary
    target: str = ""  # ISO 639-1 of `SummarySentence.other`; empty: not translated


def write(summaries: Iterable[Named], format: str, stream: IO[Any], *, several: bool) -> None:
    """Write each summary as it comes.

    Args:
        summaries: in order.
        format: one of `FORMATS`.
        stream: takes text.
        several: whether there may be more than one: then each says its name, and `json` is
            a list.
    """
    if format == "json" and several:
        _write_list(summaries, stream)
        return
    for number, named in enumerate(summaries):
        if format == "json":
            stream.write(dump(values(named), indent=2) + "\n")
        elif format == "jsonl":
            stream.write(dump(values(named)) + "\n")
        else:
            lines = _markdown(named, several) if format == "markdown" else _text(named, several)
            stream.write(("\n" if number else "") + "".join(f"{line}\n" for line in lines))


def values(named: Named) -> dict[str, Any]:
    """One summary as the values that JSON has."""
    summary = named.summary
    result: dict[str, Any] = {
        "name": named.name,
        "language": summary.language,
        "method": summary.method,
        "sentences": [_sentence(sentence, named.target) for sentence in summary.sentences],
    }
    return {**result, "translated_to": named.target} if named.target else result


def _sentence(sentence: SummarySentence, target: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "text": sentence.text,
        "paragraph": sentence.block,
        "sentence": sentence.sentence,
        "score": round(sentence.score, 4),
        "sources": [list(source) for source in sentence.sources],
        "flags": [of_flag(flag) for flag in sentence.flags],
    }
    return {**result, "translation": sentence.other} if target else result


def _write_list(summaries: Iterable[Named], stream: IO[Any]) -> None:
    stream.write("[")
    for number, named in enumerate(summaries):
        stream.write((",\n" if number else "\n") + dump(values(named), indent=2))
    stream.write("\n]\n")


def _text(named: Named, several: bool) -> Iterator[str]:
    if several:
        yield f"== {visible(named.name)}"
    for sentence in named.summary.sentences:
        yield visible(_one_line(sentence.text))
    if named.target and named.summary.sentences:
        yield ""
        for sentence in named.summary.sentences:
            yield visible(_one_line(sentence.other))


def _markdown(named: Named, several: bool) -> Iterator[str]:
    if several:
        yield f"## {visible(named.name)}"
        yield ""
    for sentence in named.summary.sentences:
        place = f" (¶{sentence.block})" if sentence.block else ""
        yield f"- {visible(_one_line(sentence.text))}{place}"
        if named.target:
            yield f"  - {visible(_one_line(sentence.other))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
