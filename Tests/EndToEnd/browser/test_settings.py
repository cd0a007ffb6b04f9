"""The settings dialog: every outcome of a key check in words, numbers that are wrong, models that differ."""

import re

import pytest
from playwright.sync_api import expect
from support.people import own_key
from support.samples import PLAIN

# Outcome, key, provider, what must be said, and whether there is a page to go to.
OUTCOMES = [
    ("valid", own_key("good"), "OpenAI", "models are open to it", False),
    ("valid_model_unavailable", own_key("nomodel"), "OpenAI", "model", True),
    ("valid_no_credit", own_key("nocredit"), "OpenAI", "credit", True),
    ("valid_limited", own_key("scope"), "OpenAI", "permission", True),
    ("rate_limited", own_key("ratelimit", "groq"), "Groq", "limiting", True),
    ("malformed", "two words", "OpenAI", "paste it again", True),
    ("invalid", own_key("invalid"), "OpenAI", "make a new one", True),
    ("expired", own_key("expired", "gemini"), "Gemini", "expired", True),
    ("disabled", own_key("disabled", "anthropic"), "Anthropic", "disabled", True),
    ("region_blocked", own_key("region"), "OpenAI", "region", True),
    ("provider_unavailable", own_key("overloaded"), "OpenAI", "not checked yet", True),
    ("unreachable", own_key("down"), "OpenAI", "not checked yet", True),
]


def test_each_of_the_twelve_outcomes_is_told_in_words_with_what_to_do(my_page):
    dialog = my_page.open_settings()
    for outcome, key, provider, words, has_link in OUTCOMES:
        my_page.choose_provider(provider)
        my_page.switch_own_key_on()
        dialog.get_by_label("Also test with").set_checked(outcome in ("valid_model_unavailable", "valid_no_credit"))
        my_page.check_key(key, outcome)
        told = my_page.part("key-outcome")
        expect(told).to_contain_text(re.compile(words, re.IGNORECASE))
        expect(told.get_by_role("link")).to_have_count(1 if has_link else 0)
        expect(told).not_to_contain_text(key)
        may_keep = outcome in ("provider_unavailable", "unreachable")
        expect(my_page.part("keep-unchecked")).to_have_count(1 if may_keep else 0)


def test_a_check_says_whom_it_asks_and_another_key_ends_it(my_page):
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.part("key-field").fill(own_key("slow"))
    my_page.part("check-key").click()
    expect(my_page.part("key-outcome")).to_contain_text("Asking OpenAI whether it accepts this key")
    expect(my_page.part("check-key")).to_be_disabled()
    my_page.check_key(own_key(), "valid")


def test_a_key_that_may_not_use_the_chosen_model_says_so(my_page):
    my_page.open_settings()
    my_page.choose_provider("OpenAI")
    my_page.switch_own_key_on()
    my_page.check_key(own_key("nomodel"), "valid")
    expect(my_page.part("key-outcome")).to_contain_text("choose another model")


@pytest.mark.parametrize("label, wrong", [("Temperature", "hot"), ("Temperature", "2.5"), ("Longest answer", "-5")])
def test_a_wrong_number_is_told_at_its_field_and_changes_nothing(my_page, label, wrong):
    dialog = my_page.open_settings()
    my_page.choose_provider("Groq")
    field = dialog.get_by_label(label)
    field.fill(wrong)
    my_page.save_settings()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(dialog.locator(".field-error")).to_contain_text("from")
    field.fill("1")
    my_page.settings_saved()
    saved = my_page.client().settings()
    assert 1 in (saved.get("temperature"), saved.get("max_tokens"))


def test_a_reasoning_model_takes_no_temperature(my_page):
    dialog = my_page.open_settings()
    dialog.get_by_label("Temperature").fill("0.5")
    my_page.choose_provider("OpenAI")
    dialog.locator(".model-row").filter(has_text="reasoning").first.click()
    expect(dialog.get_by_label("Temperature")).to_be_disabled()
    expect(dialog).to_contain_text("it takes no temperature")
    my_page.settings_saved()
    assert my_page.client().settings().get("temperature") is None


def test_the_arrow_keys_choose_a_provider_and_a_model(my_page):
    dialog = my_page.open_settings()
    dialog.get_by_role("radio", name="OpenAI").focus()
    my_page.tab.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("radio", name="Anthropic")).to_be_checked()
    first = dialog.locator(".model-row input").first
    first.focus()
    my_page.tab.keyboard.press("ArrowDown")
    expect(dialog.locator(".model-row input").nth(1)).to_be_checked()


def test_a_replaced_key_serves_the_next_question(my_page):
    old, new = own_key(), own_key()
    my_page.use_key(old, "OpenAI")
    my_page.open_settings()
    row = my_page.part("key-row")
    expect(row).to_contain_text("····" + old[-4:])
    expect(row).to_contain_text(re.compile(r"forgotten in \d+ h"))
    my_page.part("replace-key").click()
    my_page.part("key-field").fill(new)
    my_page.settings_saved()
    expect(my_page.answered(PLAIN).get_by_test_id("receipt")).to_contain_text("····" + new[-4:])


def test_a_key_removed_in_another_tab_is_missed_when_this_one_is_seen_again(my_page):
    my_page.use_key(own_key(), "OpenAI")
    my_page.tab.clock.install()
    my_page.tab.clock.fast_forward(10_000)
    my_page.client().request("DELETE", "/api/keys/openai")
    my_page.tab.evaluate("dispatchEvent(new Event('focus'))")
    expect(my_page.part("key-pill")).to_contain_text("No OpenAI key")
