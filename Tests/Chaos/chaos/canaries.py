"""Provider keys for the load, each used once, with a random part that can be found again in anything."""

import random
import threading
from pathlib import Path

LETTERS = "ghjkmnpqrstvwxyz"
"""No letters of hexadecimal numbers, so that ids and digests never look like a piece of a key."""
PREFIXES = {"openai": "sk-", "anthropic": "sk-ant-", "groq": "gsk_"}


def random_part(dice: random.Random) -> str:
    """33 characters of the pattern capital, digit, small letter, which the auditor's search knows."""
    return "".join(dice.choice(LETTERS).upper() + str(dice.randrange(10)) + dice.choice(LETTERS) for _ in range(11))


class Canaries:
    """Makes keys and writes each to a file for the auditor before anybody sees it."""

    def __init__(self, path: Path, seed: int):
        self.path = path
        self._dice = random.Random(f"canaries {seed}")
        self._lock = threading.Lock()

    def key(self, provider: str = "openai", behaviour: str = "good") -> str:
        with self._lock:
            key = f"{PREFIXES[provider]}sim-{behaviour}-{random_part(self._dice)}"
            with self.path.open("a", encoding="utf-8") as file:
                file.write(key + "\n")
        return key
