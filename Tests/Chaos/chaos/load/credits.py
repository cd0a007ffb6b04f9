"""Balances, deductions and grants."""

from support.waiting import at_once

from chaos.journal import ACKNOWLEDGED
from chaos.load.person import LoadPerson
from chaos.load.visitor import insist

FEATURES = ["code_fix", "code_edit", "chat"]


def deduct(person: LoadPerson) -> None:
    """Deducts for a task of a front end's own, now and then twice at once with the same key."""
    feature, key = person.dice.choice(FEATURES), person.next_key()
    body = {"feature": feature, "idempotency_key": key}

    def send() -> None:
        visitor, began = person.visitor.copy(), person.journal.now()
        if person.dice.random() < 0.5:
            visitor.switch()
        outcome, response, _ = insist(visitor, lambda: visitor.post("/api/user/deduct-credits", body))
        told = response.json() if outcome == ACKNOWLEDGED else {}
        facts = {name: told.get(name) for name in ("deducted", "payer", "remaining")}
        person.note("deducted", outcome, began, feature=feature, key=key, code=response and response.code, **facts)

    at_once([send] * (2 if person.dice.random() < 0.3 else 1))


def look(person: LoadPerson) -> None:
    """Reads the balance and, when it is low, is often given some more."""
    outcome, response, _ = insist(person.visitor, lambda: person.visitor.get("/api/user/credits"), patience=10)
    if outcome != ACKNOWLEDGED:
        return
    balance, began = response.json(), person.journal.now()
    person.note("balance_seen", outcome, began, available=balance["available"], held=balance["held"])
    if balance["available"] < 8 and person.dice.random() < 0.8:
        person.bank.grant(person.user, person.dice.randint(5, 40))


def read(person: LoadPerson) -> None:
    """Looks at what there is, as the page does."""
    path = person.dice.choice(["/api/user/ledger?limit=50", "/api/user/usage", "/api/chats", "/api/model-settings"])
    began = person.journal.now()
    outcome, _, _ = insist(person.visitor, lambda: person.visitor.get(path), patience=10)
    person.note("read", outcome, began)
