"""The review page as a person uses it."""

import csv
import time
from pathlib import Path
from typing import Any

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait


class Page:
    """A page in a browser."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads
        self.folder = Path()
        downloads.mkdir()
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads), "eventsEnabled": True}
        )
        driver.get_log("browser")
        driver.get_log("performance")

    def open(self, path: Path, at: str = "", keep: bool = False) -> None:
        """Open a page at an address, with nothing kept by the browser unless it is to keep it."""
        self.driver.get("about:blank")
        self.driver.get(path.as_uri() + (f"#{at}" if at else ""))
        if not keep:
            self.run("localStorage.clear()")
            self.driver.refresh()
        self.wait(lambda: self.run("return document.body.dataset.opened"))

    def run(self, script: str, *given: object) -> Any:
        """Run a script in the page."""
        return self.driver.execute_script(script, *given)

    def wait(self, there: Any) -> Any:
        """Wait until something is there."""
        return WebDriverWait(self.driver, 10, 0.02).until(lambda _: there())

    def all(self, css: str) -> list[Any]:
        """The elements that a selector finds and that are shown."""
        return [one for one in self.driver.find_elements(By.CSS_SELECTOR, css) if one.is_displayed()]

    def one(self, css: str) -> Any:
        """The first of them, once it is there."""
        return self.wait(lambda: next(iter(self.all(css)), None))

    def texts(self, css: str) -> list[str]:
        """The texts of elements, shown or not."""
        return self.run("return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", css)

    def text(self, css: str) -> str:
        """The text of the first one."""
        self.wait(lambda: self.texts(css))
        return self.texts(css)[0]

    def press(self, keys: str) -> None:
        """Press keys one after another, wherever the page is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)
            time.sleep(0.03)

    def click(self, css: str) -> None:
        """Click an element."""
        self.one(css).click()

    def mark(self, text: str, at: int = 0) -> Any:
        """The mark of a figure in the source."""
        return [one for one in self.driver.find_elements(By.CSS_SELECTOR, "#text mark") if one.text == text][at]

    def row(self, text: str, table: str = "figures") -> Any:
        """The row of a table that has a text in one of its cells."""
        rows = self.all(f"#{table} tr.row")
        return next(row for row in rows if text in [cell.text for cell in row.find_elements(By.TAG_NAME, "td")])

    def sign(self, name: str = "王审计") -> None:
        """Say who one is, when the page asks."""
        self.one("#who-name").send_keys(name)
        self.click("#who .first")

    def fill(self, name: str, value: str) -> None:
        """Fill in a field of the form that is open."""
        field = self.one(f".editor [name={name}]")
        if field.tag_name == "select":
            field.find_element(By.CSS_SELECTOR, f"option[value='{value}']").click()
        else:
            field.clear()
            field.send_keys(value)

    def enter(self) -> None:
        """Press Enter where one is typing."""
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)

    def select_text(self, text: str) -> None:
        """Select characters of one line of the source, as dragging over them does."""
        found = self.run(
            """
            const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walk.nextNode()) nodes.push(walk.currentNode);
            const all = nodes.map((node) => node.data).join("");
            const start = all.indexOf(arguments[0]);
            if (start < 0) return false;
            const place = (offset, isEnd) => {
              let before = 0;
              for (const node of nodes) {
                if (isEnd ? offset <= before + node.length : offset < before + node.length) return [node, offset - before];
                before += node.length;
              }
            };
            const range = document.createRange();
            range.setStart(...place(start, false));
            range.setEnd(...place(start + arguments[0].length, true));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return true;
            """,
            text,
        )
        assert found, f"{text} does not stand in the source"

    def export(self) -> list[dict[str, str]]:
        """Export the corrections and give their rows."""
        for old in self.downloads.glob("*"):
            old.unlink()
        self.click("#export")
        path = self.downloads / "corrections.csv"
        self.wait(path.exists)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    def import_(self, path: Path) -> str:
        """Import a file, and give what the page says of it."""
        self.driver.find_element(By.ID, "file").send_keys(str(path))
        self.wait(lambda: self.all("#notice"))
        return self.text("#notice span")

    def problems(self) -> list[str]:
        """What the browser complained of."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
