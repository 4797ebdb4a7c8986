"""How a model is asked for a sentence: what it gets, what stays, and what to do when it fails.

A protected span is replaced by a stand-in that models copy; if the stand-in does not come back
exactly once, the sentence is asked for again in pieces around the span. So the span comes back
whatever the model does.

A term of a glossary is left to the model first. If its translation has another word, the term's
target is put into the source, for models mostly copy it; then a stand-in is tried; then the
model's own word stays. The order is by what each costs, see docs/checks.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translator.text import casing, clauses, normalise, protected, segments
from translator.text.glossary import Term
from translator.text.normalise import Prepared
from translator.text.protected import Span

# Of 26 tried in 150 sentences the one that the first embedded id-en model copied most: 99.3%.
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
    wanted: tuple[Term, ...] = ()  # of a glossary

    @property
    def texts(self) -> list[str]:
        """What the model is asked for, in order."""
        return [part.prepared.text for part in self.parts if part.prepared]

    def compose(self, answers: Mapping[str, str], language: str) -> str | None:
        """The translation of the sentence; None: a stand-in is not there exactly once, or a
        term is not there at all.

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
        return target if all(term.is_in(target) for term in self.wanted) else None


@dataclass(frozen=True)
class _Swap:
    """A span of the source that the model gets in another form."""

    span: Span
    result: str  # what it has to be in the target
    stand_in: bool = True  # the model gets a stand-in; else the result itself


def attempts(
    text: str,
    language: str,
    fits: Callable[[str], bool],
    keep: Iterable[Span] = (),
    terms: Sequence[tuple[Span, Term]] = (),
) -> Iterator[Attempt]:
    """Ways to ask for a sentence, best first; the last one always gives a translation.

    Args:
        text: the sentence.
        language: of the text.
        fits: whether a text is short enough for the model.
        keep: further spans to protect, in order.
        terms: of a glossary, with their places, in order.
    """
    spans = _merged([*protected.find(text), *keep])
    apart = [span for span in spans if span.kind in _APART]
    nouns = [_Swap(span, text[span.start : span.end]) for span in spans if span not in apart]
    terms = [(span, term) for span, term in terms if not any(map(span.overlaps, spans))]
    wanted = tuple(dict.fromkeys(term for _, term in terms))
    switched, stood = (
        [_Swap(span, _cased(term, span), stand_in) for span, term in terms]
        for stand_in in (False, True)
    )
    if not _LIKE_STAND_IN.search(text):
        ways: list[tuple[list[_Swap], tuple[Term, ...]]] = [(nouns, ())] if nouns else []
        if wanted:
            ways = [(nouns, wanted), (nouns + switched, wanted), (nouns + stood, wanted), *ways]
        for swaps, required in ways:
            attempt = _swapped(text, language, fits, apart, swaps)
            if attempt is not None:
                yield replace(attempt, wanted=required)
    yield Attempt(tuple(_around(text, language, fits, spans)))


def unchanged(text: str) -> Attempt:
    """To leave a sentence as it is; no model is asked."""
    return Attempt((Part(text),))


def _cased(term: Term, span: Span) -> str:
    """A term that begins its sentence begins with a capital."""
    return term.target[:1].upper() + term.target[1:] if span.start == 0 else term.target


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


def _swapped(
    text: str,
    language: str,
    fits: Callable[[str], bool],
    apart: Sequence[Span],
    swaps: Sequence[_Swap],
) -> Attempt | None:
    """None where a stand-in would do harm: in a text in capitals, or in one that is cut.

    Args:
        text: the sentence.
        language: of the text.
        fits: whether a text is short enough for the model.
        apart: spans to cut around.
        swaps: what the model gets in another form.
    """
    stand_ins: list[tuple[str, str]] = []
    masked, moved, position = "", [], 0
    for span, swap in sorted(
        [(span, None) for span in apart] + [(swap.span, swap) for swap in swaps],
        key=lambda pair: pair[0].start,
    ):
        masked += text[position : span.start]
        position = span.end
        if swap is None:
            moved.append(Span(len(masked), len(masked) + span.end - span.start, span.kind))
            masked += text[span.start : span.end]
        elif swap.stand_in:
            stand_ins.append((_STAND_IN.format(len(stand_ins) + 1), swap.result))
            masked += stand_ins[-1][0]
        else:
            masked += swap.result
    masked += text[position:]
    words = _LIKE_STAND_IN.sub("", masked)
    if casing.is_capitals(words) or segments.is_copy(words) or not fits(masked):
        return None
    return Attempt(tuple(_around(masked, language, fits, moved)), tuple(stand_ins))


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
