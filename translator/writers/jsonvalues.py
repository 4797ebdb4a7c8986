"""A translation as the values that JSON has. docs/json.md says what each key means."""

from __future__ import annotations

import json
import re
from typing import Any

from translator.document import BlockKind
from translator.result import (
    Flag,
    Footer,
    Header,
    Summary,
    SummarySentence,
    TranslatedBlock,
    TranslatedSentence,
)

SCHEMA = "translator/1"  # a new number when a key is removed or means something else

# What a terminal may obey, what ends a line elsewhere, and what UTF-8 cannot hold.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Values = dict[str, Any]


def dump(value: object, indent: int | None = None) -> str:
    """The value as JSON in readable characters; all that controls anything is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def of_header(header: Header) -> Values:
    """What is known before the first block."""
    signature = header.signature
    return {
        "schema": SCHEMA,
        "tool": {"name": "translator-id-en", "version": header.version},
        "document": {"name": header.name, "format": header.format},
        "direction": {"source": header.direction.source, "target": header.direction.target},
        "signature": {
            "text": str(signature),
            "model": signature.model,
            "revision": signature.revision,
            "engine": signature.engine,
            "compute_type": signature.compute_type,
            "decoding": signature.decoding,
            "text_rules": signature.text_rules,
        },
    }


def of_block(block: TranslatedBlock, number: int) -> Values:
    """One block; `number` counts blocks from 1."""
    source = block.source
    return {
        "number": number,
        "kind": source.kind.value,
        "level": source.level,
        "locator": source.locator,
        "before": source.before,
        "source": source.text,
        "target": "" if source.kind is BlockKind.END else block.target,
        "sentences": [_of_sentence(sentence) for sentence in block.sentences],
    }


def _of_sentence(sentence: TranslatedSentence) -> Values:
    return {
        "source": sentence.source.text,
        "target": sentence.target,
        "start": sentence.source.start,
        "end": sentence.source.end,
        "score": None if sentence.score is None else round(sentence.score, 4),
        "origin": sentence.origin.value,
        "flags": [of_flag(flag) for flag in sentence.flags],
        "note": sentence.note,
    }


def of_flag(flag: Flag) -> Values:
    """One flag."""
    return {"kind": flag.kind, "severity": flag.severity.value, "message": flag.message}


def of_footer(footer: Footer) -> Values:
    """What is known after the last block."""
    counts = footer.counts
    return {
        "summary": None if footer.summary is None else _of_summary(footer.summary),
        "counts": {
            "engine": counts.engine,
            "memory": counts.memory,
            "copy": counts.copy,
            "repair": counts.repair,
            "failed": counts.failed,
        },
    }


def _of_summary(summary: Summary) -> Values:
    return {
        "language": summary.language,
        "method": summary.method,
        "sentences": [_of_summary_sentence(sentence) for sentence in summary.sentences],
    }


def _of_summary_sentence(sentence: SummarySentence) -> Values:
    return {
        "text": sentence.text,
        "other": sentence.other,
        "block": sentence.block,
        "sentence": sentence.sentence,
        "score": round(sentence.score, 4),
        "sources": [{"block": block, "sentence": place} for block, place in sentence.sources],
        "flags": [of_flag(flag) for flag in sentence.flags],
    }
