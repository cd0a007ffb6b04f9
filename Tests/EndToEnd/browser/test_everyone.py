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
    """By how many pixels the page could be scrolled to the side."""
    return page.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def visit_everything(page):
    """Goes through all there is for somebody who is signed in, and stops at each."""
    yield "a new chat"
    page.upload(sales())
    expect(page.part("dataset-card")).to_be_visible()
    yield "a data set"
    page.answered(QUESTION)
    yield "an answer"
    page.expected_statuses.add(409)
    page.open_settings()
    page.choose_provider("OpenAI")
    page.switch_own_key_on()
    yield "the settings"
    page.check_key(own_key("invalid"), "invalid")
    yield "a refused key"
    page.check_key(own_key(), "valid")
    yield "a good key"
    page.settings_saved()
    page.client().request("DELETE", "/api/keys/openai")
    exchange = page.ask(PLAIN)
    expect(exchange.get_by_test_id("answer-error")).to_be_visible()
    yield "an answer that failed"
    page.open("/#/account")
    page.tab.get_by_role("region", name="Use by day, feature, model and payer").wait_for()
    yield "the account"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_assistive_technology_finds_its_way(open_page, person, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce").be(person)
    found = {place: violations(page) for place in visit_everything(page)}
    assert {place: some for place, some in found.items() if some} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sign_in_page_and_the_admin_page_too(open_page, admin, scheme):
    page = open_page(color_scheme=scheme, reduced_motion="reduce").open()
    assert violations(page) == []
    page.be(admin).open("/#/admin")
    page.tab.get_by_role("region", name="List of people").wait_for()
    assert violations(page) == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(open_page, person):
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True).open()
    assert sideways(page) == 0
    page.be(person)
    too_wide = {place: sideways(page) for place in visit_everything(page)}
    assert {place: by for place, by in too_wide.items() if by > 0} == {}


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
