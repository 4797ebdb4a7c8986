"""Units of measure: which words mean the same one, and how one converts into another."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit of measure."""

    name: str  # "km", "km/h"
    dimension: str  # units of one dimension convert into each other; "": into nothing
    factor: float = 1.0  # size in the dimension's base unit


# name, dimension, factor, words and signs in both languages
_TABLE = (
    ("%", "", 1.0, "% persen percent"),
    ("mm", "length", 0.001, "mm milimeter millimeter millimeters millimetre millimetres"),
    ("cm", "length", 0.01, "cm sentimeter centimeter centimeters centimetre centimetres"),
    ("m", "length", 1.0, "m meter meters metre metres"),
    ("km", "length", 1000.0, "km kilometer kilometers kilometre kilometres"),
    ("inch", "length", 0.0254, "inci inch inches"),
    ("ft", "length", 0.3048, "kaki feet foot ft"),
    ("yard", "length", 0.9144, "yard yards yd"),
    ("mile", "length", 1609.3, "mil mile miles mi"),
    ("km/h", "speed", 1.0, "kph kmh kpj"),
    ("mile/h", "speed", 1.6093, "mph"),
    ("knot", "speed", 1.852, "knot knots"),
    ("g", "mass", 0.001, "g gram grams"),
    ("kg", "mass", 1.0, "kg kilo kilogram kilograms kilos"),
    ("ounce", "mass", 0.02835, "ons ounce ounces oz"),
    ("pound", "mass", 0.45359, "pon pound pounds lb lbs"),
    ("tonne", "mass", 1000.0, "ton tons tonne tonnes"),
    ("ha", "area", 10_000.0, "ha hektar hektare hectare hectares"),
    ("acre", "area", 4046.9, "ekar acre acres"),
    ("l", "volume", 1.0, "l liter liters litre litres"),
    ("gallon", "volume", 3.785, "galon gallon gallons"),
    ("°C", "temperature", 1.0, "°C C"),
    ("°F", "temperature", 1.0, "°F F"),
)
_WORDS = {
    word: Unit(name, dim, size) for name, dim, size, words in _TABLE for word in words.split()
}
_PATTERN = re.compile(
    r"[\s\u00a0-]*(?:(persegi|square|sq\.?)\s+)?("
    + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    + r")(?![^\W_])([²³2]|\s+persegi\b)?"
    r"(\s?/\s?(?:h|hr|hour|jam)\b|\s+(?:per|an|a)\s+(?:hour|jam)\b)?"
)
_RANGE = re.compile(r"\s?(?:-|–|to|hingga|sampai)\s?\d+(?:[.,]\d+)*")
_DEGREES = re.compile(
    r"\s*(?:°|º|derajat|degrees?)\s*(C|F|Celsius|Fahrenheit|celsius|fahrenheit)\b"
)


def after(text: str, position: int) -> Unit | None:
    """The unit that a number has which ends at `position`; None: none that is known.

    In "160-320 km" the first number has the unit of the second.
    """
    through = _RANGE.match(text, position)
    if through:
        position = through.end()
    degrees = _DEGREES.match(text, position)
    if degrees:
        return _WORDS[f"°{degrees[1][0].upper()}"]
    match = _PATTERN.match(text, position)
    if not match:
        return None
    unit = _WORDS[match[2]]
    if unit.dimension == "length":
        if match[1] or match[3]:
            return Unit(f"{unit.name}²", "area", unit.factor**2)
        if match[4]:
            return Unit(f"{unit.name}/h", "speed", unit.factor / 1000)
    return unit


def converts(value: float, unit: Unit, other_value: float, other: Unit) -> bool:
    """Whether two different units measure about the same: within 8%, as people round."""
    if unit.name == other.name or not unit.dimension or unit.dimension != other.dimension:
        return False
    if unit.dimension == "temperature":
        celsius = (value, other_value) if unit.name == "°C" else (other_value, value)
        return abs(celsius[0] * 1.8 + 32 - celsius[1]) <= 4
    one, two = value * unit.factor, other_value * other.factor
    return abs(one - two) <= 0.08 * max(one, two)


_PERCENT = re.compile(r"%|\bper ?cent(?:age)?s?\b|\bpersen(?:tase)?\b", re.IGNORECASE)


def has_percent(text: str) -> bool:
    """Whether a text speaks of percent, in sign or word."""
    return _PERCENT.search(text) is not None
