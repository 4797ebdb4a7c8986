"""TMX 1.4, XLIFF 1.2 and 2, and TBX, unit by unit, as a stream.

The parser is expat, and a document that declares entities is refused: no translation needs
them, and they can unpack to gigabytes ("billion laughs") or read other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from translator.document import TextPair
from translator.errors import InputError
from translator.languages import LANGUAGES, Direction

_CHUNK = 1 << 16
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
# Inside these stands code of the original document, not text.
_CODES = {"bpt", "ept", "ph", "it", "ut", "sub"}
_OLD_CODES = {"in": "id", "ind": "id", "eng": "en"}  # of languages


def read_tmx(stream: BinaryIO, direction: Direction | None = None) -> Iterator[TextPair]:
    """The translation units of a TMX file that have both languages, or the source alone.

    Raises InputError.
    """
    return _read(stream, _Tmx(), direction)


def read_xliff(stream: BinaryIO, direction: Direction | None = None) -> Iterator[TextPair]:
    """The units (1.2) or segments (2.x) of an XLIFF file; raises InputError."""
    return _read(stream, _Xliff(), direction)


def read_tbx(stream: BinaryIO, direction: Direction | None = None) -> Iterator[TextPair]:
    """The concepts of a TBX file with the first term of each language; raises InputError."""
    return _read(stream, _Tbx(), direction)


def _read(stream: BinaryIO, units: _Units, direction: Direction | None) -> Iterator[TextPair]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = units.start
    parser.EndElementHandler = units.end
    parser.CharacterDataHandler = units.characters
    parser.EntityDeclHandler = _refuse
    number = 0
    usual: Direction | None = None  # of units that do not tell: as the first one
    while True:
        chunk = stream.read(_CHUNK)
        try:
            parser.Parse(chunk, not chunk)
        except (expat.ExpatError, UnicodeDecodeError) as error:
            raise InputError(f"not well-formed: {error}", "export it again") from error
        for texts, source in units.taken():
            number += 1
            pair = _pair(texts, direction or _from(source) or usual, f"unit {number}")
            if pair is not None:
                usual = usual or pair.direction
                yield pair
        if not chunk:
            return


def _refuse(*_: object) -> None:
    raise InputError("it declares entities, which are not read", "take the entities out")


def _from(source: str) -> Direction | None:
    """The direction of a unit that tells its source."""
    target = next((code for code in LANGUAGES if code != source), "")
    return Direction(source, target) if source in LANGUAGES else None


def _pair(texts: dict[str, str], direction: Direction | None, locator: str) -> TextPair | None:
    known = [code for code in texts if code in LANGUAGES]
    if direction is None and len(known) == 2:
        direction = Direction(known[0], known[1])
    if direction is None or direction.source not in texts:
        return None
    target = texts.get(direction.target, "")
    return TextPair(texts[direction.source], target, locator, direction)


class _Units:
    """Gathers the sides of each unit from expat's events."""

    def __init__(self) -> None:
        self._done: list[tuple[dict[str, str], str]] = []
        self._unit: dict[str, str] = {}  # language -> text, the source first
        self._source = ""  # the language of the source, where the unit tells it
        self._text: list[str] | None = None  # of the side that is open
        self._code = 0  # open elements with code

    def taken(self) -> list[tuple[dict[str, str], str]]:
        """The units that ended since the last call, with the language of the source if told."""
        done, self._done = self._done, []
        return done

    def characters(self, text: str) -> None:
        """Text between tags."""
        if self._text is not None and not self._code:
            self._text.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        name = name.rpartition(" ")[2]
        if name in _CODES:
            self._code += 1
        self._opened(name, attributes)

    def end(self, name: str) -> None:
        """A tag closes."""
        name = name.rpartition(" ")[2]
        if name in _CODES:
            self._code -= 1
        self._closed(name)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _closed(self, name: str) -> None:
        raise NotImplementedError

    def _side(self, language: str) -> None:
        if self._text is not None:
            self._unit[language] = "".join(self._text)
        self._text = None

    def _finish(self) -> None:
        if self._unit:
            self._done.append((self._unit, self._source))
        self._unit = {}


class _Tmx(_Units):
    """``<tu srclang="id"><tuv xml:lang="id"><seg>…``."""

    def __init__(self) -> None:
        super().__init__()
        self._language = ""

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tu":
            self._source = _code_of(attributes.get("srclang", ""))
        elif name == "tuv":
            self._language = _code_of(attributes.get(_LANGUAGE) or attributes.get("lang", ""))
        elif name == "seg":
            self._text = []

    def _closed(self, name: str) -> None:
        if name == "seg":
            self._side(self._language)
        elif name == "tu":
            self._finish()


class _Xliff(_Units):
    """``<trans-unit>`` or ``<segment>`` with ``<source>`` and ``<target>``."""

    def __init__(self) -> None:
        super().__init__()
        self._languages = {"source": "id", "target": "en"}
        self._proposals = 0  # open elements with other people's translations

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        for side, old, new in (
            ("source", "source-language", "srcLang"),
            ("target", "target-language", "trgLang"),
        ):
            if (old if name == "file" else new) in attributes:
                self._languages[side] = _code_of(attributes[old if name == "file" else new])
        if name in ("alt-trans", "matches"):
            self._proposals += 1
        elif name in self._languages and not self._proposals:
            self._text = []

    def _closed(self, name: str) -> None:
        if name in ("alt-trans", "matches"):
            self._proposals -= 1
        elif name in self._languages and not self._proposals:
            self._side(self._languages[name])
        elif name in ("trans-unit", "segment"):
            self._finish()
        elif name == "ignorable":  # blanks between segments
            self._unit = {}


class _Tbx(_Units):
    """``<conceptEntry><langSec xml:lang="id"><termSec><term>…``, or the older names."""

    def __init__(self) -> None:
        super().__init__()
        self._language = ""

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("langSec", "langSet"):
            self._language = _code_of(attributes.get(_LANGUAGE, ""))
        elif name == "term" and self._language not in self._unit:
            self._text = []

    def _closed(self, name: str) -> None:
        if name == "term":
            self._side(self._language)
        elif name in ("conceptEntry", "termEntry"):
            self._finish()


def _code_of(language: str) -> str:
    """The ISO 639-1 code in "en-GB", "IN", "ind"."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return _OLD_CODES.get(code, code)
