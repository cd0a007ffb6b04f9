"""Fills a ledger in a PostgreSQL database."""

from ledgers import rows


def statements(accounts: int, entries: int) -> list[str]:
    pairs = entries // 2
    person = rows.ACCOUNT.format(pad="lpad(CAST(n AS text), 12, '0')")
    owner = rows.ACCOUNT.format(pad=f"lpad(CAST(n % {accounts} AS text), 12, '0')")
    task = rows.TASK.format(pad="lpad(CAST(n AS text), 12, '0')")
    count = f"2 * ({pairs} / {accounts} + CASE WHEN n < {pairs} % {accounts} THEN 1 ELSE 0 END)"
    people = [rows.USERS.format(id=person), rows.ACCOUNTS.format(id=person, entry_count=count)]
    work = [
        rows.HOLDS.format(task=task, account=owner),
        rows.ENTRIES.format(task=task, account=owner, accounts=accounts),
    ]
    filled = [insert(accounts, text) for text in people] + [insert(pairs, text) for text in work]
    return [*filled, "VACUUM ANALYZE", "CHECKPOINT"]


def insert(count: int, statement: str) -> str:
    """References are right by construction: to look each of them up would take longer than all else."""
    series = f"WITH series (n) AS (SELECT CAST(n AS bigint) FROM generate_series(0, {count - 1}) AS n)"
    return "SET session_replication_role = replica; SET synchronous_commit = off; " + series + statement
