"""Which way to translate a document: what the user says, else what its beginning tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from translator.document import Block, Document
from translator.errors import UsageError
from translator.languages import EN_ID, ID_EN, LANGUAGES, Direction

SAMPLE = 4000  # characters that the language is told by
SHORT = 20  # letters below which "neither language" is not believed


@dataclass(frozen=True)
class Settled:
    """A document with its direction."""

    document: Document
    direction: Direction
    translate: bool = True  # False: there is nothing to translate, or not from this language
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def settle(document: Document, source: str = "", target: str = "") -> Settled:
    """Settle the direction; a language that is given is believed.

    Args:
        document: its blocks are read up to `SAMPLE` characters; the one that comes back is whole.
        source: ISO 639-1 code, or empty.
        target: the same.
    """
    sample, rest = _peek(document.blocks)
    text = "\n".join(block.text for block in sample if block.translatable)
    document = replace(document, blocks=chain(sample, rest))
    given = _given(source, target)
    if not text.strip():
        note = f"{_name(document)} is empty: there is nothing to translate"
        return Settled(document, given or ID_EN, False, notes=(note,))
    if given is not None:
        return Settled(document, given)
    return _detected(document, text)


def _given(source: str, target: str) -> Direction | None:
    if source and source == target:
        raise UsageError(
            f"--from and --to are both {LANGUAGES[source].name}", "leave one of them out"
        )
    if source:
        return ID_EN if source == "id" else EN_ID
    if target:
        return ID_EN if target == "en" else EN_ID
    return None


def _detected(document: Document, text: str) -> Settled:
    from translator.text.language import detect

    guess = detect(text)
    name = _name(document)
    if guess.language == "en":
        return Settled(document, EN_ID)
    if guess.language == "id":
        note = f"{name} reads like Malay; it is translated as Indonesian"
        return Settled(document, ID_EN, notes=(note,) if guess.is_malay else ())
    letters = sum(map(str.isalpha, text))
    if letters < SHORT:  # numbers need no language
        warning = (
            f"the language of {name} cannot be told and is taken for Indonesian; "
            "say --from en if it is English"
        )
        return Settled(document, ID_EN, warnings=(warning,) if letters else ())
    warning = (
        f"{name} reads like neither Indonesian nor English and is left as it is; "
        "--from id or --from en translates it all the same"
    )
    return Settled(document, ID_EN, False, warnings=(warning,))


def _peek(blocks: Iterable[Block]) -> tuple[list[Block], Iterator[Block]]:
    rest = iter(blocks)
    taken: list[Block] = []
    size = 0
    for block in rest:
        taken.append(block)
        size += len(block.text) if block.translatable else 0
        if size >= SAMPLE or (block.is_pause and size >= SHORT):
            break
    return taken, rest


def _name(document: Document) -> str:
    return "standard input" if document.name == "-" else document.name
