"""The journal: what the servers told their clients, as evidence for the auditor."""

import collections
import json
import threading
import time
from pathlib import Path

ACKNOWLEDGED, REFUSED, UNKNOWN = "acknowledged", "refused", "unknown"
"""How a request ended for its client: done, certainly not done, or nobody can tell."""


class Journal:
    """One line of JSON for each request that was to change something, written when its client knows how it ended.

    `began` and `ended` are seconds since the journal's beginning.
    """

    def __init__(self, path: Path):
        self.path = path
        self.start = time.monotonic()
        self.counts: collections.Counter[tuple[str, str]] = collections.Counter()
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8")

    def now(self) -> float:
        return round(time.monotonic() - self.start, 3)

    def note(self, kind: str, outcome: str, began: float, **facts) -> None:
        line = {"kind": kind, "outcome": outcome, "began": began, "ended": self.now(), **facts}
        with self._lock:
            self.counts[f"{kind}, {facts['how']}" if "how" in facts else kind, outcome] += 1
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()

    def close(self) -> None:
        self._file.close()
