"""How a model is asked for a sentence: what it gets, what stays, and what to do when it fails.

A protected span is replaced by a stand-in that models copy; if the stand-in does not come back
exactly once, the sentence is asked for again in pieces around the span. So the span comes back
whatever the model does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translator.text import casing, clauses, normalise, protected, segments
from translator.text.normalise import Prepared
from translator.text.protected import Span

# Of 26 tried in 150 sentences the one that the embedded id-en model copied most often: 99.3%.
_STAND_IN = "Zq{}"
_LIKE_STAND_IN = re.compile(r"Zq\d", re.IGNORECASE)
_LEEWAY = 12  # characters that a half may be longer, so that it ends at a mark
_APART = frozenset({"emoji", "tag"})  # no words of the sentence, so they stand between pieces


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence: for the model if `prepared` is set, else kept as it is."""

    literal: str
    prepared: Prepared | None = None
    fragment: bool = False  # it begins, or ends, in the middle of its sentence


@dataclass(frozen=True)
class Attempt:
    """One way to ask for a sentence."""

    parts: tuple[Part, ...]
    stand_ins: tuple[tuple[str, str], ...] = ()  # stand-in, and what it stands for

    @property
    def texts(self) -> list[str]:
        """What the model is asked for, in order."""
        return [part.prepared.text for part in self.parts if part.prepared]

    def compose(self, answers: Mapping[str, str], language: str) -> str | None:
        """The translation of the sentence; None: a stand-in is not there exactly once.

        Args:
            answers: what the model gave for each of `texts`.
            language: of the target.
        """
        pieces = []
        for part in self.parts:
            if part.prepared is None:
                pieces.append(part.literal)
                continue
            target = normalise.restore(answers[part.prepared.text], part.prepared.style, language)
            pieces.append(_fitted(part, target) if part.fragment else target)
        target = "".join(pieces)
        for stand_in, span in self.stand_ins:
            found = re.findall(rf"(?<!\w){re.escape(stand_in)}(?!\w)", target)
            if len(found) != 1 or target.count(stand_in) != 1:
                return None
            target = target.replace(stand_in, span)
        return target


def attempts(
    text: str, language: str, fits: Callable[[str], bool], keep: Iterable[Span] = ()
) -> Iterator[Attempt]:
    """Ways to ask for a sentence, best first; the last one always gives a translation.

    Args:
        text: the sentence.
        language: of the text.
        fits: whether a text is short enough for the model.
        keep: further spans to protect, in order.
    """
    spans = _merged([*protected.find(text), *keep])
    apart = [span for span in spans if span.kind in _APART]
    if len(apart) < len(spans) and not _LIKE_STAND_IN.search(text):
        attempt = _with_stand_ins(text, language, fits, spans)
        if attempt is not None:
            yield attempt
    yield Attempt(tuple(_around(text, language, fits, spans)))


def smaller(text: str, language: str, keep: Iterable[Span] = ()) -> Attempt:
    """A way to ask for about half of a sentence at a time.

    Args:
        text: the sentence.
        language: of the text.
        keep: further spans to protect, in order.
    """
    spans = _merged([*protected.find(text), *keep])
    longest = max((len(text) + 1) // 2 + _LEEWAY, _LEEWAY)
    return Attempt(tuple(_around(text, language, lambda piece: len(piece) <= longest, spans)))


def _with_stand_ins(
    text: str, language: str, fits: Callable[[str], bool], spans: Sequence[Span]
) -> Attempt | None:
    """None where a stand-in would do harm: in a text in capitals, or in one that is cut."""
    stand_ins: list[tuple[str, str]] = []
    masked, apart, position = "", [], 0
    for span in spans:
        masked += text[position : span.start]
        start = len(masked)
        literal = text[span.start : span.end]
        if span.kind in _APART:
            masked += literal
            apart.append(Span(start, len(masked), span.kind))
        else:
            stand_ins.append((_STAND_IN.format(len(stand_ins) + 1), literal))
            masked += stand_ins[-1][0]
        position = span.end
    masked += text[position:]
    words = _LIKE_STAND_IN.sub("", masked)
    if casing.is_capitals(words) or segments.is_copy(words) or not fits(masked):
        return None
    return Attempt(tuple(_around(masked, language, fits, apart)), tuple(stand_ins))


def _around(
    text: str, language: str, fits: Callable[[str], bool], spans: Sequence[Span]
) -> Iterator[Part]:
    """The pieces around the spans, cut further where they are too long for the model."""
    pieces = protected.cut(text, spans)
    for piece in pieces:
        if not piece.translate or segments.is_copy(piece.text):
            yield Part(piece.text)
            continue
        prepared = normalise.prepare(piece.text, language)
        if fits(prepared.text):
            yield Part("", prepared, fragment=len(pieces) > 1)
            continue
        for clause in clauses.split_long(piece.text, fits):
            yield from _clause(clause, language)


def _clause(clause: str, language: str) -> Iterator[Part]:
    core = clause.strip()
    start = clause.find(core)
    yield Part(clause[:start])
    if core and not segments.is_copy(core):
        yield Part("", normalise.prepare(core, language), fragment=True)
    else:
        yield Part(core)
    yield Part(clause[start + len(core) :])


def _fitted(part: Part, target: str) -> str:
    """A fragment's translation without the capital and full stop that a sentence gets."""
    assert part.prepared is not None
    source = part.prepared.text
    if not source.endswith(".") and target.endswith(".") and not target.endswith(".."):
        target = target[:-1]
    if source[:1].islower() and target[:1].isupper() and target[1:2].islower():
        target = target[0].lower() + target[1:]
    return target


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, and without those that begin inside another."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and (not result or span.start >= result[-1].end):
            result.append(span)
    return result
