"""Reads a database of Latchkey, SQLite or PostgreSQL, as it is at one moment."""

import json
import sqlite3
from contextlib import closing
from functools import cached_property

TABLES = [
    "users", "accounts", "entries", "holds", "renewals", "plan_changes", "task_records", "usage_records", "chats",
    "messages", "jobs", "datasets", "sessions", "session_keys",
]  # fmt: skip


class Tables:
    """The rows of every table, each as a dictionary."""

    def __init__(self, rows: dict[str, list[dict]]):
        self._rows = rows

    def __getattr__(self, name: str) -> list[dict]:
        if name not in TABLES:
            raise AttributeError(name)
        return self._rows[name]

    def by(self, table: str, column: str) -> dict[str, dict]:
        """The rows of a table by a column that is unique in it."""
        return {row[column]: row for row in self._rows[table]}

    def grouped(self, table: str, column: str) -> dict[str, list[dict]]:
        groups: dict[str, list[dict]] = {}
        for row in self._rows[table]:
            groups.setdefault(row[column], []).append(row)
        return groups

    @cached_property
    def contents(self) -> dict[str, dict]:
        """What each message says, by its id."""
        return {message["id"]: json.loads(message["content"]) for message in self.messages}


def read(url: str) -> Tables:
    """From `sqlite:/path` or `postgresql://…`, all tables in one snapshot."""
    if url.startswith("sqlite:"):
        return _sqlite(url.removeprefix("sqlite:"))
    return _postgres(url)


def _sqlite(path: str) -> Tables:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        return Tables({table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in TABLES})


def _postgres(url: str) -> Tables:
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(url, row_factory=dict_row) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return Tables({table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES})
