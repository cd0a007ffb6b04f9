"""Everything that servers said to clients, looked at as it comes and not kept."""

import collections

SIGN = b"sim-"
"""In every key of the simulated providers, and in nothing else that is said."""


class Said:
    """Takes the place of the list that keeps all answers, which a long run would fill the memory with."""

    def __init__(self):
        self.bytes = 0
        self.with_keys: collections.deque[bytes] = collections.deque(maxlen=20)

    def append(self, piece: bytes) -> None:
        self.bytes += len(piece)
        if SIGN in piece:
            self.with_keys.append(piece[:200])
