"""Makes docs/images/terminal.svg: what the command shows on a screen of 100 columns.

python docs/terminal_picture.py [FILE]
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from translator.cli.environment import Environment
from translator.cli.main import run

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "terminal.svg"
COLUMNS = 100


def main() -> int:
    """Run the command and draw its output; gives the exit status."""
    article = sys.argv[1] if len(sys.argv) > 1 else "examples/bali-alibaba.id.txt"
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    environment = Environment(
        io.BytesIO(), stdout, sys.stderr, stdout_is_terminal=True, columns=COLUMNS
    )
    status = run([str(ROOT / article), "--offline", "--no-memory", "--quiet"], environment)
    stdout.seek(0)
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    console.print(f"$ translator {article}", markup=False)
    console.print(Text.from_ansi(stdout.read()))
    picture = console.export_svg(title="translator")
    # The fonts would be fetched from elsewhere.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture.replace("Fira Code", "monospace"), "utf-8")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
