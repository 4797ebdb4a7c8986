"""MarianMT on transformers and torch: the reference engine, and the one for Apple's GPU."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from translator.engines.base import Candidate, MarianEngine
from translator.engines.threads import physical_cores
from translator.errors import EngineError, EngineStartError, UsageError
from translator.models.convert import quiet
from translator.models.folder import verify_marian
from translator.options import Decoding

_TYPES = ("float32", "float16", "bfloat16")


class TransformersEngine(MarianEngine):
    """Calls `generate` on the model itself: transformers 5 has no translation pipeline."""

    _model: Any = None
    _closed = False

    @cached_property
    def device(self) -> str:
        """ "cpu", "cuda" or "mps"; raises UsageError for one that is not there."""
        import torch

        there = {
            "cuda": torch.cuda.is_available(),
            "mps": torch.backends.mps.is_available(),
            "cpu": True,
        }
        wanted = self._options.device
        if wanted == "auto":
            return next(name for name, found in there.items() if found)
        if not there.get(wanted):
            raise UsageError(f"torch finds no device {wanted}", "leave --device out")
        return wanted

    @property
    def name(self) -> str:
        """Such as "transformers 5.23.0"; found without the slow import."""
        from importlib.metadata import version

        return f"transformers {version('transformers')}"

    @property
    def compute_type(self) -> str:
        """As asked; "auto" is float32, which is right everywhere."""
        asked = self._options.compute_type
        if asked == "auto":
            return "float32"
        if asked not in _TYPES:
            raise UsageError(
                f"the transformers engine does not compute in {asked}",
                f"one of {', '.join(_TYPES)}; int8 is for --engine ctranslate2",
            )
        return asked

    def _load(self) -> Any:
        if self._closed:
            raise EngineError("the engine is closed")
        if self._model is None:
            verify_marian(self._folder.path)
            with quiet():
                import torch
                from transformers import AutoModelForSeq2SeqLM

                torch.set_num_threads(self._options.threads or physical_cores())
                try:
                    model = AutoModelForSeq2SeqLM.from_pretrained(
                        str(self._folder.path),
                        dtype=getattr(torch, self.compute_type),
                        local_files_only=True,
                        trust_remote_code=False,
                    )
                    self._model = model.to(self.device).eval()
                except (RuntimeError, OSError, ValueError) as error:
                    raise EngineStartError(
                        f"transformers cannot start: {error}", "leave --device out"
                    ) from error
        return self._model

    def _search(
        self, sources: list[list[str]], decoding: Decoding, limit: int
    ) -> list[list[Candidate]]:
        model = self._load()
        import torch

        tokens, mask = self._padded(
            [[*self._tokenizer.ids(pieces), self._generation.end] for pieces in sources]
        )
        try:
            with quiet(), torch.inference_mode():
                output = model.generate(
                    input_ids=tokens,
                    attention_mask=mask,
                    generation_config=self._settings(decoding, limit),
                )
        except RuntimeError as error:
            raise EngineError(f"transformers failed: {error}") from error
        transitions = model.compute_transition_scores(
            output.sequences,
            output.scores,
            getattr(output, "beam_indices", None),
            normalize_logits=False,
        )
        candidates = [
            self._candidate(row[1:], scores, limit)
            for row, scores in zip(output.sequences.tolist(), transitions.tolist(), strict=True)
        ]
        size = decoding.hypotheses
        return [candidates[start : start + size] for start in range(0, len(candidates), size)]

    def _score(self, pairs: list[tuple[list[str], list[str]]]) -> list[float]:
        model = self._load()
        import torch

        settings = self._generation
        ends = [settings.end]
        source, mask = self._padded([[*self._tokenizer.ids(one), *ends] for one, _ in pairs])
        target, kept = self._padded([[*self._tokenizer.ids(two), *ends] for _, two in pairs])
        start = torch.full_like(target[:, :1], settings.start)
        try:
            with torch.inference_mode():
                logits = model(
                    input_ids=source,
                    attention_mask=mask,
                    decoder_input_ids=torch.cat([start, target[:, :-1]], 1),
                ).logits
        except RuntimeError as error:
            raise EngineError(f"transformers failed: {error}") from error
        found = logits.float().log_softmax(-1).gather(-1, target[..., None])[..., 0] * kept
        means: list[float] = (found.sum(1) / kept.sum(1)).tolist()
        return means

    def _padded(self, rows: list[list[int]]) -> tuple[Any, Any]:
        """The rows as one tensor, and one that has 1 where they have a token."""
        import torch

        width, pad = max(map(len, rows)), self._generation.pad
        tokens = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        return tokens.to(self.device), mask.to(self.device)

    def _settings(self, decoding: Decoding, limit: int) -> Any:
        from transformers import GenerationConfig

        settings = self._generation
        return GenerationConfig(
            num_beams=decoding.beam_size,
            num_return_sequences=decoding.hypotheses,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            min_new_tokens=1,  # as CTranslate2: a sentence never becomes nothing
            max_new_tokens=limit,
            # CTranslate2 stops when as many hypotheses have ended as the beam is wide.
            early_stopping=decoding.beam_size > 1,
            # A score is a log-probability among the tokens that were allowed.
            renormalize_logits=True,
            bad_words_ids=[list(words) for words in settings.forbidden],
            forced_eos_token_id=settings.end if settings.forced_end else None,
            decoder_start_token_id=settings.start,
            eos_token_id=settings.end,
            pad_token_id=settings.pad,
            do_sample=False,
            use_cache=True,
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _candidate(self, row: list[int], scores: list[float], limit: int) -> Candidate:
        """A candidate of one row of ids and their log-probabilities, padded on the right."""
        settings = self._generation
        length = row.index(settings.end) + 1 if settings.end in row else _length(row, settings.pad)
        finished = settings.end in row
        if finished and settings.forced_end and length >= limit:
            length, finished = length - 1, False  # the last token is a forced end mark
        mean = sum(scores[:length]) / max(length, 1)
        ids = row[: length - 1] if finished else row[:length]
        return Candidate(self._tokenizer.from_ids(ids), min(mean, 0.0), finished)

    def close(self) -> None:
        """Give the memory back."""
        self._model = None
        self._closed = True


def _length(row: list[int], pad: int) -> int:
    return row.index(pad) if pad in row else len(row)
