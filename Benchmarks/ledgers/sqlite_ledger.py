"""Fills a ledger in a SQLite file."""

import sqlite3

from ledgers import rows

AT_ONCE = 100_000


def fill(path: str, accounts: int, entries: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'entries_no_replace'").fetchone()[0]
    connection.execute("DROP TRIGGER entries_no_replace")
    pairs = entries // 2
    person = rows.ACCOUNT.format(pad="printf('%012d', n)")
    owner = rows.ACCOUNT.format(pad=f"printf('%012d', n % {accounts})")
    task = rows.TASK.format(pad="printf('%012d', n)")
    count = f"2 * ({pairs} / {accounts} + (n < {pairs} % {accounts}))"
    insert(connection, accounts, rows.USERS.format(id=person), rows.ACCOUNTS.format(id=person, entry_count=count))
    insert(
        connection,
        pairs,
        rows.HOLDS.format(task=task, account=owner),
        rows.ENTRIES.format(task=task, account=owner, accounts=accounts),
    )
    connection.execute(guard)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def insert(connection: sqlite3.Connection, count: int, *statements: str) -> None:
    for start in range(0, count, AT_ONCE):
        end = min(start + AT_ONCE, count)
        series = f"WITH RECURSIVE series (n) AS (SELECT {start} UNION ALL SELECT n + 1 FROM series WHERE n < {end - 1})"
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(series + statement)
        connection.execute("COMMIT")
