"""A person's own key: checked before it is saved, used for the whole task, never replaced by credits in silence."""

import pytest
from support.people import own_key
from support.samples import PLAIN, QUESTION, SLOW, sales
from support.waiting import until

PROVIDERS = ["openai", "anthropic", "groq", "gemini"]
REFUSED = [
    ("invalid", "invalid"),
    ("disabled", "disabled"),
    ("region", "region_blocked"),
    ("html", "region_blocked"),
]
KEPT = [("good", "valid"), ("limited", "valid_limited"), ("billing", "valid_no_credit"), ("ratelimit", "rate_limited")]
TROUBLE = [
    ("overloaded", "provider_unavailable"),
    ("failing", "provider_unavailable"),
    ("malformed", "provider_unavailable"),
    ("down", "unreachable"),
]


def check(person, provider, key):
    response = person.post("/api/keys/check", {"provider": provider, "api_key": key})
    assert response.status == 200, response
    return response.json()


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("behaviour, outcome", REFUSED + KEPT + TROUBLE)
def test_a_check_ends_in_the_outcome_that_the_provider_means(person, provider, behaviour, outcome):
    key = own_key(behaviour, provider)
    report = check(person, provider, key)
    assert report["outcome"] == outcome
    assert len(report["sentence"]) > 20
    allowed = {"no": REFUSED, "yes": KEPT, "unchecked": TROUBLE}
    kept = next(name for name, rows in allowed.items() if (behaviour, outcome) in rows)
    assert report["kept_allowed"] == kept
    assert key not in str(report) and report["hint"] == "····" + key[-4:]


@pytest.mark.parametrize("provider", ["gemini", "openai"])
def test_an_expired_key_is_called_expired_where_the_provider_says_so(person, provider):
    assert check(person, provider, own_key("expired", provider))["outcome"] in ("expired", "invalid")
    assert check(person, "gemini", own_key("expired", "gemini"))["outcome"] == "expired"


def test_a_check_saves_nothing(person):
    assert check(person, "openai", own_key())["outcome"] == "valid"
    assert person.settings()["own_key"]["state"] == "none"
    assert not [name for name in person.cookies if name.startswith("latchkey_key_")]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_good_key_answers_without_credits(person, provider):
    key = own_key(provider=provider)
    saved = person.choose_own(key, provider)
    assert saved.status == 200, saved
    own = saved.json()["own_key"]
    assert (own["active"], own["state"], own["hint"]) == (True, "valid", "····" + key[-4:])
    answer = person.ask(PLAIN)
    assert answer.status == "complete", answer
    assert (answer.receipt["payer"], answer.receipt["credits"]) == ("own_key", 0)
    assert answer.receipt["key_hint"] == "····" + key[-4:]
    assert person.available == 20


def test_every_call_of_a_task_uses_the_own_key(person, simulator):
    dataset = person.dataset(sales())
    assert person.choose_own(own_key()).status == 200
    seen_before = len(simulator.calls("chat/completions"))
    answer = person.ask("[sim:bad-code] " + QUESTION, person.new_chat(dataset))
    assert answer.receipt["calls"] >= 3
    calls = simulator.calls("chat/completions")[seen_before:]
    assert len(calls) == answer.receipt["calls"]
    assert len({call["key_hash"] for call in calls}) == 1, "one key for all of them"


@pytest.mark.parametrize("behaviour, outcome", [*REFUSED, ("expired", None)])
def test_a_refused_key_is_not_saved_and_the_settings_before_it_stay(person, behaviour, outcome):
    good = own_key(provider="gemini")
    assert person.choose_own(good, "gemini").status == 200
    before = person.settings()
    response = person.choose_own(own_key(behaviour, "gemini"), "gemini")
    assert response.status == 422
    assert response.code == f"key.{outcome or 'expired'}"
    assert person.settings() == before
    assert person.ask(PLAIN).receipt["key_hint"] == "····" + good[-4:]


@pytest.mark.parametrize("behaviour, code", [("overloaded", "key.provider_unavailable"), ("down", "key.unreachable")])
def test_a_key_whose_provider_is_in_trouble_may_be_kept_unchecked(person, simulator, behaviour, code):
    key = own_key(behaviour)
    refused = person.choose_own(key)
    assert (refused.status, refused.code) == (503, code), refused
    assert refused.error["details"]["may_keep_unchecked"] is True
    kept = person.choose_own(key, keep_unchecked=True)
    assert kept.status == 200, kept
    assert kept.json()["own_key"]["state"] == "unchecked"
    simulator.set_behaviour(key, "good")
    assert person.ask(PLAIN).status == "complete"
    assert person.settings()["own_key"]["state"] == "valid", "the first good call proves the key"


@pytest.mark.parametrize("behaviour", ["expired", "invalid", "nocredit", "overloaded", "down"])
def test_an_own_key_that_fails_never_falls_back_to_credits(person, simulator, behaviour):
    key = own_key(provider="gemini")
    assert person.choose_own(key, "gemini").status == 200
    chat = person.new_chat()
    simulator.set_behaviour(key, behaviour)
    answer = person.ask(PLAIN, chat)
    assert answer.status == "failed"
    assert "." in answer.error["code"] and answer.error["message"]
    assert answer.error["details"]["fix_key"] == "gemini"
    assert (person.available, person.held) == (20, 0)


def test_only_the_person_s_click_pays_with_credits_instead(person, simulator):
    key = own_key()
    assert person.choose_own(key, tier=1).status == 200
    chat = person.new_chat()
    simulator.set_behaviour(key, "invalid")
    failed = person.ask(PLAIN, chat)
    assert failed.error["details"]["price_on_credits"] == 1
    assert person.available == 20
    paid = person.ask(PLAIN, chat, pay_with="platform")
    assert (paid.receipt["payer"], paid.receipt["credits"]) == ("platform", 1)
    assert person.available == 19
    assert person.settings()["own_key"]["active"] is True, "for this one question only"


def test_trouble_of_the_provider_never_marks_a_key_as_invalid(person, simulator):
    key = own_key()
    assert person.choose_own(key).status == 200
    simulator.set_behaviour(key, "overloaded")
    assert person.ask(PLAIN).status == "failed"
    assert person.settings()["own_key"]["state"] == "valid"


def test_a_removed_key_is_gone_at_once(person):
    assert person.choose_own(own_key()).status == 200
    thief = person.copy()
    removed = person.request("DELETE", "/api/keys/openai")
    assert removed.status == 200, removed
    assert "latchkey_key_openai" not in person.cookies
    for browser in (person, thief):
        response = browser.refused(PLAIN)
        assert response.status == 409 and response.code.startswith("key."), response
    assert person.available == 20


def test_a_replaced_key_is_used_from_the_next_call_on(person):
    first, second = own_key(), own_key()
    assert person.choose_own(first).status == 200
    old = person.copy()
    assert person.choose_own(second).status == 200
    assert person.ask(PLAIN).receipt["key_hint"] == "····" + second[-4:]
    response = old.refused(PLAIN)
    assert response.code.startswith("key."), "the cookie of the first key is worthless"


def test_keys_of_several_providers_are_held_side_by_side(person):
    keys = {provider: own_key(provider=provider) for provider in PROVIDERS}
    for provider, key in keys.items():
        assert person.choose_own(key, provider).status == 200
    for provider, key in keys.items():
        assert person.choose(provider, use_own_key=True).status == 200
        receipt = person.ask(PLAIN).receipt
        assert (receipt["provider"], receipt["key_hint"]) == (provider, "····" + key[-4:])
    states = person.settings()["keys"]
    assert {provider: states[provider]["state"] for provider in PROVIDERS} == dict.fromkeys(PROVIDERS, "valid")


def test_a_key_removed_in_the_middle_of_an_answer_does_not_cut_it_off(person):
    assert person.choose_own(own_key()).status == 200
    chat = person.new_chat()
    stream = person.send(chat, SLOW)
    stream.until("text")
    assert person.request("DELETE", "/api/keys/openai").status == 200
    assert stream.rest()[-1].name == "done"
    assert person.refused(PLAIN, chat).status == 409
    assert person.available == 20


def test_an_own_key_is_needed_where_the_platform_has_none(person):
    refused = person.choose("gemini")
    assert (refused.status, refused.code) == (422, "provider.own_key_only")
    assert person.settings()["provider"] != "gemini"


def test_a_prefix_is_a_hint_and_never_a_reason_to_refuse(person):
    report = check(person, "openai", own_key(provider="groq"))
    assert report["looks_like"] == "groq"
    assert report["outcome"] == "valid"


def test_keys_cannot_be_tried_out_in_numbers(start_server, new_person):
    server = start_server(key_checks_per_minute=3)
    person = new_person(on=server)
    body = {"provider": "openai", "api_key": "sk-stolen-or-not-0001"}
    answers = [person.post("/api/keys/check", body) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].code == "key.too_many_checks"
    assert answers[-1].error["details"]["retry_after"] > 0
    # Another session at the same address has its own share, until the address has used up its own.
    others = [new_person(on=server).post("/api/keys/check", body).status for _ in range(8)]
    assert others[0] == 200 and others[-1] == 429


def test_the_optional_test_call_shows_what_a_free_check_is_blind_to(person):
    key = own_key("nocredit")
    assert check(person, "openai", key)["outcome"] == "valid"
    body = {"provider": "openai", "api_key": key, "model": person.model()}
    assert person.post("/api/keys/check", body).json()["outcome"] == "valid_no_credit"


def test_the_list_of_models_is_what_the_key_may_use(person):
    assert all("own_key" in model["payers"] for model in person.models() if model["provider"] == "gemini")
    assert person.choose_own(own_key(provider="gemini"), "gemini").status == 200
    assert any(model["available"] for model in person.models() if model["provider"] == "gemini")


def test_an_answer_is_never_stored_with_the_key_in_it(person):
    key = own_key("parrot")
    assert person.choose_own(key).status == 200
    chat = person.new_chat()
    answer = person.ask(PLAIN, chat)
    assert key not in answer.text
    until(lambda: len(person.get(f"/api/chats/{chat}").json()["messages"]) == 2)
    assert key not in person.get(f"/api/chats/{chat}").body.decode()
