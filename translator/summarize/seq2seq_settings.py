"""What the makers of a summarizer ask for: its limits, its search, what stands before a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.errors import ModelError
from translator.models.folder import read_json

FAMILIES = {"bart": "bart", "t5": "t5", "mt5": "t5"}  # model_type of config.json -> family
_DEFAULTS = {"bart": 1024, "t5": 512}  # tokens that the family reads


@dataclass(frozen=True)
class Settings:
    """Of one model; lengths in tokens."""

    family: str  # "bart" or "t5"
    reads: int  # the longest text, all special tokens included
    writes: int  # the longest summary that it can write at all
    prefix: str  # put before each text
    begin: int | None  # id of the token before a text; None: there is none
    first: int | None  # id of the token that every summary begins with; None: free
    start: int  # id of the token that starts the decoder
    end: int  # id of the token that ends text and summary
    pad: int
    beam_size: int
    shortest: int  # the usual summary
    longest: int
    length_penalty: float
    no_repeat_ngram: int
    repetition_penalty: float

    def span(self, scale: float) -> tuple[int, int]:
        """The shortest and the longest summary when it may be so many times as long."""
        longest = min(max(int(self.longest * scale), 8), self.writes)
        return min(int(self.shortest * scale), longest - 1), longest


def read_settings(folder: Path) -> Settings:
    """The settings of a model folder; raises ModelBroken, ModelError for another family.

    What stands in generation_config.json counts more than the part for summaries in
    config.json, and that more than the rest of it.
    """
    config = read_json(folder / "config.json")
    family = FAMILIES.get(str(config.get("model_type")))
    if family is None:
        raise ModelError(
            f"the model in {folder} is of type {config.get('model_type')!r}",
            f"summarizers of these types are known: {', '.join(FAMILIES)}",
        )
    path = folder / "generation_config.json"
    given: dict[str, Any] = {
        **config,
        **(config.get("task_specific_params") or {}).get("summarization", {}),
        **(read_json(path) if path.is_file() else {}),
    }
    positions = int(config.get("max_position_embeddings") or config.get("n_positions") or 0)
    reads = positions or _DEFAULTS[family]
    return Settings(
        family=family,
        reads=reads,
        writes=reads if family == "bart" else max(reads, 512),
        prefix=str(given.get("prefix") or ""),
        begin=_id(given, "bos_token_id", 0) if family == "bart" else None,
        first=given.get("forced_bos_token_id"),
        start=_id(given, "decoder_start_token_id", 2 if family == "bart" else 0),
        end=_id(given, "eos_token_id", 2 if family == "bart" else 1),
        pad=_id(given, "pad_token_id", 1 if family == "bart" else 0),
        beam_size=int(_number(given, "num_beams", 4)),
        shortest=int(_number(given, "min_length", 0)),
        longest=int(_number(given, "max_length", 128)),
        length_penalty=_number(given, "length_penalty", 1.0),
        no_repeat_ngram=int(_number(given, "no_repeat_ngram_size", 3)),
        repetition_penalty=_number(given, "repetition_penalty", 1.0),
    )


def _number(given: dict[str, Any], key: str, usual: float) -> float:
    value = given.get(key)
    return float(usual if value is None else value)


def _id(given: dict[str, Any], key: str, usual: int) -> int:
    value = given.get(key)
    if isinstance(value, list):  # some models have several end tokens
        value = value[0] if value else None
    return usual if value is None else int(value)
