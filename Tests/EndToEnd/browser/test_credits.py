"""Short of credits on the page."""

from playwright.sync_api import expect
from support.people import own_key
from support.samples import PLAIN


def out_of_credits(my_page, person, balance=0):
    my_page.expected_statuses.add(402)
    person.set_balance(balance)
    my_page.tab.reload()
    my_page.type_question("How much did we sell? " + PLAIN)
    my_page.part("send").click()
    dialog = my_page.part("short-of-credits")
    expect(dialog).to_be_visible()
    return dialog


def test_the_dialog_tells_price_balance_and_the_ways_out_and_keeps_what_was_typed(my_page, person):
    assert person.choose(tier=2).status == 200
    dialog = out_of_credits(my_page, person)
    expect(dialog).to_contain_text("3 credits")
    expect(dialog).to_contain_text("0 credits")
    for way in ["A cheaper model", "Your own key", "Ask for credits"]:
        expect(dialog).to_contain_text(way)
    my_page.tab.keyboard.press("Escape")
    expect(my_page.part("composer")).to_have_value("How much did we sell? " + PLAIN)
    assert (person.available, person.held) == (0, 0)


def test_a_cheaper_model_answers_the_question_that_was_kept(my_page, person):
    assert person.choose(tier=2).status == 200
    dialog = out_of_credits(my_page, person, balance=1)
    dialog.locator(".cheaper button").first.click()
    expect(dialog).to_have_count(0)
    expect(my_page.part("composer")).to_have_value("How much did we sell? " + PLAIN)
    my_page.part("send").click()
    expect(my_page.part("receipt").last).to_contain_text("1 credit", timeout=30_000)
    assert person.available == 0


def test_an_own_key_answers_the_question_that_was_kept(my_page, person):
    dialog = out_of_credits(my_page, person)
    dialog.get_by_role("button", name="Use my own key").click()
    key = own_key()
    my_page.choose_provider("OpenAI")
    my_page.part("key-field").fill(key)
    my_page.settings_saved()
    expect(my_page.part("composer")).to_have_value("How much did we sell? " + PLAIN)
    my_page.part("send").click()
    expect(my_page.part("receipt").last).to_contain_text("····" + key[-4:], timeout=30_000)
    assert person.available == 0


def test_credits_granted_meanwhile_are_used(my_page, person):
    dialog = out_of_credits(my_page, person)
    my_page.tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    person.set_balance(10)
    my_page.part("send").click()
    expect(my_page.part("receipt").last).to_contain_text("platform", timeout=30_000)


def test_the_account_page_shows_balance_ledger_and_use(my_page, person):
    my_page.answered(PLAIN)
    my_page.open("/#/account")
    page = my_page.tab.locator(".page")
    expect(page).to_contain_text("Free")
    expect(page).to_contain_text("Charged")
    expect(page).to_contain_text("Granted")
    ledger = my_page.tab.get_by_role("region", name="Entries of the ledger").locator("tbody tr")
    expect(ledger.first.locator("td").last).to_have_text(str(20 - 1))
    expect(page).not_to_contain_text("NaN")
    table = my_page.tab.get_by_role("region", name="Use by day, feature, model and payer")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table).to_contain_text("Platform")
