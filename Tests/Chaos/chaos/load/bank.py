"""The operator's hand: grants with idempotency keys, tried again until they are acknowledged."""

import itertools
import threading

from chaos.journal import Journal
from chaos.load.visitor import Visitor, insist


class Bank:
    """Gives credits as an admin."""

    def __init__(self, admin: Visitor, journal: Journal):
        self._admin = admin
        self._journal = journal
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def grant(self, user: str, amount: int) -> str:
        """Gives how it ended; the reason is different for each grant, so that its entry can be found."""
        with self._lock:
            number = next(self._numbers)
        reason = f"chaos grant {number}"
        body = {"amount": amount, "reason": reason, "idempotency_key": f"grant-{number}"}
        admin, began = self._admin.copy(), self._journal.now()
        outcome, _, _ = insist(admin, lambda: admin.post(f"/api/admin/users/{user}/grants", body))
        self._journal.note("granted", outcome, began, user=user, amount=amount, reason=reason)
        return outcome
