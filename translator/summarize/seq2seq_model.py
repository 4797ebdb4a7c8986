"""Pretrained summarizers of the BART and T5 families: CTranslate2 to be fast, transformers to be
the reference. Both get the same tokens and the same settings."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from translator.errors import EngineError, UsageError
from translator.models.convert import convert, quiet, stored_type
from translator.models.folder import ModelFolder, verify_weights
from translator.options import EngineOptions
from translator.summarize.seq2seq_settings import Settings, read_settings
from translator.summarize.seq2seq_tokenizer import Tokenizer, open_tokenizer


@dataclass(frozen=True)
class Draft:
    """What a model writes about one text."""

    text: str
    finished: bool  # False: the length limit cut it before its end token


class Seq2SeqModel(ABC):
    """One model; its weights are loaded at the first text.

    Args:
        folder: of the weights.
        options: device, threads, number format and beam size.
    """

    engine: str

    def __init__(self, folder: ModelFolder, options: EngineOptions) -> None:
        self._folder = folder
        self._options = options

    @property
    def name(self) -> str:
        """Model and engine, for the record."""
        return f"{self._folder.spec.name} {self.engine}"

    @cached_property
    def settings(self) -> Settings:
        """What its makers ask for."""
        return read_settings(self._folder.path)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Its tokenizer."""
        return open_tokenizer(self._folder.path)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, special ones and the prefix left out."""
        return len(self.tokenizer.encode(text))

    @cached_property
    def max_tokens(self) -> int:
        """The longest text it takes, as `count_tokens` counts."""
        prefix = self.count_tokens(self.settings.prefix) if self.settings.prefix else 0
        special = 1 if self.settings.begin is None else 2
        return self.settings.reads - special - prefix

    def write(self, texts: Sequence[str], scale: float = 1.0) -> list[Draft]:
        """A summary of each text, in order, `scale` times as long as the model's makers ask.

        Raises EngineError; a text over `max_tokens` is an error, never cut.
        """
        rows = [self._tokens(text) for text in texts]
        if any(len(row) > self.settings.reads for row in rows):
            raise EngineError(f"a text has more than {self.max_tokens} tokens")
        shortest, longest = self.settings.span(scale)
        return self._write(rows, shortest, longest) if rows else []

    def _tokens(self, text: str) -> list[str]:
        begin = [] if self.settings.begin is None else [self.settings.begin]
        tokens = self.tokenizer.encode(self.settings.prefix + text)
        return [
            *self.tokenizer.from_ids(begin),
            *tokens,
            *self.tokenizer.from_ids([self.settings.end]),
        ]

    @property
    def beam_size(self) -> int:
        """As asked, or as the model's makers ask."""
        return self._options.decoding.beam_size or self.settings.beam_size

    @abstractmethod
    def _write(self, rows: list[list[str]], shortest: int, longest: int) -> list[Draft]:
        """A draft for each row of tokens."""


class CTranslate2Model(Seq2SeqModel):
    """Runs a conversion of the weights, which is made on the first use."""

    engine = "ctranslate2"
    _translator: Any = None

    def _load(self) -> Any:
        if self._translator is None:
            import ctranslate2

            asked = self._options.compute_type
            device = self._options.device
            if device == "auto":
                device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
            compute_type = ("int8" if device == "cpu" else "float16") if asked == "auto" else asked
            verify_weights(self._folder.path)
            path = convert(self._folder, stored_type(compute_type))
            try:
                self._translator = ctranslate2.Translator(
                    str(path),
                    device=device,
                    compute_type=compute_type,
                    intra_threads=self._options.threads or os.cpu_count() or 1,
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(f"CTranslate2 cannot load the summarizer: {error}") from error
        return self._translator

    def _write(self, rows: list[list[str]], shortest: int, longest: int) -> list[Draft]:
        settings = self.settings
        first = [] if settings.first is None else self.tokenizer.from_ids([settings.first])
        try:
            results = self._load().translate_batch(
                rows,
                target_prefix=[first] * len(rows) if first else None,
                beam_size=self.beam_size,
                length_penalty=settings.length_penalty,
                repetition_penalty=settings.repetition_penalty,
                no_repeat_ngram_size=settings.no_repeat_ngram,
                min_decoding_length=shortest,
                max_decoding_length=longest,
                max_input_length=0,  # its own limit would cut silently
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed: {error}") from error
        [end] = self.tokenizer.from_ids([settings.end])
        return [
            Draft(self.tokenizer.decode(tokens), tokens[-1:] == [end])
            for tokens in (result.hypotheses[0] for result in results)
        ]


class TransformersModel(Seq2SeqModel):
    """Calls `generate`: transformers 5 has no pipeline for summaries."""

    engine = "transformers"
    _model: Any = None

    def _load(self) -> Any:
        if self._model is None:
            verify_weights(self._folder.path)
            with quiet():
                import torch
                from transformers import AutoModelForSeq2SeqLM

                torch.set_num_threads(self._options.threads or os.cpu_count() or 1)
                try:
                    model = AutoModelForSeq2SeqLM.from_pretrained(
                        str(self._folder.path),
                        dtype=torch.float32,
                        local_files_only=True,
                        trust_remote_code=False,
                    )
                except (RuntimeError, OSError, ValueError) as error:
                    raise EngineError(
                        f"transformers cannot load the summarizer: {error}"
                    ) from error
                # A forced end would make a summary look whole that the limit has cut.
                model.generation_config.forced_eos_token_id = None
                device = self._options.device
                self._model = model.to("cpu" if device == "auto" else device).eval()
        return self._model

    def _write(self, rows: list[list[str]], shortest: int, longest: int) -> list[Draft]:
        model = self._load()
        import torch
        from transformers import GenerationConfig

        settings = self.settings
        config = GenerationConfig(
            num_beams=self.beam_size,
            length_penalty=settings.length_penalty,
            repetition_penalty=settings.repetition_penalty,
            no_repeat_ngram_size=settings.no_repeat_ngram,
            min_new_tokens=shortest or None,
            max_new_tokens=longest,
            forced_bos_token_id=settings.first,
            decoder_start_token_id=settings.start,
            eos_token_id=settings.end,
            pad_token_id=settings.pad,
            early_stopping=self.beam_size > 1,  # as CTranslate2 stops
            do_sample=False,
        )
        drafts = []
        for row in rows:  # one by one: a padded batch would need memory for its longest text
            ids = torch.tensor([self.tokenizer.ids(row)], device=model.device)
            with quiet(), torch.inference_mode():
                output = model.generate(
                    input_ids=ids,
                    attention_mask=torch.ones_like(ids),
                    generation_config=config,
                )
            written = output[0].tolist()[1:]
            finished = settings.end in written
            kept = written[: written.index(settings.end)] if finished else written
            drafts.append(Draft(self.tokenizer.decode(self.tokenizer.from_ids(kept)), finished))
        return drafts


MODELS: dict[str, type[Seq2SeqModel]] = {
    "ctranslate2": CTranslate2Model,
    "transformers": TransformersModel,
}


def open_model(folder: ModelFolder, options: EngineOptions) -> Seq2SeqModel:
    """The model of a folder; `auto` is CTranslate2, except on Apple's GPU.

    Raises UsageError for an engine that cannot summarize.
    """
    name = options.engine
    if name == "auto":
        name = "transformers" if options.device == "mps" else "ctranslate2"
    if name not in MODELS:
        raise UsageError(f"the engine {name} cannot summarize", f"one of {', '.join(MODELS)}")
    return MODELS[name](folder, options)
