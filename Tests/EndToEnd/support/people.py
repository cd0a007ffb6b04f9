"""People who use Latchkey: their accounts, their credits, their keys."""

import itertools
import secrets
import string
import uuid

from support.client import Client
from support.programs import Server

PASSWORD = "correct horse battery"
serial = itertools.count(1)


def random_part() -> str:
    """32 letters and digits: no eight of them in a row turn up anywhere by chance."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(32))


def own_key(behaviour: str = "good", provider: str = "openai") -> str:
    """A fresh provider key of that behaviour at the simulated providers; no two are alike."""
    prefix = {"openai": "sk-", "anthropic": "sk-ant-", "groq": "gsk_", "gemini": "AIza"}[provider]
    return f"{prefix}sim-{behaviour}-{random_part()}"


class Person(Client):
    """Somebody with an account."""

    def __init__(self, server: Server, email: str):
        super().__init__(server.port)
        self.server = server
        self.email = email

    @classmethod
    def sign_up(cls, server: Server, email: str, balance: int | None = None) -> "Person":
        person = cls(server, email)
        response = Client.sign_up(person, email, PASSWORD)
        assert response.status == 201, response
        if balance is not None:
            person.set_balance(balance)
        return person

    @classmethod
    def sign_in_as(cls, server: Server, email: str) -> "Person":
        person = cls(server, email)
        response = person.sign_in(email, PASSWORD)
        assert response.status == 200, response
        return person

    @property
    def available(self) -> int:
        return self.credits()["available"]

    @property
    def held(self) -> int:
        return self.credits()["held"]

    def set_balance(self, amount: int) -> None:
        """Grants what is missing, or spends what is too much."""
        missing = amount - self.available
        if missing > 0:
            self.server.command("credits", "grant", self.email, str(missing))
        for _ in range(-missing):
            self.spend_one()
        assert self.available == amount

    def spend_one(self) -> None:
        response = self.deduct("code_fix", f"spend-{next(serial)}-{uuid.uuid4()}")
        assert response.status == 200, response

    def deduct(self, feature: str, idempotency_key: str, **fields):
        body = {"feature": feature, "idempotency_key": idempotency_key, **fields}
        return self.post("/api/user/deduct-credits", body)
