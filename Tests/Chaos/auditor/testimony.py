"""What clients wrote down: the journal."""

import json
from functools import cached_property
from pathlib import Path

ACKNOWLEDGED, REFUSED, UNKNOWN = "acknowledged", "refused", "unknown"
LATE_SECONDS = 60
"""How long after its client gave up a request may still be carried out, as by a server that was stopped meanwhile."""


class Statements:
    """The journal's lines, by their kind; each ends with the moment at which its client knew."""

    def __init__(self, lines: list[dict]):
        self.lines = sorted(lines, key=lambda line: line["ended"])

    @classmethod
    def read(cls, path: Path | None) -> "Statements":
        if path is None:
            return cls([])
        return cls([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])

    def of(self, *kinds: str, outcome: str | None = None) -> list[dict]:
        return [
            line for line in self.lines if line["kind"] in kinds and (outcome is None or line["outcome"] == outcome)
        ]

    @cached_property
    def touched_by_deletion(self) -> set[str]:
        """Chats that somebody asked to delete, however it ended."""
        return {line["chat"] for line in self.of("chat_deleted")}


def possible_last(writes: list[dict]) -> list[dict]:
    """The writes to one thing that may be in force at the end.

    That is the last one that was acknowledged, and every one whose client saw an attempt go unanswered, if it began
    less than a minute before that or later: such an attempt may have been carried out late.
    """
    writes = [write for write in writes if write["outcome"] != REFUSED]
    last = next((write for write in reversed(writes) if write["outcome"] == ACKNOWLEDGED), None)
    if last is None:
        return writes
    in_doubt = [
        write
        for write in writes
        if write is not last
        and (write["outcome"] == UNKNOWN or write.get("doubt"))
        and write["ended"] > last["began"] - LATE_SECONDS
    ]
    return [last, *in_doubt]
