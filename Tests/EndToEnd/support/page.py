"""The page in a real browser, as a person uses it."""

from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from support.client import Client
from support.people import PASSWORD
from support.programs import Server

ANSWER_MILLISECONDS = 45_000


class LatchkeyPage:
    """One tab, with the words of the product for what one does in it."""

    def __init__(self, context: BrowserContext, server: Server):
        self.context = context
        self.server = server
        self.tab: Page = context.new_page()
        self.complaints: list[str] = []
        self.expected_statuses: set[int] = set()
        self.is_cut_off = False
        self.tab.on("console", self._heard)
        self.tab.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self.is_cut_off and "net::ERR_" in message.text:
            return
        # A browser reports each answer that is no success, however well the page deals with it.
        if any(f"status of {status}" in message.text for status in self.expected_statuses):
            return
        self.complaints.append(f"{message.type}: {message.text}")

    def complaints_about_the_network_are_expected(self) -> None:
        """From now on the browser may say that it can't reach the server."""
        self.is_cut_off = True

    def another_tab(self) -> "LatchkeyPage":
        """A second tab of the same browser, whose complaints are those of this one."""
        other = LatchkeyPage(self.context, self.server)
        other.complaints = self.complaints
        return other

    def part(self, testid: str) -> Locator:
        return self.tab.get_by_test_id(testid)

    def button(self, name: str, exact: bool = False) -> Locator:
        return self.tab.get_by_role("button", name=name, exact=exact)

    def open(self, path: str = "/") -> "LatchkeyPage":
        self.tab.goto(self.server.address + path)
        self.tab.wait_for_selector(".entry, .shell")
        return self

    # People

    def be(self, person: Client) -> "LatchkeyPage":
        """Takes over the session of somebody who signed in elsewhere."""
        self.context.add_cookies(
            [
                {
                    "name": name,
                    "value": value,
                    "domain": "127.0.0.1",
                    "path": "/",
                    "httpOnly": True,
                    "secure": True,
                    "sameSite": "Strict",
                }
                for name, value in person.cookies.items()
            ]
        )
        return self.open()

    def client(self) -> Client:
        """The cookies of this browser, outside of it."""
        client = Client(self.server.port)
        client.cookies = {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}
        return client

    def sign_up(self, email: str) -> None:
        self.button("Create an account").click()
        self.tab.get_by_label("E-mail").fill(email)
        self.tab.get_by_label("Password").fill(PASSWORD)
        self.button("Create account").click()
        self.tab.wait_for_selector(".shell")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.tab.get_by_label("E-mail").fill(email)
        self.tab.get_by_label("Password").fill(password)
        self.button("Sign in", exact=True).click()

    def sign_out(self) -> None:
        self.part("account-menu").click()
        self.part("sign-out").click()
        self.tab.wait_for_selector(".entry")

    # Data sets and questions

    def upload(self, content: bytes, name: str = "sales.csv") -> None:
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        self.part("upload-input").first.set_input_files(file)

    def type_question(self, question: str) -> None:
        self.part("composer").fill(question)

    def ask(self, question: str) -> Locator:
        """Sends a question; gives its exchange on the page."""
        before = self.tab.locator("article.exchange").count()
        self.type_question(question)
        self.part("send").click()
        exchange = self.tab.locator("article.exchange").nth(before)
        exchange.wait_for()
        return exchange

    def answered(self, question: str) -> Locator:
        """Sends a question and waits for its receipt."""
        exchange = self.ask(question)
        expect(exchange.get_by_test_id("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
        expect(exchange).to_have_attribute("aria-busy", "false")
        return exchange

    # Keys

    def open_settings(self) -> Locator:
        self.part("key-pill").click()
        dialog = self.part("settings")
        dialog.wait_for()
        return dialog

    def choose_provider(self, name: str) -> None:
        self.part("settings").locator(".provider").filter(has_text=name).click()

    def switch_own_key_on(self) -> None:
        switch = self.part("own-key-switch")
        if not switch.is_checked():
            switch.check()

    def paste_key(self, key: str) -> None:
        """Pastes, as people do, which checks the key at once."""
        self.part("key-field").focus()
        self.tab.evaluate("(text) => document.execCommand('insertText', false, text)", key)

    def check_key(self, key: str, outcome: str) -> None:
        self.part("key-field").fill(key)
        self.part("check-key").click()
        self.expect_outcome(outcome)

    def expect_outcome(self, outcome: str) -> None:
        expect(self.part("key-outcome")).to_have_attribute("data-outcome", outcome, timeout=15_000)

    def save_settings(self) -> None:
        self.part("save-settings").click()

    def settings_saved(self) -> None:
        self.save_settings()
        expect(self.part("settings")).to_have_count(0, timeout=15_000)

    def use_key(self, key: str, provider: str) -> None:
        """From the pill to a saved key."""
        self.open_settings()
        self.choose_provider(provider)
        self.switch_own_key_on()
        self.part("key-field").fill(key)
        self.settings_saved()

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.tab.screenshot(path=path)
