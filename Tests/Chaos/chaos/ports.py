"""Ports that stay ours while a program is down between two starts."""

import random
import socket

_given: set[int] = set()
_dice = random.SystemRandom()


def free_port() -> int:
    """Below the range from which the system gives ports to connections that go out, so that none takes it meanwhile."""
    for _ in range(1000):
        port = _dice.randrange(12000, 32000)
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in _given:
            _given.add(port)
            return port
    raise RuntimeError("no free port was found between 12000 and 32000")
