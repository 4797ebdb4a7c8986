"""Translate Indonesian and English articles side by side, with a summary, offline."""

from __future__ import annotations

__version__ = "0.1.0"
