"""The page for everyone: with the keyboard alone, in light and dark, on a narrow screen, for assistive technology."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from support.people import PASSWORD, own_key
from support.samples import PLAIN, QUESTION, sales

SCHEMES = ["light", "dark"]


def violations(page) -> list[str]:
    """What axe finds, one line for each."""
    found = Axe().run(page.tab).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def sideways(page) -> int:
    """By how many pixels the page, or one of its parts that scroll up and down, could be scrolled to the side."""
    return page.tab.evaluate("""() => {
        const parts = document.querySelectorAll("html, .shell-content, .chat-scroll, .sidebar-list, .dialog-body");
        return Math.max(...[...parts].map((part) => part.scrollWidth - part.clientWidth));
    }""")


def sideways_anywhere(page) -> dict[str, int]:
    """The same on a narrow screen, and with text of twice the size; the page is left as it was."""
    before = page.tab.viewport_size
    page.tab.set_viewport_size({"width": 360, "height": 740})
    narrow = sideways(page)
    page.tab.set_viewport_size(before)
    page.tab.evaluate("document.documentElement.style.fontSize = '200%'")
    large = sideways(page)
    page.tab.evaluate("document.documentElement.style.fontSize = ''")
    return {"narrow": narrow, "large": large}


def visit_everything(page, person):
    """Goes through all there is for somebody who is signed in, and stops at each."""
    yield "a new chat"
    page.expected_statuses.update({402, 409, 422})
    page.upload(b"a,b,c\n1,2,3\n4,5\n", name="ragged.csv")
    page.part("upload-error").wait_for()
    yield "a file that was not taken"
    page.button("Dismiss").click()
    page.upload(sales())
    expect(page.part("dataset-card")).to_be_visible()
    yield "a data set"
    page.tab.get_by_role("radio", name="First rows").check(force=True)
    yield "its first rows"
    exchange = page.answered(QUESTION)
    exchange.locator(".code-fold summary").first.click()
    exchange.get_by_test_id("run-table").first.wait_for()
    exchange.get_by_test_id("run-figure").first.frame_locator("iframe").locator(".main-svg").first.wait_for()
    yield "an answer with code, table and figure"
    page.open_settings()
    page.choose_provider("OpenAI")
    page.switch_own_key_on()
    yield "the settings"
    page.part("key-field").fill(own_key("slow"))
    page.part("check-key").click()
    page.part("key-outcome").get_by_text("Asking OpenAI").wait_for()
    yield "a key that is being checked"
    page.part("settings").get_by_label("Longest answer").fill("-1")
    page.save_settings()
    page.part("settings").locator(".field-error").wait_for()
    yield "a wrong number"
    page.part("settings").get_by_label("Longest answer").fill("")
    page.check_key(own_key("invalid"), "invalid")
    yield "a refused key"
    page.check_key(own_key(), "valid")
    yield "a good key"
    page.settings_saved()
    page.tab.locator(".notice").wait_for()
    yield "a message"
    page.open_settings()
    page.part("replace-key").click()
    yield "a key that is kept"
    page.tab.keyboard.press("Escape")
    page.client().request("DELETE", "/api/keys/openai")
    exchange = page.ask(PLAIN)
    expect(exchange.get_by_test_id("answer-error")).to_be_visible()
    yield "an answer that failed"
    person.set_balance(0)
    exchange.get_by_test_id("pay-with-credits").click()
    page.part("short-of-credits").wait_for()
    yield "short of credits"
    page.tab.keyboard.press("Escape")
    page.open("/#/account")
    page.tab.get_by_role("region", name="Use by day, feature, model and payer").wait_for()
    yield "the account"
    page.context.set_offline(True)
    page.tab.get_by_text("You are offline.").wait_for()
    yield "offline"
    page.context.set_offline(False)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_assistive_technology_finds_its_way(open_page, person, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce").be(person)
    found = {place: violations(page) for place in visit_everything(page, person)}
    assert {place: some for place, some in found.items() if some} == {}


def test_nothing_scrolls_sideways_on_a_narrow_screen_or_with_text_of_twice_the_size(open_page, person):
    page = open_page(reduced_motion="reduce").be(person)
    too_wide = {place: sideways_anywhere(page) for place in visit_everything(page, person)}
    assert {place: by for place, by in too_wide.items() if any(by.values())} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sign_in_page_and_the_admin_page_too(open_page, admin, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce").open()
    assert violations(page) == []
    page.expected_statuses.add(422)
    page.button("Create an account").click()
    page.tab.get_by_label("E-mail").fill("no address")
    page.tab.get_by_label("Password").fill("short")
    page.button("Create account").click()
    page.tab.locator(".field-error").wait_for()
    assert violations(page) == []
    page.be(admin).open("/#/admin")
    page.tab.get_by_role("region", name="List of people").wait_for()
    assert violations(page) == []
    page.button("Grant credits to").first.click()
    page.tab.locator("dialog[open]").wait_for()
    assert violations(page) == []


def test_the_list_of_chats_slides_in_on_a_narrow_screen(open_page, person):
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, reduced_motion="reduce").open()
    assert sideways(page) == 0
    page.be(person).answered(PLAIN)
    page.button("Chats", exact=True).click()
    expect(page.part("chat-list")).to_be_in_viewport()
    assert (sideways(page), violations(page)) == (0, [])
    page.tab.keyboard.press("Escape")
    expect(page.part("chat-list")).not_to_be_in_viewport()
    expect(page.button("Chats", exact=True)).to_be_focused()


def test_the_admin_page_fits_a_narrow_screen(open_page, admin):
    page = open_page(viewport={"width": 360, "height": 740}).be(admin).open("/#/admin")
    page.tab.get_by_role("region", name="List of people").wait_for()
    assert sideways(page) == 0


def tab_to(page, wanted, most: int = 60) -> None:
    """Presses Tab until the wanted element has the focus."""
    for _ in range(most):
        if wanted.count() and wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.tab.keyboard.press("Tab")
    focused = page.tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    raise AssertionError(f"Tab does not reach it; the focus is on {focused}")


def test_the_keyboard_alone_is_enough(page):
    keyboard = page.tab.keyboard
    tab_to(page, page.button("Create an account"))
    keyboard.press("Enter")
    tab_to(page, page.tab.get_by_label("E-mail"))
    keyboard.type("keyboard@example.org")
    tab_to(page, page.tab.get_by_label("Password"))
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    page.tab.wait_for_selector(".shell")

    tab_to(page, page.part("key-pill"))
    keyboard.press("Enter")
    page.part("settings").wait_for()
    switch = page.part("own-key-switch")
    tab_to(page, switch)
    keyboard.press("Space")
    expect(switch).to_be_checked()
    tab_to(page, page.part("key-field"))
    keyboard.type(own_key())
    tab_to(page, page.part("check-key"))
    keyboard.press("Enter")
    page.expect_outcome("valid")
    tab_to(page, page.part("save-settings"))
    keyboard.press("Enter")
    expect(page.part("settings")).to_have_count(0)
    expect(page.part("key-pill")).to_be_focused()

    tab_to(page, page.part("composer"))
    keyboard.type(PLAIN)
    keyboard.press("Enter")
    expect(page.part("receipt")).to_contain_text("0 credits", timeout=30_000)

    tab_to(page, page.part("account-menu"))
    keyboard.press("Enter")
    tab_to(page, page.part("sign-out"))
    keyboard.press("Enter")
    expect(page.button("Sign in", exact=True)).to_be_visible()


def test_escape_closes_the_dialog_and_the_focus_goes_back(my_page):
    my_page.part("key-pill").focus()
    my_page.tab.keyboard.press("Enter")
    my_page.part("settings").wait_for()
    my_page.tab.keyboard.press("Escape")
    expect(my_page.part("settings")).to_have_count(0)
    expect(my_page.part("key-pill")).to_be_focused()


def test_the_chosen_theme_is_kept(my_page):
    before = my_page.tab.evaluate("getComputedStyle(document.body).backgroundColor")
    my_page.button("Use the dark theme").click()
    after = my_page.tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    my_page.tab.reload()
    my_page.button("Use the light theme").wait_for()
    assert my_page.tab.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_nothing_is_loaded_from_another_host(open_page, person, server):
    page = open_page()
    asked = []
    page.tab.on("request", lambda request: asked.append(request.url))
    page.be(person)
    page.upload(sales())
    expect(page.part("dataset-card")).to_be_visible()
    page.answered(QUESTION)
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []


def test_what_is_typed_survives_a_reload(my_page):
    my_page.type_question("A half-finished question")
    my_page.tab.reload()
    expect(my_page.part("composer")).to_have_value("A half-finished question")
