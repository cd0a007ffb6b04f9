"""Asks a server until it gives a whole answer: how long that takes after a fault is its recovery."""

import time

from support.people import PASSWORD

from chaos.journal import Journal
from chaos.load.asking import Asked, Asker, Manner
from chaos.load.questions import SHORT, question
from chaos.load.visitor import BROKEN, Visitor

ATTEMPT_SECONDS = 10
GIVE_UP_SECONDS = 60


class Probe:
    """Somebody on the unlimited plan who asks at one server only."""

    def __init__(self, name: str, port: int, email: str, journal: Journal):
        self.name = name
        self.email = email
        self.journal = journal
        self.visitor = Visitor([port])
        self.user = ""
        self.serial = 0

    def sign_in(self) -> None:
        response = self.visitor.sign_in(self.email, PASSWORD)
        assert response.status == 200, (response.status, response.body)
        self.user = response.json()["user"]["id"]

    def wait_for_answer(self, since: float) -> float | None:
        """Seconds from `since` (of `time.monotonic`) to the end of the first good answer; None after a minute."""
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < deadline:
            if self._is_answered():
                return time.monotonic() - since
            time.sleep(0.03)
        return None

    def _is_answered(self) -> bool:
        try:
            response = self.visitor.post("/api/chats", {"title": "probe"})
            if response.status != 201:
                return False
            chat = response.json()["chat"]["id"]
        except BROKEN:
            return False
        self.serial += 1
        began = self.journal.now()
        asked = Asked(chat, question(SHORT), f"{self.name}-{self.serial}")
        Asker(self.visitor, asked, Manner(patience=ATTEMPT_SECONDS, may_switch=False)).ask()
        self.journal.note("asked", asked.outcome, began, user=self.user, how="probe", **asked.facts())
        return asked.done == "complete"
