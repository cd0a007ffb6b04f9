"""Model settings, own keys, and sessions."""

from support.client import Response

from chaos.journal import ACKNOWLEDGED, UNKNOWN
from chaos.load.person import LoadPerson
from chaos.load.visitor import insist

MODELS = {"openai": ["gpt-4.1-nano", "gpt-4o-mini", "gpt-4.1"], "groq": ["llama-3.1-8b-instant"]}
CHEAP = "gpt-4.1-nano"
BEHAVIOURS = ["good"] * 8 + ["invalid", "cut"]


def _save(person: LoadPerson, own_key: str | None, use_own_key: bool, provider: str, model: str) -> str:
    temperature = person.dice.randint(0, 10) / 10
    body = {"provider": provider, "model": model, "use_own_key": use_own_key, "temperature": temperature}
    if own_key:
        body["api_key"] = own_key
    began = person.journal.now()
    outcome, response, doubt = insist(person.visitor, lambda: person.visitor.post("/settings/model", body))
    facts = {name: body[name] for name in ("provider", "model", "use_own_key", "temperature")}
    hint = own_key and own_key[-4:]
    person.note(
        "settings", outcome, began, session=person.session, hint=hint, doubt=doubt, code=_code(response), **facts
    )
    return outcome


def _code(response: Response | None) -> str | None:
    return response and response.code


def choose(person: LoadPerson) -> None:
    """Another model on credits; now and then one that costs more than there is."""
    provider = person.dice.choice(list(MODELS))
    if _save(person, None, False, provider, person.dice.choice(MODELS[provider])) == ACKNOWLEDGED:
        person.own_key_on = False


def bring_key(person: LoadPerson) -> None:
    """A new key of one's own, in place of the one before."""
    provider = person.dice.choice(list(MODELS))
    key = person.canaries.key(provider, person.dice.choice(BEHAVIOURS))
    outcome = _save(person, key, True, provider, MODELS[provider][0])
    person.own_key_on = outcome in (ACKNOWLEDGED, UNKNOWN)


def remove_key(person: LoadPerson) -> None:
    provider, began = person.dice.choice(list(MODELS)), person.journal.now()
    outcome, _, doubt = insist(person.visitor, lambda: person.visitor.request("DELETE", f"/api/keys/{provider}"))
    person.note("key_removed", outcome, began, session=person.session, provider=provider, doubt=doubt)
    _save(person, None, False, "openai", CHEAP)
    person.own_key_on = False


def sign_out_and_in(person: LoadPerson) -> None:
    began, session = person.journal.now(), person.session
    old = person.visitor.copy()
    outcome, _, _ = insist(old, lambda: old.post("/api/auth/sign-out"))
    person.note("signed_out", outcome, began, session=session)
    if person.sign_in():
        _save(person, None, False, "openai", CHEAP)
