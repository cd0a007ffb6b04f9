"""Traces of keys in files."""

import base64
import re
from collections.abc import Iterator

from auditor.evidence import Evidence

WINDOW = 8
PATTERN = re.compile(rb"(?i)(?:[g-z][0-9][g-z]){2,}")
"""Eight characters in a row of a key's random part (capital, digit, small letter, …) hold two such threes."""
BEGINNINGS = [b"sim-good-", b"sim-invalid-", b"sim-cut-"]


def windows(text: bytes) -> set[bytes]:
    return {text[start : start + WINDOW] for start in range(len(text) - WINDOW + 1)}


def encoded_beginnings() -> list[bytes]:
    """The beginnings of keys as they are, in hexadecimal, and in base64 at each of its three offsets."""
    found = list(BEGINNINGS)
    for beginning in BEGINNINGS:
        found.append(beginning.hex().encode())
        for offset in range(3):
            found.append(base64.b64encode(b"x" * offset + beginning)[4:-4])
    return found


class Search:
    """Looks for pieces of any of these keys."""

    def __init__(self, keys: list[str]):
        parts = [key.rpartition("-")[2].lower().encode() for key in keys]
        self.windows = set().union(*map(windows, parts)) if parts else set()
        self.literals = re.compile(b"|".join(map(re.escape, encoded_beginnings())))

    def finds(self, content: bytes) -> str | None:
        """What is found, told without the key; None when there is nothing."""
        if match := self.literals.search(content):
            return f"the beginning of a key at byte {match.start()}"
        for match in PATTERN.finditer(content):
            around = content[max(match.start() - 2, 0) : match.end() + 2].lower()
            if self.windows & windows(around):
                return f"a piece of a key at byte {match.start()}"
        return None


def no_key_is_left(evidence: Evidence) -> Iterator[str]:
    """No key, nor eight characters of one, is in any file"""
    search = Search(evidence.keys)
    for place in evidence.places:
        for path in sorted(place.rglob("*")):
            try:
                content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            except FileNotFoundError:
                continue
            if found := search.finds(content):
                yield f"{path.relative_to(place.parent)}: {found}"
