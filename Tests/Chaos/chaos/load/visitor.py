"""A client that knows all servers of a stage and goes to another one when the one it is at does not answer."""

import http.client
import random
import time
from collections.abc import Callable
from typing import NamedTuple

from support import client
from support.client import Client, Response

from chaos.journal import ACKNOWLEDGED, REFUSED, UNKNOWN
from chaos.load.said import Said

client.TIMEOUT_SECONDS = 8
client.exchanges = said = Said()
BROKEN = (OSError, http.client.HTTPException, ValueError)
"""What a request may fail with when its server dies."""
PATIENCE_SECONDS = 25
WORTH_TRYING_AGAIN = {429, 500, 502, 503, 504}


class Visitor(Client):
    """One person's browser, with the addresses of several servers."""

    def __init__(self, ports: list[int], at: int = 0):
        super().__init__(ports[at % len(ports)])
        self.ports = ports
        self.at = at

    def switch(self) -> None:
        """Goes to the next server."""
        self.at += 1
        self.port = self.ports[self.at % len(self.ports)]

    def copy(self) -> "Visitor":
        other = Visitor(self.ports, self.at)
        other.cookies = dict(self.cookies)
        return other


class Told(NamedTuple):
    """How a request ended."""

    outcome: str
    response: Response | None
    """The last answer, if there was one."""
    doubt: bool
    """Whether an attempt was never answered: it may have been carried out, and may still be."""


def insist(visitor: Visitor, send: Callable[[], Response], patience: float = PATIENCE_SECONDS) -> Told:
    """Sends a request again and again, as one may when it does the same however often it comes, until it is answered.

    A refusal after an attempt that nobody answered leaves it unknown.
    """
    deadline = time.monotonic() + patience
    response, is_in_doubt, pause = None, False, 0.05
    while True:
        try:
            response = send()
            if response.status < 300:
                return Told(ACKNOWLEDGED, response, is_in_doubt)
            if response.status not in WORTH_TRYING_AGAIN:
                return Told(UNKNOWN if is_in_doubt else REFUSED, response, is_in_doubt)
            is_in_doubt = is_in_doubt or response.status != 429
        except BROKEN:
            response, is_in_doubt = None, True
        if time.monotonic() + pause > deadline:
            return Told(UNKNOWN if is_in_doubt else REFUSED, response, is_in_doubt)
        time.sleep(pause * random.uniform(0.5, 1.5))
        pause = min(pause * 2, 1)
        visitor.switch()
