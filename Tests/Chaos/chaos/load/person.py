"""Somebody with an account on a stage: what they have, and the journal of what they were told."""

import random

from support.people import PASSWORD

from chaos.canaries import Canaries
from chaos.journal import ACKNOWLEDGED, Journal
from chaos.load.bank import Bank
from chaos.load.visitor import Visitor, insist


class LoadPerson:
    """One person, who does one thing after the other; `dice` decides what."""

    def __init__(self, email: str, visitor: Visitor, journal: Journal, canaries: Canaries, bank: Bank, seed: str):
        self.email = email
        self.visitor = visitor
        self.journal = journal
        self.canaries = canaries
        self.bank = bank
        self.dice = random.Random(seed)
        self.user = ""
        self.chats: list[str] = []
        self.datasets: list[str] = []
        self.own_key_on = False
        self.serial = 0

    def next_key(self) -> str:
        """An idempotency key that this person never used."""
        self.serial += 1
        return f"{self.email.partition('@')[0]}-{self.serial}"

    @property
    def session(self) -> str:
        """The cookie of the session, by which the journal names it."""
        return self.visitor.cookies.get("latchkey_session", "")

    def note(self, kind: str, outcome: str, began: float, **facts) -> None:
        self.journal.note(kind, outcome, began, user=self.user, **facts)

    def sign_up(self) -> None:
        began = self.journal.now()
        response = self.visitor.sign_up(self.email, PASSWORD)
        assert response.status == 201, (response.status, response.body)
        self.user = response.json()["user"]["id"]
        self.note("signed_up", ACKNOWLEDGED, began, email=self.email)

    def sign_in(self) -> bool:
        self.visitor.cookies.clear()
        self.own_key_on = False
        outcome, _, _ = insist(self.visitor, lambda: self.visitor.sign_in(self.email, PASSWORD))
        return outcome == ACKNOWLEDGED
