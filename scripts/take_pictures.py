"""Takes the pictures of docs/images from the running demo, so that they never show what is not there.

Run it with `make pictures`: it starts `latchkey demo` on a folder of its own, asks, and looks.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "EndToEnd"))

from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402
from support.page import ANSWER_MILLISECONDS, LatchkeyPage  # noqa: E402
from support.people import own_key  # noqa: E402
from support.programs import Program, plain_environment, running  # noqa: E402

IMAGES = ROOT / "docs" / "images"
QUESTION = "Which region has the highest total revenue? Show a table and a bar chart."
VIEWPORT = {"width": 1280, "height": 960}


class Demo(Program):
    """`latchkey demo` on a data folder of its own."""

    def __init__(self, folder: Path):
        settings = {
            "LATCHKEY_LISTEN": "127.0.0.1:0",
            "LATCHKEY_DATA": str(folder / "data"),
            "LATCHKEY_PYTHON": str(ROOT / ".venv" / "bin" / "python"),
        }
        ready = r"Latchkey listens on (http://127\.0\.0\.1:\d+)"
        super().__init__(["demo"], plain_environment() | settings, folder / "demo.log", ready)

    @property
    def address(self) -> str:
        return self.match[1]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def settle(tab: Page) -> None:
    """Until figures are drawn, fonts are there and nothing moves any more."""
    for frame in tab.locator("iframe").all():
        expect(frame.content_frame.locator(".main-svg").first).to_be_visible()
    tab.evaluate("document.fonts.ready")
    tab.wait_for_timeout(800)


def take(page: LatchkeyPage, name: str) -> None:
    settle(page.tab)
    page.picture(IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


def ask_and_look(page: LatchkeyPage) -> None:
    page.open()
    page.tab.get_by_role("button", name="Look around as a guest").click()
    page.tab.wait_for_selector(".shell")
    page.part("use-sample").click()
    expect(page.part("dataset-card")).to_be_visible()
    page.use_key(own_key(provider="anthropic"), "Anthropic")
    exchange = page.ask(QUESTION)
    expect(exchange.get_by_test_id("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
    take(page, "answer")


def look_at_settings(page: LatchkeyPage) -> None:
    page.open_settings()
    page.choose_provider("Gemini")
    page.switch_own_key_on()
    page.check_key(own_key(provider="gemini"), "valid")
    expect(page.part("key-outcome")).to_contain_text(re.compile("valid", re.IGNORECASE))
    take(page, "settings")
    page.tab.keyboard.press("Escape")


def main() -> None:
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, running(Demo(Path(folder))) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport=VIEWPORT, device_scale_factor=1.5, reduced_motion="reduce")
        page = LatchkeyPage(context, demo)
        ask_and_look(page)
        look_at_settings(page)
        browser.close()


if __name__ == "__main__":
    main()
