"""What goes on when something comes between: impatience, lost connections, other tabs, restarts."""

import re

from playwright.sync_api import expect
from support.page import ANSWER_MILLISECONDS, LatchkeyPage
from support.samples import ENDLESS, PLAIN, SLOW, running_code, sales


def begun(page: LatchkeyPage, question: str):
    """Asks, and waits for the first words of the answer."""
    exchange = page.ask(question)
    expect(exchange.locator(".prose")).not_to_be_empty(timeout=ANSWER_MILLISECONDS)
    return exchange


def test_a_double_click_asks_once_and_charges_once(my_page, person):
    before = person.available
    my_page.type_question(PLAIN)
    my_page.part("send").dblclick()
    expect(my_page.part("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(my_page.tab.locator("article.exchange")).to_have_count(1)
    expect(my_page.part("chat-list").locator("li")).to_have_count(1)
    assert person.available == before - 1


def test_enter_while_an_answer_is_on_its_way_keeps_what_is_typed(my_page):
    exchange = begun(my_page, ENDLESS)
    my_page.type_question("And then?")
    my_page.tab.keyboard.press("Enter")
    expect(my_page.part("composer")).to_have_value("And then?")
    expect(my_page.tab.locator("article.exchange")).to_have_count(1)
    my_page.part("stop").click()
    expect(exchange).to_have_attribute("aria-busy", "false")
    expect(my_page.part("composer")).to_have_value("And then?")


def test_a_cut_connection_is_told_and_the_answer_goes_on_afterwards(my_page):
    exchange = begun(my_page, SLOW)
    my_page.complaints_about_the_network_are_expected()
    my_page.context.set_offline(True)
    expect(my_page.tab.get_by_text("You are offline.")).to_be_visible()
    expect(my_page.part("stop")).to_be_visible()
    my_page.context.set_offline(False)
    expect(exchange.get_by_test_id("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(my_page.tab.get_by_text("You are offline.")).to_have_count(0)
    expect(my_page.tab.locator("article.exchange")).to_have_count(1)


def test_a_restart_of_the_server_in_the_middle_ends_in_words_and_costs_nothing(open_page, start_server, new_person):
    server = start_server(lease_seconds=2)
    person = new_person(on=server)
    page = open_page(on=server).be(person)
    before = person.available
    begun(page, ENDLESS)
    page.tab.wait_for_timeout(500)  # what was said is stored a moment later
    page.complaints_about_the_network_are_expected()
    page.expected_statuses.update({404, 409, 410, 500, 503})
    server.kill()
    server.start()
    exchange = page.tab.locator("article.exchange")
    expect(exchange).to_have_attribute("aria-busy", "false", timeout=ANSWER_MILLISECONDS)
    expect(exchange.get_by_test_id("answer-error")).to_contain_text("interrupted")
    expect(exchange.get_by_test_id("receipt")).to_contain_text("0 credits")
    assert (person.available, person.held) == (before, 0)
    page.tab.reload()
    expect(exchange.get_by_test_id("answer-error")).to_contain_text("interrupted")
    expect(exchange.locator(".prose")).not_to_be_empty()
    expect(page.answered(PLAIN).get_by_test_id("receipt")).to_be_visible()


def test_a_question_asked_in_another_tab_shows_up_when_this_one_is_seen_again(my_page):
    my_page.answered(PLAIN)
    my_page.tab.clock.install()
    my_page.tab.clock.fast_forward(10_000)
    other = my_page.another_tab().open(my_page.tab.url.removeprefix(my_page.server.address))
    other.answered("[sim:no-code] And from the other tab?")
    my_page.tab.evaluate("dispatchEvent(new Event('focus'))")
    expect(my_page.tab.locator("article.exchange")).to_have_count(2)
    expect(my_page.part("receipt")).to_have_count(2)


def test_the_back_button_leaves_a_dialog_with_its_page(my_page):
    my_page.answered(PLAIN)
    address = my_page.tab.url
    my_page.part("new-chat").click()
    expect(my_page.tab.get_by_role("heading", name="Bring a data set, then ask.")).to_be_visible()
    my_page.open_settings()
    my_page.tab.go_back()
    expect(my_page.part("settings")).to_have_count(0)
    expect(my_page.part("receipt")).to_be_visible()
    assert my_page.tab.url == address


def test_a_session_that_ends_elsewhere_in_the_middle_of_an_answer_leads_to_the_sign_in(my_page):
    my_page.expected_statuses.add(401)
    begun(my_page, SLOW)
    assert my_page.client().post("/api/auth/sign-out").status == 204
    expect(my_page.button("Sign in", exact=True)).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(my_page.tab.get_by_text("Your session has ended.")).to_be_visible()


def test_a_message_goes_by_itself_and_with_the_page_it_was_about(my_page):
    message = my_page.tab.locator(".notice")
    my_page.tab.clock.install()
    my_page.open_settings()
    my_page.settings_saved()
    expect(message).to_contain_text("Saved.")
    message.hover()
    my_page.tab.clock.run_for(20_000)
    expect(message).to_be_visible()
    my_page.tab.mouse.move(10, 500)
    my_page.tab.clock.run_for(6_000)
    expect(message).to_have_count(0)
    my_page.open_settings()
    my_page.settings_saved()
    expect(message).to_be_visible()
    my_page.part("balance").click()
    expect(my_page.tab.get_by_role("heading", name="Account")).to_be_visible()
    expect(message).to_have_count(0)


def test_assistive_technology_hears_the_steps_and_the_end_but_not_each_word(my_page):
    my_page.type_question(SLOW)
    my_page.tab.evaluate("""() => {
        window.heard = [];
        new MutationObserver((changes) => changes.forEach(({ target }) => {
            const region = (target.parentElement ?? target).closest("[aria-live], [role=status], [role=alert]");
            if (region?.textContent.trim()) window.heard.push(region.textContent.trim());
        })).observe(document.body, { subtree: true, childList: true, characterData: true });
    }""")
    my_page.part("send").click()
    expect(my_page.part("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
    heard = my_page.tab.evaluate("window.heard")
    assert any("Answering" in words for words in heard), heard
    assert any(re.match(r"Answer complete, platform · 1 credit", words) for words in heard), heard
    assert len(set(heard)) < 8, heard


def test_markup_in_cells_titles_and_figures_stays_text(my_page):
    my_page.upload(sales(20))
    expect(my_page.part("dataset-card")).to_be_visible()
    nasty = "<img src=x onerror=document.title='injected'> ![x](https://example.org/x.png)"
    program = f"""
import pandas as pd
import plotly.express as px
table = pd.DataFrame({{"<b>name</b>": [{nasty!r}] * 3, "n": [1, 2, 3]}})
show(table, title={nasty!r})
show(px.bar(table, x="<b>name</b>", y="n", title={nasty!r}))
print({nasty!r})
"""
    exchange = my_page.answered(running_code(program))
    table = exchange.get_by_test_id("run-table").first
    expect(table.locator("tbody td").first).to_contain_text("<img src=x")
    expect(table.locator("thead th").first).to_have_text("<b>name</b>")
    figure = exchange.get_by_test_id("run-figure").first.frame_locator("iframe")
    expect(figure.locator(".main-svg").first).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(exchange.locator("img")).to_have_count(0)
    expect(figure.locator("img, image[href^=http]")).to_have_count(0)
    assert my_page.tab.title() != "injected"
