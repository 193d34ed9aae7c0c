"""A headless Chromium and finished runs to open in it."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from minetext.engines.whole import run_whole
from minetext.review import write_page
from minetext.stages import Options
from minetext.tables import TableWriter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

Finished = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def finished(tmp_path: Path) -> Finished:
    """Runs over texts by file name; gives the folder of the run."""

    def finish(texts: Mapping[str, str]) -> Path:
        for name, text in texts.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        writer = TableWriter(tmp_path / "out")
        run_whole([str(tmp_path / "in")], tmp_path / "out", writer, Options(), 1, False, lambda _: lambda *_: None)
        return tmp_path / "out"

    return finish


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A browser without a window; tests that need it are skipped where there is none."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium with its driver here")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_window_size(1440, 900)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium, tmp_path):
    """The browser with nothing kept in it, and its downloads in the test's own folder; no message of an error is left."""
    from review.page_driver import Page

    page = Page(chromium, tmp_path / "downloads")
    yield page
    assert page.problems() == []


@pytest.fixture
def opened(browser, finished):
    """Writes the page of a run over texts and opens it."""

    def open_(texts: Mapping[str, str], at: str = "", language: str = "en", size: int = 2000):
        folder = finished(texts)
        write_page(folder, folder / "review.html", language, size)
        browser.folder = folder
        browser.open(folder / "review.html", at)
        return browser

    return open_


@pytest.fixture
def evaluated(chromium):
    """Evaluates JavaScript behind modules of the page, outside any page."""
    from minetext.review.writing import _asset

    def evaluate(modules: str, expression: str, *given: object) -> object:
        chromium.get("about:blank")
        code = "\n".join(_asset(f"{name}.js") for name in modules.split())
        arguments = ", ".join(json.dumps(one) for one in given)
        return chromium.execute_script(f"{code}\nreturn ({expression})({arguments});")

    return evaluate
