"""Time the review page of a run: writing it, and opening it in a headless Chromium.

    python benchmarks/review.py OUT [--times 5]

OUT is the folder of a finished run, best of about 2,000 reports: `python benchmarks/generate.py archive --megabytes
36.9 --duplicates 0.03` makes so many for `minetext run archive -o OUT`. A page is open when its first report can be
read: the time is counted from the address to then, in a new browser; that of a key from its press until the row is lit.
"""

import argparse
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from minetext.review import write_page

SEARCHED = """
const [word, done] = arguments;
const began = performance.now();
const field = document.getElementById("search");
field.value = word;
field.dispatchEvent(new Event("input"));
const watch = setInterval(() => {
  if (!/in the text/.test(document.getElementById("searched").textContent)) return;
  clearInterval(watch);
  done(performance.now() - began);
}, 20);
"""
STEP = """
const began = performance.now();
document.body.dispatchEvent(new KeyboardEvent("keydown", { key: arguments[0], bubbles: true }));
document.body.offsetHeight;
return performance.now() - began;
"""


def browser() -> Any:
    """A headless Chromium of the distribution."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en", "--window-size=1440,900"):
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))


def open_once(page: Path) -> dict[str, float]:
    """Open the page in a new browser; milliseconds."""
    driver = browser()
    try:
        began = time.perf_counter()
        driver.get(page.as_uri())
        while not driver.execute_script("return document.body.dataset.opened"):
            time.sleep(0.01)
        seen = {"open": (time.perf_counter() - began) * 1000}
        seen["next figure"] = statistics.median(driver.execute_script(STEP, "j") for _ in range(30))
        driver.set_script_timeout(120)
        seen["first search"] = driver.execute_async_script(SEARCHED, "妇女")
        seen["next search"] = driver.execute_async_script(SEARCHED, "农村")
        return seen
    finally:
        driver.quit()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    page = given.out / "review.html"
    began = time.perf_counter()
    written = write_page(given.out, page, "en", 10**6)
    seconds = time.perf_counter() - began
    print(f"{written.reports} reports, written in {seconds:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
    runs = [open_once(page) for _ in range(given.times)]
    for name in runs[0]:
        values = [one[name] for one in runs]
        print(f"{name}: median {statistics.median(values):.0f} ms, slowest {max(values):.0f} ms")


if __name__ == "__main__":
    main()
