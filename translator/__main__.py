"""`python -m translator`, and the `translator` command."""

from __future__ import annotations


def main() -> int:
    """Run the arguments of this process; gives the exit status."""
    import sys

    try:
        from translator.cli.environment import Environment
        from translator.cli.main import run

        return run(sys.argv[1:], Environment.of_process())
    except KeyboardInterrupt:  # while modules were imported
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
