"""Runs a command line: errors become a message and an exit status."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence

import click

from translator.cli.environment import Environment
from translator.errors import ExitStatus, TranslatorError

PROGRAM = "translator"
COMPLETE = "_TRANSLATOR_COMPLETE"  # set by a shell that asks for completions
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # what a write to a good file may meet


def run(arguments: Sequence[str], environment: Environment) -> ExitStatus:
    """Run the command that these arguments name.

    Known errors are told on standard error. An error that no one foresaw is raised, because it
    is a bug. A reader that closes the pipe has seen enough: that is no error.
    """
    try:
        status = _run(arguments, environment)
        environment.stdout.flush()
        return status
    except TranslatorError as error:
        environment.error(error.message, error.hint)
        return error.status
    except click.ClickException as error:
        environment.error(_lower(error.format_message()), _usage_hint(error))
        return ExitStatus.USAGE
    except (KeyboardInterrupt, click.Abort):
        environment.stderr.write(f"{PROGRAM}: interrupted\n")
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        _close_quietly(environment)
        return ExitStatus.SUCCESS
    except OSError as error:
        if error.errno not in FULL:
            raise
        _close_quietly(environment)
        environment.error(f"cannot write: {(error.strerror or str(error)).lower()}")
        return ExitStatus.ERROR


def _run(arguments: Sequence[str], environment: Environment) -> ExitStatus:
    """The same without error handling."""
    from translator.cli.group import group

    # click writes help to the process's standard output.
    with contextlib.redirect_stdout(environment.stdout):
        if instruction := environment.variables.get(COMPLETE):
            from click.shell_completion import shell_complete

            return ExitStatus(shell_complete(group, {}, PROGRAM, COMPLETE, instruction))
        try:
            with group.make_context(PROGRAM, list(arguments), obj=environment) as context:
                result = group.invoke(context)
        except click.exceptions.Exit as stop:
            return ExitStatus(stop.exit_code)
    return result if isinstance(result, ExitStatus) else ExitStatus.SUCCESS


def _lower(message: str) -> str:
    """A message of click in the form of ours: no capital, no full stop."""
    head = message[:1].lower() if message[1:2].islower() else message[:1]
    return (head + message[1:]).rstrip(".")


def _usage_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    return f"`{path} --help` shows what there is"


def _close_quietly(environment: Environment) -> None:
    # What is still in the buffer would raise again at exit.
    with contextlib.suppress(OSError, ValueError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, environment.stdout.fileno())
        os.close(descriptor)
