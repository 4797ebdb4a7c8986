"""Subtitles: SubRip (srt) and WebVTT (vtt). The times stay as they are.

A sentence that runs over several cues is one block, in which the end of a cue is a point between
two words; so it is translated whole, and each cue gets its share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from translator.document import Block, BlockKind, MarkKind
from translator.errors import InputError
from translator.options import ReaderOptions
from translator.readers.limits import read_text
from translator.readers.runs import Part, Piece, Runs
from translator.readers.tags import tags

_MOST_CUES = 6  # that one block is made of
_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
# The line with the times of a cue, and the line with its number.
_TIMES = re.compile(
    rf"^(?:\d+[ \t]*(?:\r\n?|\n))?[ \t]*({_TIME}[ \t]+-->[ \t]+{_TIME})[^\r\n]*(?:\r\n?|\n|\Z)",
    re.MULTILINE,
)
_CUE_END = re.compile(r"(?:\r\n?|\n)(?=[ \t]*(?:\r\n?|\n|\Z))")
# Tags, the braces of SubStation styles, and line ends.
_PIECES = re.compile(r"(</?[A-Za-z0-9][^<>\n]*>|\{\\[^}\n]*\}|[ \t]*(?:\r\n?|\n)[ \t]*)")
# A line of its own: another speaker, or music.
_NEW_LINE = re.compile(r"(?:[-–—♪♫]|[A-Z ]{2,}:)")
_LEAD = re.compile(r"[-–—♪♫]\s*")
_ENDED = re.compile(r"[.!?…:;\"”'’)\]♪♫–—-]\s*$")
_KINDS = {"b": MarkKind.STRONG, "i": MarkKind.EMPHASIS}


def read_srt(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The cues, in order; raises InputError for a file without any."""
    yield from _Reading(vtt=False).blocks(read_text(stream))


def read_vtt(stream: BinaryIO, options: ReaderOptions) -> Iterator[Block]:
    """The cues, in order; raises InputError for a file without any."""
    yield from _Reading(vtt=True).blocks(read_text(stream))


class _Reading:
    """One file, from its start to its end."""

    def __init__(self, vtt: bool) -> None:
        self._vtt = vtt
        self._runs = Runs(collapse=False)
        self._times = ""  # of the first cue of the block
        self._cues = 0  # in the block
        self._text = ""  # of the cue before
        self._started = False

    def blocks(self, text: str) -> Iterator[Block]:
        """All of them, in order."""
        place = 0
        while times := _TIMES.search(text, place):
            end = _CUE_END.search(text, max(times.end() - 1, 0))
            following = _TIMES.search(text, times.end())
            stops = [match.start() for match in (end, following) if match] or [len(text)]
            cue = text[times.end() : max(min(stops), times.end())].rstrip("\r\n")
            stop = times.end() + len(cue)
            before = text[place : times.end()]
            if self._goes_on(cue):
                self._runs.add(Piece(Part.POINT, before))
                self._runs.add(Piece(Part.TEXT, "", " "))
                self._cues += 1
            else:
                yield from self._take()
                self._runs.separate(before)
                self._times, self._cues = times[1], 1
            yield from self._cue(cue)
            self._text, place = cue, stop
        yield from self._take()
        if text.strip() and not place:
            raise InputError("no subtitles: no line has times", "is it another format?")
        self._runs.separate(text[place:])
        yield from self._runs.end(before="\n" if self._started else "")

    def _goes_on(self, cue: str) -> bool:
        """Whether a cue goes on with the sentence of the one before."""
        words = re.sub(r"<[^>]*>|\{[^}]*\}", "", cue).lstrip()
        ended = _ENDED.search(re.sub(r"<[^>]*>\s*$", "", self._text))
        return bool(words[:1].islower() and not ended and 0 < self._cues < _MOST_CUES)

    def _cue(self, cue: str) -> Iterator[Block]:
        """The pieces of a cue; a line of another speaker is a block of its own."""
        parts = [part for part in _PIECES.split(cue) if part]
        for number, part in enumerate(parts):
            if not part.strip():
                following = "".join(parts[number + 1 : number + 2])
                if "\n" in part or "\r" in part:
                    if _NEW_LINE.match(following):
                        yield from self._take()
                        self._runs.separate(part)
                    else:
                        self._runs.add(Piece(Part.TEXT, part, " "))
                    continue
                self._runs.add(Piece(Part.TEXT, part, part))
            elif part.startswith("<") and _PIECES.fullmatch(part):
                self._runs.add(_tag(part))
            elif part.startswith("{\\"):
                self._runs.add(Piece(Part.POINT, part))
            else:
                lead = _LEAD.match(part) if self._runs.empty else None
                if lead:
                    self._runs.separate(lead[0])
                    part = part[lead.end() :]
                self._runs.add(Piece(Part.TEXT, part, unescape(part) if self._vtt else part))

    def _take(self) -> Iterator[Block]:
        before = "\n" if self._started else ""
        for block in self._runs.take(BlockKind.CUE, 0, self._times, before):
            self._started = True
            yield block


def _tag(raw: str) -> Piece:
    tag = next(iter(tags(raw)))
    if tag.kind not in ("open", "close"):
        return Piece(Part.POINT, raw)
    name = tag.name.partition(".")[0]  # <c.yellow> … </c>
    part = Part.OPEN if tag.kind == "open" else Part.CLOSE
    return Piece(part, raw, name=name, kind=_KINDS.get(name, MarkKind.OTHER))
