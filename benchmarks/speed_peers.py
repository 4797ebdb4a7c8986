"""Who takes turns in `speed.py`, on what, and what comes of a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THIS = "this_tool"
Times = Mapping[str, float]


@dataclass(frozen=True)
class Peer:
    """A script in `peers/`, and how it is run."""

    script: str
    arguments: tuple[str, ...] = ()
    lines: int = 0  # of a long text; 0: all


SHORTLIST, ONCE = "--shortlist", "--no-repair"


def bare(workers: int, batch_tokens: int, *arguments: str) -> Peer:
    """CTranslate2 itself; more than one worker is for users who have read its manual well."""
    numbers = ("--workers", str(workers), "--batch-tokens", str(batch_tokens))
    return Peer("bare_ctranslate2", (*numbers, *arguments))


PEERS = {
    THIS: Peer("this_tool", (SHORTLIST,)),
    "this_tool_once": Peer("this_tool", (SHORTLIST, ONCE)),  # no sentence is tried again
    "this_tool_once_all_words": Peer("this_tool", (ONCE,)),  # nor is there a shortlist
    "bare_1_worker_1024": bare(1, 1024),
    "bare_1_worker_2048": bare(1, 2048),
    "bare_2_workers_512": bare(2, 512),
    "bare_2_workers_1024": bare(2, 1024),
    "bare_2_workers_2048": bare(2, 2048),
    "bare_2_workers_512_shortlist": bare(2, 512, SHORTLIST),
    "bare_2_workers_1024_shortlist": bare(2, 1024, SHORTLIST),
    "argos": Peer("argos", lines=50),
    "easynmt": Peer("easy_nmt", lines=32),
    "transformers_batches": Peer("transformers_batches", lines=32),
    "transformers_paragraph": Peer("transformers_paragraph", lines=10),
}


@dataclass(frozen=True)
class Text:
    """What is translated, and what it ought to become."""

    name: str
    paragraphs: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One peer, once, on the first `lines` paragraphs."""

    times: Times
    outputs: tuple[str, ...]


Round = dict[tuple[str, str, int], Run]  # by text, peer and number of paragraphs
