"""Guests, sign-in and sign-out, and the admin's page."""

import re

from playwright.sync_api import expect
from support.people import PASSWORD, own_key
from support.samples import PLAIN


def test_a_guest_asks_without_an_account(page):
    page.button("Look around as a guest").click()
    page.tab.wait_for_selector(".shell")
    expect(page.part("balance")).to_contain_text("5")
    page.answered(PLAIN)
    expect(page.part("balance")).not_to_contain_text("5 ")


def test_guests_are_not_offered_where_they_are_off(open_page, start_server):
    page = open_page(on=start_server(guests=False, sign_up=False)).open()
    expect(page.button("Look around as a guest")).to_have_count(0)
    expect(page.button("Create an account")).to_have_count(0)
    expect(page.button("Sign in", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_and_the_right_one_lets_in(page, person):
    page.expected_statuses.add(401)
    page.sign_in(person.email, "not the password")
    expect(page.tab.get_by_role("alert")).to_be_visible()
    page.sign_in(person.email)
    page.tab.wait_for_selector(".shell")


def test_an_account_that_cannot_be_made_is_told_at_its_field(page, person):
    page.expected_statuses.update({409, 422})
    page.button("Create an account").click()
    page.tab.get_by_label("E-mail").fill(person.email)
    page.tab.get_by_label("Password").fill("short")
    page.button("Create account").click()
    expect(page.tab.locator(".field-error")).to_contain_text("10")
    page.tab.get_by_label("Password").fill(PASSWORD)
    page.button("Create account").click()
    expect(page.tab.locator(".field-error")).to_be_visible()


def test_signing_out_makes_the_old_cookies_worthless(my_page):
    my_page.use_key(own_key(), "OpenAI")
    my_page.answered(PLAIN)
    stolen = my_page.client()
    assert {"latchkey_session", "latchkey_key_openai"} <= set(stolen.cookies)
    my_page.sign_out()
    assert not [cookie for cookie in my_page.context.cookies() if cookie["value"]]
    assert stolen.get("/api/chats").status == 401
    assert stolen.post("/api/chats", {}).status == 401
    # The same cookies, put back into the browser that had them.
    my_page.expected_statuses.add(401)
    my_page.be(stolen)
    expect(my_page.button("Sign in", exact=True)).to_be_visible()


def test_signing_out_in_one_tab_ends_the_other(my_page):
    my_page.expected_statuses.add(401)
    my_page.answered(PLAIN)
    assert my_page.client().post("/api/auth/sign-out").status == 204
    my_page.type_question(PLAIN)
    my_page.part("send").click()
    expect(my_page.button("Sign in", exact=True)).to_be_visible()


def test_the_admin_sees_everyone_s_use_and_grants_credits(open_page, admin, person):
    assert person.ask(PLAIN).status == "complete"
    page = open_page().be(admin).open("/#/admin")
    content = page.tab.locator(".page")
    for words in ["By payer", "Own key", "Platform", "Errors", "Key checks", "People"]:
        expect(content).to_contain_text(words)
    page.tab.get_by_placeholder("Search by e-mail or name").fill(person.email)
    row = page.tab.get_by_role("region", name="List of people").locator("tbody tr")
    expect(row).to_have_count(1)
    before = person.available
    page.button(f"Grant credits to {person.email}").click()
    dialog = page.tab.locator("dialog[open]")
    dialog.get_by_label("Credits", exact=True).fill("30")
    dialog.get_by_label("Reason").fill("for the workshop")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    assert person.available == before + 30
    expect(row).to_contain_text(str(before + 30))


def test_the_admin_s_table_leaves_as_a_file(open_page, admin, person):
    assert person.ask(PLAIN).status == "complete"
    page = open_page().be(admin).open("/#/admin")
    with page.tab.expect_download() as download:
        page.tab.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text()
    assert re.match(r"day,feature,provider,model,payer,", text) and "platform" in text


def test_the_admin_page_is_nothing_for_others(my_page):
    my_page.open("/#/admin")
    expect(my_page.tab.locator("body")).to_contain_text("There is nothing here")
    my_page.part("account-menu").click()
    expect(my_page.tab.get_by_role("link", name="Administration")).to_have_count(0)
