"""Own keys on the page: good ones, refused ones, and those that stop working in the middle."""

import re

import pytest
from playwright.sync_api import expect
from support.people import own_key
from support.samples import PLAIN
from support.waiting import until

NAMES = {"openai": "OpenAI", "anthropic": "Anthropic", "groq": "Groq", "gemini": "Gemini"}


@pytest.mark.parametrize("provider", list(NAMES))
def test_a_good_key_answers_without_credits(my_page, provider):
    key = own_key(provider=provider)
    my_page.open_settings()
    my_page.choose_provider(NAMES[provider])
    my_page.switch_own_key_on()
    my_page.check_key(key, "valid")
    my_page.settings_saved()
    expect(my_page.part("key-pill")).to_contain_text(f"Your {NAMES[provider]} key ····{key[-4:]}")
    expect(my_page.part("price")).to_contain_text("0 credits")
    exchange = my_page.answered(PLAIN)
    expect(exchange.get_by_test_id("receipt")).to_contain_text(f"your {NAMES[provider]} key ····{key[-4:]} · 0 credits")
    expect(my_page.part("balance")).to_contain_text("20")
    assert key not in my_page.tab.content()


def test_a_pasted_key_is_checked_at_once(my_page):
    key = own_key()
    my_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    my_page.tab.evaluate("(text) => navigator.clipboard.writeText(text)", key)
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.part("key-field").focus()
    my_page.tab.keyboard.press("Control+V")
    my_page.expect_outcome("valid")


@pytest.mark.parametrize(
    "behaviour, outcome, provider",
    [
        ("invalid", "invalid", "openai"),
        ("expired", "expired", "gemini"),
        ("disabled", "disabled", "anthropic"),
        ("region", "region_blocked", "openai"),
    ],
)
def test_a_refused_key_is_explained_and_not_saved(my_page, behaviour, outcome, provider):
    my_page.expected_statuses.add(422)
    my_page.open_settings()
    my_page.choose_provider(NAMES[provider])
    my_page.switch_own_key_on()
    my_page.check_key(own_key(behaviour, provider), outcome)
    words = my_page.part("key-outcome").inner_text()
    assert len(words) > 40, "a sentence that says what to do"
    my_page.save_settings()
    my_page.expect_outcome(outcome)
    expect(my_page.part("settings")).to_be_visible()
    my_page.tab.keyboard.press("Escape")
    expect(my_page.part("key-pill")).to_contain_text("Platform")
    expect(my_page.part("key-pill")).not_to_contain_text("····")


def test_a_key_without_credit_is_kept_with_a_warning_and_its_failure_is_told_in_words(my_page, simulator):
    key = own_key("billing")
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.check_key(key, "valid_no_credit")
    expect(my_page.part("key-outcome").get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    my_page.settings_saved()
    expect(my_page.part("key-pill")).to_contain_text("····" + key[-4:])
    exchange = my_page.ask(PLAIN)
    failure = exchange.get_by_test_id("answer-error")
    expect(failure).to_contain_text(re.compile("credit|quota|billing", re.IGNORECASE))
    expect(failure.get_by_test_id("fix-key")).to_be_visible()
    expect(my_page.part("balance")).to_contain_text("20")


def test_a_key_whose_provider_is_down_is_kept_unchecked_until_its_first_good_answer(my_page, simulator):
    my_page.expected_statuses.add(503)
    key = own_key("down")
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.check_key(key, "unreachable")
    my_page.part("keep-unchecked").check()
    my_page.settings_saved()
    expect(my_page.part("key-pill")).to_contain_text("Not checked yet")
    simulator.set_behaviour(key, "good")
    my_page.answered(PLAIN)
    expect(my_page.part("key-pill")).not_to_contain_text("Not checked yet")
    expect(my_page.part("key-pill")).to_contain_text("····" + key[-4:])


def test_a_key_removed_in_the_middle_of_a_chat_is_missed_and_credits_are_only_taken_on_a_click(my_page):
    my_page.expected_statuses.add(409)
    my_page.use_key(own_key(), "OpenAI")
    my_page.answered(PLAIN)
    my_page.client().request("DELETE", "/api/keys/openai")
    exchange = my_page.ask(PLAIN)
    failure = exchange.get_by_test_id("answer-error")
    expect(failure).to_be_visible()
    expect(failure.get_by_test_id("fix-key")).to_be_visible()
    expect(my_page.part("balance")).to_contain_text("20")
    failure.get_by_test_id("pay-with-credits").click()
    receipt = my_page.tab.get_by_test_id("receipt").last
    expect(receipt).to_contain_text("platform", timeout=30_000)
    expect(my_page.part("balance")).not_to_contain_text("20")


def test_a_key_that_expires_in_the_middle_of_a_chat_can_be_fixed_from_the_answer(my_page, simulator):
    my_page.expected_statuses.update({409, 422})
    old, new = own_key(provider="gemini"), own_key(provider="gemini")
    my_page.use_key(old, "Gemini")
    my_page.answered(PLAIN)
    simulator.set_behaviour(old, "expired")
    exchange = my_page.ask(PLAIN)
    failure = exchange.get_by_test_id("answer-error")
    expect(failure).to_contain_text(re.compile("expired", re.IGNORECASE))
    failure.get_by_test_id("fix-key").click()
    dialog = my_page.part("settings")
    expect(dialog).to_be_visible()
    if my_page.part("replace-key").count() and not my_page.part("key-field").count():
        my_page.part("replace-key").click()
    my_page.check_key(new, "valid")
    my_page.settings_saved()
    receipt = my_page.answered(PLAIN).get_by_test_id("receipt")
    expect(receipt).to_contain_text("····" + new[-4:])


def test_removing_a_key_takes_effect_at_once(my_page):
    my_page.use_key(own_key(), "OpenAI")
    my_page.open_settings()
    my_page.part("remove-key").click()
    expect(my_page.part("key-row")).to_have_count(0)
    my_page.tab.keyboard.press("Escape")
    expect(my_page.part("key-pill")).not_to_contain_text("····")
    assert my_page.client().settings()["own_key"]["active"] is False


def test_keys_of_several_providers_stand_side_by_side(my_page):
    first, second = own_key(), own_key(provider="groq")
    my_page.use_key(first, "OpenAI")
    my_page.use_key(second, "Groq")
    dialog = my_page.open_settings()
    expect(dialog.locator(".provider").filter(has_text="OpenAI")).to_contain_text("····" + first[-4:])
    expect(dialog.locator(".provider").filter(has_text="Groq")).to_contain_text("····" + second[-4:])


@pytest.mark.parametrize("provider", list(NAMES))
def test_the_dialog_says_how_to_get_a_key_and_what_happens_to_it(my_page, provider):
    dialog = my_page.open_settings()
    my_page.choose_provider(NAMES[provider])
    my_page.switch_own_key_on()
    expect(dialog.locator(".key-steps li").first).to_be_visible()
    link = dialog.locator(".key-links a").first
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    dialog.get_by_role("button", name="About: what happens to the key").click()
    expect(my_page.tab.get_by_role("note").filter(has_text="cookie")).to_be_visible()
    expect(dialog).to_contain_text("Deep analysis (50 credits)")


def test_a_key_of_another_provider_by_its_looks_is_a_hint_only(my_page):
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.part("key-field").fill("gsk_" + "a" * 52)
    expect(my_page.part("settings")).to_contain_text("This looks like a Groq key")
    expect(my_page.part("check-key")).to_be_enabled()


def test_a_provider_without_a_platform_key_is_offered_for_own_keys_only(my_page):
    dialog = my_page.open_settings()
    expect(dialog.locator(".provider").filter(has_text="Gemini")).to_contain_text("own key only")
    my_page.choose_provider("Gemini")
    expect(my_page.part("own-key-switch")).to_be_checked()


def test_a_key_is_nowhere_in_the_page_s_storage(my_page):
    key = own_key()
    my_page.use_key(key, "OpenAI")
    my_page.answered(PLAIN)
    stored = my_page.tab.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])"
    )
    assert key not in stored and "latchkey" not in my_page.tab.evaluate("document.cookie")
    until(lambda: key not in my_page.tab.content())
    values = my_page.tab.evaluate("[...document.querySelectorAll('input, textarea')].map((field) => field.value)")
    assert key not in values
