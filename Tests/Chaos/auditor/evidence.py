"""Everything that the auditor looks at."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from auditor import database
from auditor.database import Tables
from auditor.testimony import Statements


@dataclass
class Evidence:
    """The database, what clients were told, and where traces of keys could be.

    `ports` are those of the servers while they run; without them, what only they can tell is not asked.
    """

    tables: Tables
    testimony: Statements = field(default_factory=lambda: Statements([]))
    keys: list[str] = field(default_factory=list)
    places: list[Path] = field(default_factory=list)
    asked_providers: set[str] = field(default_factory=set)
    ports: list[int] = field(default_factory=list)
    now: int = field(default_factory=lambda: int(time.time() * 1000))
    """In milliseconds, as all times of the database are."""

    @classmethod
    def gather(cls, url: str, *, journal=None, keys=None, places=(), tap=None, ports=()) -> "Evidence":
        return cls(
            database.read(url),
            Statements.read(journal),
            _lines(keys),
            list(places),
            set(_lines(tap)),
            list(ports),
        )

    def figures(self) -> dict[str, int]:
        """How much there is of everything."""
        tables = self.tables
        counted: dict[str, int] = {"accounts": len(tables.accounts), "entries": len(tables.entries)}
        for name, rows, column in [
            ("entries", tables.entries, "kind"),
            ("holds", tables.holds, "state"),
            ("tasks", tables.task_records, "status"),
            ("model calls", tables.usage_records, "status"),
        ]:
            counted |= {f"{name}: {value}": count for value, count in sorted(Counter(r[column] for r in rows).items())}
        counted["messages"] = len(tables.messages)
        counted["chats"] = len(tables.chats)
        counted["data sets"] = len(tables.datasets)
        counted["credits granted"] = sum(row["amount"] for row in tables.entries if row["kind"] == "grant")
        counted["credits charged"] = sum(row["amount"] for row in tables.entries if row["kind"] == "settle")
        return counted


def _lines(path: Path | None) -> list[str]:
    return path.read_text().split() if path and path.exists() else []
