"""Every error that this package raises on purpose.

    TranslatorError            exit 1   anything below, when nothing narrower fits
    ├── UsageError             exit 2   options that contradict each other
    ├── InputError             exit 3   a document that cannot be read
    ├── OutputError            exit 1   a result that cannot be written
    ├── ModelError             exit 4   weights that are absent, broken or of the wrong kind
    │   ├── ModelNotFound               a name that no registry has, or weights that are not here
    │   ├── ModelBroken                 a folder with a missing, cut or altered file
    │   └── HubError                    the hub refused, failed or cannot be reached
    ├── EngineStartError       exit 4   an engine that could not start
    ├── EngineError            exit 4   sentences that an engine could not decode
    ├── MissingExtra           exit 5   an optional package is not installed
    ├── MemoryFileError        exit 6   the translation memory cannot be used
    ├── SomeFilesFailed        exit 7   a batch in which some files failed
    └── FlagsFound             exit 8   more flags than `--strict` allows

An interrupted run exits with 130. A message says what is wrong; `hint` says the cure.
Foreign exceptions are turned into these at the border (`raise … from`); an error that is
not in this tree is a bug and stays loud.
"""

from __future__ import annotations

from enum import IntEnum, unique


@unique
class ExitStatus(IntEnum):
    """What the process tells its caller."""

    SUCCESS = 0
    ERROR = 1  # a known error that has no status of its own
    USAGE = 2  # as click and most Unix commands
    INPUT = 3
    MODEL = 4
    MISSING_EXTRA = 5
    MEMORY = 6
    SOME_FILES_FAILED = 7
    FLAGS = 8
    INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it


class TranslatorError(Exception):
    """Base of all known errors.

    Args:
        message: one sentence that says what is wrong, for a person.
        hint: one sentence that says what to do about it; may be empty.
    """

    status: ExitStatus = ExitStatus.ERROR

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Its kind, message and hint cross to another process, whatever its constructor takes."""
        return _rebuilt, (type(self), self.message, self.hint)


def _rebuilt(kind: type[TranslatorError], message: str, hint: str) -> TranslatorError:
    error = kind.__new__(kind)
    TranslatorError.__init__(error, message, hint)
    return error


class UsageError(TranslatorError):
    """Options that contradict each other or lie outside their range."""

    status = ExitStatus.USAGE


class InputError(TranslatorError):
    """A document that is missing, unreadable or no text."""

    status = ExitStatus.INPUT


class OutputError(TranslatorError):
    """A result that cannot be written: no permission, no space, no such folder."""


class ModelError(TranslatorError):
    """Weights that are absent, broken or of the wrong kind."""

    status = ExitStatus.MODEL


class ModelNotFound(ModelError):
    """A model that no registry lists, or whose weights are not on this machine."""


class ModelBroken(ModelError):
    """A model folder in which a file is missing, cut or altered."""


class HubError(ModelError):
    """The model hub refused, failed, or could not be reached."""


class EngineStartError(TranslatorError):
    """An engine that cannot run here at all: the wrong device, number format or weights."""

    status = ExitStatus.MODEL


class EngineError(TranslatorError):
    """A batch that an engine could not decode; other sentences may still go through."""

    status = ExitStatus.MODEL


class MissingExtra(TranslatorError):
    """An optional package is needed and not installed.

    Args:
        what: the thing the user asked for, e.g. ``"docx input"``.
        extra: the extra that brings it, e.g. ``"formats"``.
    """

    status = ExitStatus.MISSING_EXTRA

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs a package that is not installed",
            f"pip install 'translator-id-en[{extra}]'",
        )


class MemoryFileError(TranslatorError):
    """The translation memory cannot be opened, read or written."""

    status = ExitStatus.MEMORY


class SomeFilesFailed(TranslatorError):
    """A batch went through, and at least one of its files failed."""

    status = ExitStatus.SOME_FILES_FAILED


class FlagsFound(TranslatorError):
    """The translation has more flags than `--strict` allows."""

    status = ExitStatus.FLAGS
