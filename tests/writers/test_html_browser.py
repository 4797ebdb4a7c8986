"""The page in a real browser. Needs chromium and chromedriver; says so loudly where they lack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page_example as example
import pytest

from translator.options import WriterOptions
from translator.writers.html import HtmlWriter

pytestmark = pytest.mark.slow
SIZES = [375, 1280]
SCHEMES = ["light", "dark"]

CONTRAST = """
const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const background = element => {
  for (let e = element; e; e = e.parentElement) {
    const color = parse(getComputedStyle(e).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
  }
  return [255, 255, 255];
};
const poor = [];
for (const element of document.querySelectorAll('body *')) {
  const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!own) continue;
  const a = luminance(parse(getComputedStyle(element).color));
  const b = luminance(background(element));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) poor.push([element.className || element.tagName, ratio.toFixed(2)].join(' '));
}
return poor;
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "page.html"
    with path.open("w", encoding="utf-8") as stream:
        writer = HtmlWriter(stream, WriterOptions())
        writer.begin(example.HEADER)
        for block in example.blocks():
            writer.block(block)
        writer.end(example.FOOTER)
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    selenium = pytest.importorskip("selenium.webdriver", reason="NO BROWSER TEST: no selenium")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("NO BROWSER TEST: install chromium and chromium-driver")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with selenium.Chrome(options=options, service=selenium.ChromeService(driver)) as chrome:
        yield chrome


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in SCHEMES], ids=str)
def shown(browser: Any, page: str, request: pytest.FixtureRequest) -> Any:
    size, scheme = request.param
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size, "height": 900, "deviceScaleFactor": 1, "mobile": size < 500},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    browser.get(page)
    return browser


def test_nothing_overflows_and_nothing_complains(shown: Any) -> None:
    width, room = shown.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room
    outside = shown.execute_script(
        "return [...document.querySelectorAll('.source, .target, pre, mark, footer p')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.className)"
    )
    assert outside == []
    assert shown.get_log("browser") == []


def test_contrast_is_at_least_aa(shown: Any) -> None:
    assert shown.execute_script(CONTRAST) == []


def test_the_style_is_allowed_by_the_policy(shown: Any) -> None:
    display = shown.execute_script(
        "return getComputedStyle(document.querySelector('.text > .row')).display"
    )
    assert display in ("grid", "block")
    assert shown.execute_script("return document.styleSheets.length") == 1


def test_pairs_are_aligned(shown: Any) -> None:
    pairs = shown.execute_script(
        "return [...document.querySelectorAll('.pair')].map(pair => {"
        " const [a, b] = [...pair.children].map(e => e.getBoundingClientRect());"
        " return [a.left, a.top, a.right, a.bottom, b.left, b.top, a.width, b.width]; })"
    )
    assert len(pairs) == 13
    for left, top, right, bottom, other_left, other_top, width, other_width in pairs:
        assert width > 100 and other_width > 100
        if shown.execute_script("return innerWidth") < 500:
            assert other_top >= bottom - 1 and abs(other_left - left) < 20
        else:
            assert other_top == top and other_left >= right


def test_pointing_at_one_side_lights_the_other(browser: Any, page: str) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.by import By

    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.set_window_size(1280, 900)
    browser.get(page)
    source, target = browser.find_elements(By.CSS_SELECTOR, "#b2s2 > *")
    other = browser.find_element(By.CSS_SELECTOR, "#b2s1 .target")
    dark = target.value_of_css_property("background-color")
    for side, opposite in ((source, target), (target, source)):
        ActionChains(browser).move_to_element(side).perform()
        assert opposite.value_of_css_property("background-color") != dark
        assert other.value_of_css_property("background-color") == dark


def test_a_link_to_a_sentence_lights_it(browser: Any, page: str) -> None:
    from selenium.webdriver.common.by import By

    browser.get(f"{page}#b2s2")
    lit = browser.find_element(By.CSS_SELECTOR, "#b2s2 .target")
    other = browser.find_element(By.CSS_SELECTOR, "#b2s1 .target")
    colors = [each.value_of_css_property("background-color") for each in (lit, other)]
    assert colors[0] != colors[1]


def test_it_prints(browser: Any, page: str, tmp_path: Path) -> None:
    browser.get(page)
    printed = browser.print_page()
    assert len(printed) > 10_000  # base64 of a PDF
