"""`python -m translator`, and the `translator` command."""

from __future__ import annotations


def main() -> int:
    """Run the arguments of this process; gives the exit status."""
    import gc
    import signal
    import sys

    gc.set_threshold(50_000)  # the default costs a tenth of the start, and frees nothing then

    def stop(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)  # so that unfinished files are taken away

    try:
        signal.signal(signal.SIGTERM, stop)
        from translator.cli.environment import Environment
        from translator.cli.main import run

        return run(sys.argv[1:], Environment.of_process())
    except KeyboardInterrupt:  # while modules were imported
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
