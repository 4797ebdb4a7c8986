"""Makes docs/images/page.webp: the HTML page of an article, as a browser shows it.

python docs/page_picture.py [FILE]

Needs chromium, chromedriver and selenium, as the tests of the page do.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from base64 import b64decode
from pathlib import Path

from selenium import webdriver

from translator.cli.environment import Environment
from translator.cli.main import run

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "page.webp"
WIDTH, HEIGHT = 1200, 900


def main() -> int:
    """Run the command and take the picture; gives the exit status."""
    article = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "examples/bali-alibaba.id.txt")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        arguments = [str(article), "--offline", "--no-memory", "--quiet", "-o", str(page)]
        status = run(arguments, Environment.of_process())
        if not status:
            PICTURE.write_bytes(picture(page))
    return status


def picture(page: Path) -> bytes:
    """The upper part of a page, as WebP."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False},
        )
        browser.get(page.as_uri())
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
    return b64decode(taken["data"])


if __name__ == "__main__":
    raise SystemExit(main())
