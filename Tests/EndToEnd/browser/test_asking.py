"""From the sign-up to an answer that was computed from the rows."""

import re

import pytest
from playwright.sync_api import expect
from support.page import ANSWER_MILLISECONDS
from support.samples import ENDLESS, PLAIN, QUESTION, SLOW, sales


def test_a_newcomer_signs_up_uploads_asks_and_gets_a_computed_answer(page):
    page.sign_up("newcomer@example.org")
    expect(page.part("balance")).to_contain_text("20")
    expect(page.part("key-pill")).to_contain_text("Platform")
    page.upload(sales())
    card = page.part("dataset-card")
    expect(card).to_contain_text("sales.csv")
    expect(card).to_contain_text("200 × 5")
    expect(card).to_contain_text("region")

    exchange = page.answered(QUESTION)
    expect(exchange.get_by_test_id("run-table").first).to_contain_text("North")
    figure = exchange.get_by_test_id("run-figure").first
    expect(figure.frame_locator("iframe").locator(".main-svg").first).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(exchange.get_by_test_id("receipt")).to_contain_text(re.compile(r"platform · \d+ credits?"))
    expect(exchange.locator(".prose").last).not_to_be_empty()
    price = int(re.search(r"· (\d+) credit", exchange.get_by_test_id("receipt").inner_text())[1])
    expect(page.part("balance")).to_contain_text(str(20 - price))


def test_the_numbers_in_the_table_are_those_of_the_rows(my_page):
    rows = [line.split(",") for line in sales().decode().splitlines()[1:]]
    total = sum(float(row[4]) for row in rows if row[1] == "East")
    my_page.upload(sales())
    expect(my_page.part("dataset-card")).to_be_visible()
    exchange = my_page.answered("What is the total revenue by region?")
    shown = exchange.get_by_test_id("run-table").first.locator("tr").filter(has_text="East").inner_text()
    numbers = [
        float(word.replace(",", "").replace("\u202f", "")) for word in re.findall(r"\d[\d,\u202f]*\.?\d*", shown)
    ]
    assert any(abs(number - total) < 0.5 for number in numbers), (shown, total)


def test_an_answer_is_still_there_after_a_reload(my_page):
    my_page.upload(sales())
    expect(my_page.part("dataset-card")).to_be_visible()
    before = my_page.answered(QUESTION).get_by_test_id("receipt").inner_text()
    my_page.tab.reload()
    exchange = my_page.tab.locator("article.exchange").first
    expect(exchange.get_by_test_id("receipt")).to_have_text(before, use_inner_text=True)
    expect(exchange.get_by_test_id("run-table").first).to_be_visible()
    expect(exchange.get_by_test_id("run-figure").first).to_be_visible()


def test_a_program_that_fails_is_repaired_and_both_are_shown(my_page):
    my_page.upload(sales())
    expect(my_page.part("dataset-card")).to_be_visible()
    exchange = my_page.answered("[sim:bad-code] " + QUESTION)
    expect(exchange.locator(".code-fold")).to_have_count(2)
    expect(exchange).to_contain_text("repaired")
    expect(exchange.get_by_test_id("run-table").first).to_be_visible()


def test_a_running_answer_holds_its_price_and_can_be_stopped(my_page):
    exchange = my_page.ask(ENDLESS)
    expect(exchange.locator(".prose")).not_to_be_empty(timeout=ANSWER_MILLISECONDS)
    expect(my_page.part("balance")).to_contain_text("held")
    my_page.part("stop").click()
    expect(exchange).to_contain_text("Stopped")
    expect(exchange).to_have_attribute("aria-busy", "false")
    expect(my_page.part("balance")).not_to_contain_text("held")


def test_a_reload_in_the_middle_takes_the_answer_up_again(my_page):
    exchange = my_page.ask(SLOW)
    expect(exchange.locator(".prose")).not_to_be_empty(timeout=ANSWER_MILLISECONDS)
    my_page.tab.reload()
    again = my_page.tab.locator("article.exchange").first
    expect(again.get_by_test_id("receipt")).to_be_visible(timeout=ANSWER_MILLISECONDS)
    expect(my_page.tab.locator("article.exchange")).to_have_count(1)


def test_markup_in_an_answer_stays_text(my_page):
    exchange = my_page.answered("[sim:inject] [sim:no-code] Hello")
    expect(exchange).to_contain_text("The end.")
    assert my_page.tab.title() != "injected"
    inside = exchange.locator(".prose")
    for forbidden in ["script", "iframe", "style", "img[onerror]", "a[href^=javascript]"]:
        expect(inside.locator(forbidden)).to_have_count(0)
    # The browser says that the policy or the sanitiser stopped something; nothing else may be heard.
    my_page.complaints = [said for said in my_page.complaints if "Content Security Policy" not in said]


def test_markup_in_a_question_a_title_and_a_column_stays_text(my_page):
    nasty = "<img src=x onerror=\"document.title='injected'\">"
    my_page.upload(f'"{nasty.replace(chr(34), chr(34) * 2)}",b\n1,2\n3,4\n'.encode(), name="<b>bold.csv")
    expect(my_page.part("dataset-card")).to_contain_text("<b>bold.csv")
    my_page.answered(nasty + " " + PLAIN)
    assert my_page.tab.title() != "injected"
    expect(my_page.tab.locator("article.exchange h2").first).to_contain_text("<img src=x")


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "empty"),
        (b"a,b,c\n1,2,3\n4,5\n", "line 3"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "picture"),
    ],
    ids=["empty", "ragged", "binary"],
)
def test_a_bad_file_is_explained_and_another_can_follow(my_page, content, words):
    my_page.expected_statuses.add(422)
    my_page.upload(content, name="bad.csv")
    expect(my_page.part("upload-error")).to_contain_text(re.compile(words, re.IGNORECASE))
    my_page.part("upload-error").get_by_role("button", name="Dismiss").click()
    my_page.upload(sales(20), name="good.csv")
    expect(my_page.part("dataset-card")).to_contain_text("good.csv")


def test_a_file_over_the_limit_is_refused_with_the_limit(open_page, start_server, new_person):
    server = start_server(upload_limit_mb=1)
    page = open_page(on=server).be(new_person(on=server))
    page.expected_statuses.add(413)
    page.upload(b"a,b\n" + b"1,2\n" * 400_000, name="big.csv")
    expect(page.part("upload-error")).to_contain_text(re.compile(r"up to 1(\.0)?\s*MB"))


def test_chats_are_listed_renamed_and_deleted(my_page):
    my_page.answered(PLAIN)
    entry = my_page.part("chat-list").locator("li")
    expect(entry).to_have_count(1)
    entry.get_by_role("button").click()
    my_page.button("Rename").click()
    dialog = my_page.tab.locator("dialog[open]")
    dialog.locator("input").fill("My first chat")
    dialog.get_by_role("button", name=re.compile("save|rename", re.IGNORECASE)).click()
    expect(entry).to_contain_text("My first chat")
    entry.get_by_role("button").click()
    my_page.button("Delete", exact=True).click()
    my_page.button("Delete chat").click()
    expect(my_page.tab.locator(".chat-row")).to_have_count(0)


def test_the_banner_of_the_demo_is_not_shown_by_a_real_server(my_page):
    expect(my_page.part("banner-simulated")).to_have_count(0)
