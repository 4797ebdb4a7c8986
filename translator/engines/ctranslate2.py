"""MarianMT on CTranslate2: the fast engine."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from translator.engines.base import Candidate, MarianEngine
from translator.engines.marian import END, PAD
from translator.engines.threads import physical_cores
from translator.errors import EngineError, EngineStartError, UsageError
from translator.models.convert import conversion_path, convert, stored_type
from translator.models.folder import ModelFolder
from translator.options import Decoding, EngineOptions

if TYPE_CHECKING:
    import ctranslate2

_DEVICES = ("cpu", "cuda")
_TYPES = (
    *("int8", "int8_float32", "int8_float16", "int8_bfloat16"),
    *("int16", "float16", "bfloat16", "float32"),
)
_SHORTLIST = "vmap.txt"  # as CTranslate2 calls it
_SCORE_TOKENS = 512  # scoring holds all tokens of the vocabulary for each of them
_BATCH_TOKENS = 8192  # a bound for memory only; the caller cuts its batches smaller


class CTranslate2Engine(MarianEngine):
    """Runs a conversion of the weights, which is made on the first use."""

    _translator: ctranslate2.Translator | None = None
    _closed = False

    def __init__(self, folder: ModelFolder, options: EngineOptions) -> None:
        super().__init__(folder, options)
        self._loading = Lock()

    @cached_property
    def device(self) -> str:
        """ "cpu" or "cuda"; raises UsageError for one that CTranslate2 does not know."""
        if self._options.device == "auto":
            import ctranslate2

            return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        if self._options.device not in _DEVICES:
            raise UsageError(
                f"CTranslate2 does not run on {self._options.device}",
                "take --engine transformers, or another --device",
            )
        return self._options.device

    @property
    def name(self) -> str:
        """Such as "ctranslate2 4.8.5"."""
        import ctranslate2

        return f"ctranslate2 {ctranslate2.__version__}"

    @property
    def compute_type(self) -> str:
        """As asked; "auto" is int8 on a CPU and float16 on a GPU."""
        asked = self._options.compute_type
        if asked == "auto":
            return "int8" if self.device == "cpu" else "float16"
        if asked not in _TYPES:
            raise UsageError(
                f"CTranslate2 does not compute in {asked}", f"one of {', '.join(_TYPES)}"
            )
        return asked

    @cached_property
    def has_shortlist(self) -> bool:
        """Whether the conversion has a vocabulary map."""
        path = conversion_path(self._folder, stored_type(self.compute_type))
        return (path / _SHORTLIST).is_file()

    @cached_property
    def workers(self) -> int:
        """One for each thread on a CPU: several threads on one batch wait for each other."""
        return self._options.threads or physical_cores() if self.device == "cpu" else 1

    def _load(self) -> ctranslate2.Translator:
        with self._loading:
            if self._closed:
                raise EngineError("the engine is closed")
            if self._translator is None:
                self._translator = self._open()
            return self._translator

    def _open(self) -> ctranslate2.Translator:
        import ctranslate2

        path = convert(self._folder, stored_type(self.compute_type))
        try:
            return ctranslate2.Translator(
                str(path),
                device=self.device,
                compute_type=self.compute_type,
                inter_threads=self.workers,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineStartError(
                f"CTranslate2 cannot start: {error}", "leave --device and --compute-type out"
            ) from error

    def _search(
        self, sources: list[list[str]], decoding: Decoding, limit: int
    ) -> list[list[Candidate]]:
        translator = self._load()
        # With a forced end the last token is the end mark, whatever the model says.
        longest = limit - 1 if self._generation.forced_end else limit
        try:
            results = translator.translate_batch(
                [[*pieces, END] for pieces in sources],
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                beam_size=decoding.beam_size,
                num_hypotheses=decoding.hypotheses,
                length_penalty=decoding.length_penalty,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                use_vmap=decoding.shortlist,
                suppress_sequences=self._forbidden or None,
                max_input_length=0,
                max_decoding_length=longest,
                return_scores=True,
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed: {error}") from error
        return [
            [
                _candidate(pieces, score, decoding.length_penalty)
                for pieces, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def _score(self, pairs: list[tuple[list[str], list[str]]]) -> list[float]:
        try:
            results = self._load().score_batch(
                [[*source, END] for source, _ in pairs],
                [target for _, target in pairs],
                max_batch_size=_SCORE_TOKENS,
                batch_type="tokens",
                max_input_length=0,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed: {error}") from error
        return [sum(result.log_probs) / len(result.log_probs) for result in results]

    @cached_property
    def _forbidden(self) -> list[list[str]]:
        # The conversion has no pad: it can never be generated.
        words = [self._tokenizer.from_ids(ids) for ids in self._generation.forbidden]
        return [pieces for pieces in words if PAD not in pieces]

    def close(self) -> None:
        """Give the memory back."""
        self._translator = None
        self._closed = True


def _candidate(pieces: list[Any], score: float, length_penalty: float) -> Candidate:
    finished = bool(pieces) and pieces[-1] == END
    length = max(len(pieces), 1)
    # CTranslate2 divides the sum by length ** penalty; a mean is wanted whatever the penalty.
    mean = score * length**length_penalty / length
    return Candidate(pieces[:-1] if finished else pieces, min(mean, 0.0), finished)


def cuda_devices() -> int:
    """How many CUDA devices there are to run on."""
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())
