"""Cookies: what they look like, and what they are worth to somebody else."""

import pytest
from support.client import Client
from support.people import PASSWORD, Person, own_key
from support.samples import PLAIN


def cookie_lines(response):
    return [value for name, value in response.headers if name.lower() == "set-cookie"]


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(server):
    person = Client(server.port)
    signed_up = person.sign_up("cookies@example.org", PASSWORD)
    saved = person.choose_own(own_key())
    assert saved.status == 200, saved
    lines = cookie_lines(signed_up) + cookie_lines(saved)
    assert len(lines) >= 2
    for line in lines:
        attributes = {part.strip().lower() for part in line.split(";")[1:]}
        assert {"httponly", "secure", "samesite=strict", "path=/"} <= attributes, line


def test_signing_out_makes_the_old_cookies_worthless(person, simulator):
    assert person.choose_own(own_key()).status == 200
    assert person.ask(PLAIN).receipt["payer"] == "own_key"
    thief = person.copy()
    assert person.post("/api/auth/sign-out").status == 204
    assert person.cookies == {}
    for path in ["/api/model-settings", "/api/user/credits", "/api/chats"]:
        assert thief.get(path).status == 401
    # The sealed key alone, put beside a session that is alive, opens nothing either.
    fresh = Person.sign_in_as(person.server, person.email)
    for name, value in thief.cookies.items():
        if name.startswith("latchkey_key_"):
            fresh.cookies[name] = value
    fresh.choose(use_own_key=True)
    assert fresh.settings()["own_key"]["active"] is False
    assert fresh.refused(PLAIN).code == "key.missing"
    assert fresh.available == 20


def test_a_key_cookie_of_another_session_is_not_accepted(new_person):
    owner, other = new_person(), new_person()
    assert owner.choose_own(own_key()).status == 200
    assert other.choose_own(own_key()).status == 200
    other.cookies["latchkey_key_openai"] = owner.cookies["latchkey_key_openai"]
    before = other.credits()
    response = other.refused(PLAIN)
    assert (400 <= response.status < 500) and response.code.startswith("key."), response
    assert other.credits() == before, "a key that can't be opened never falls back to credits"


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "garbage", "doubled", "other provider"])
def test_a_tampered_key_cookie_opens_nothing(person, damage):
    assert person.choose_own(own_key()).status == 200
    value = person.cookies["latchkey_key_openai"]
    middle = len(value) // 2
    person.cookies["latchkey_key_openai"] = {
        "truncated": value[:middle],
        "flipped": value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :],
        "empty": "",
        "garbage": "%%%%",
        "doubled": value + value,
        "other provider": value,
    }[damage]
    if damage == "other provider":
        person.cookies["latchkey_key_groq"] = person.cookies.pop("latchkey_key_openai")
    before = person.credits()
    response = person.refused(PLAIN)
    assert (400 <= response.status < 500) and response.code.startswith("key."), response
    assert person.credits() == before


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "A" * 5000, "%00", "..", "null"])
def test_a_made_up_session_cookie_is_nobody(server, value):
    stranger = Client(server.port)
    stranger.cookies["latchkey_session"] = value
    response = stranger.get("/api/user/credits")
    assert response.status in (400, 401, 431), response
    assert stranger.get("/health/live").status in (200, 400, 431)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_requests_from_other_sites_change_nothing(person, headers):
    before = person.credits()
    body = {"feature": "code_fix", "idempotency_key": "cross"}
    response = person.post("/api/user/deduct-credits", body, headers=headers)
    assert (response.status, response.code) == (403, "request.cross_site")
    assert person.credits() == before


def test_the_same_site_may(person):
    origin = f"http://127.0.0.1:{person.port}"
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": origin}
    assert person.post("/api/chats", {}, headers=headers).status in (200, 201)


def test_a_new_password_signs_out_everywhere_else(person):
    elsewhere = Person.sign_in_as(person.server, person.email)
    changed = person.post("/api/auth/password", {"current": PASSWORD, "new": "another long password"})
    assert changed.status < 300, changed
    assert elsewhere.get("/api/user/credits").status == 401
    assert person.get("/api/user/credits").status == 200
    assert Client(person.port).sign_in(person.email, PASSWORD).code == "auth.invalid_credentials"


@pytest.mark.parametrize(
    "email, password, status, code",
    [
        ("new@example.org", "short", 422, "auth.weak_password"),
        ("no address", PASSWORD, 422, "auth.invalid_email"),
        ("", PASSWORD, 422, "auth.invalid_email"),
        ("a@example.org\r\nX: y", PASSWORD, 422, "auth.invalid_email"),
    ],
)
def test_a_sign_up_that_cannot_be_is_told_why(server, email, password, status, code):
    response = Client(server.port).sign_up(email, password)
    assert (response.status, response.code) == (status, code), response


def test_an_address_is_taken_once_whatever_its_case(person):
    response = Client(person.port).sign_up(person.email.upper(), PASSWORD)
    assert (response.status, response.code) == (409, "auth.email_taken"), response


def test_sign_in_tells_no_difference_between_a_wrong_password_and_nobody(person):
    wrong = Client(person.port).sign_in(person.email, "wrong password here")
    nobody = Client(person.port).sign_in("nobody@example.org", "wrong password here")
    assert (wrong.status, wrong.body) == (nobody.status, nobody.body)
    assert wrong.code == "auth.invalid_credentials"


def test_guessing_passwords_is_slowed_down(start_server, new_person):
    server = start_server(auth_attempts_per_hour=100)
    person = new_person(on=server)
    answers = [Client(server.port).sign_in(person.email, f"guess number {n}").code for n in range(25)]
    assert answers[0] == "auth.invalid_credentials"
    assert answers[-1] == "auth.too_many_attempts"


def test_guests_and_sign_up_can_be_switched_off(start_server):
    closed = Client(start_server(guests=False, sign_up=False).port)
    session = closed.get("/api/session").json()
    assert (session["guests_allowed"], session["sign_up_allowed"]) == (False, False)
    assert (closed.guest().status, closed.guest().code) == (403, "auth.guests_off")
    refused = closed.sign_up("a@example.org", PASSWORD)
    assert (refused.status, refused.code) == (403, "auth.sign_up_off")


def test_admin_routes_are_for_admins(person, guest, admin):
    for path in ["/api/admin/usage", "/api/admin/users", "/api/admin/usage.csv"]:
        assert person.get(path).status == 403
        assert guest.get(path).status == 403
        assert admin.get(path).status == 200


def test_a_guest_who_signs_up_keeps_the_choice_of_the_own_key(guest):
    """The key goes with the old session; that must not make the next question cost credits."""
    assert guest.choose_own(own_key()).status == 200
    assert guest.ask(PLAIN).receipt["payer"] == "own_key"
    chosen = guest.settings()
    assert guest.sign_up("was-a-guest@example.org", PASSWORD).status == 201
    settings = guest.settings()
    assert (settings["use_own_key"], settings["payer"]) == (True, "own_key")
    assert settings["model"] == chosen["model"]
    assert (settings["own_key"]["active"], settings["own_key"]["state"]) == (False, "none")
    before = guest.credits()
    refused = guest.refused(PLAIN)
    assert (refused.status, refused.code) == (409, "key.missing"), refused
    assert guest.credits() == before


def test_settings_of_a_session_are_not_given_to_somebody_else(new_person):
    first, second = new_person(), new_person()
    assert first.choose_own(own_key()).status == 200
    assert first.sign_in(second.email, PASSWORD).status == 200
    assert first.settings()["use_own_key"] is False
