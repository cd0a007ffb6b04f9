"""How many tasks a second the ledger can hold credits for and settle, on both engines, beside pgbench.

Both keep what they commit: SQLite with `synchronous=FULL`, PostgreSQL with `fsync` and `synchronous_commit` on. Rounds
of all loads alternate, so that a slow moment of the machine meets all alike; the median round of each is printed.
`LATCHKEY_BENCH_CONNECTIONS` chooses the connections to PostgreSQL, ours and pgbench's alike.
"""

import os
import tempfile
from collections.abc import Iterator
from statistics import median

from figures.ledger_program import Load, build, middle, one_round
from figures.postgres import durable_postgres

TITLE = "Ledger: pairs of hold and settle a second; median and 99th percentile of a pair's time"
CONNECTIONS = int(os.environ.get("LATCHKEY_BENCH_CONNECTIONS", "8"))
ROUNDS = 3
SECONDS = 2
ACCOUNTS = 1000


def measure() -> Iterator[tuple[str, str]]:
    program = build()
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as folder:
        url = f"sqlite:{folder}/ledger.sqlite"
        rounds = [one_round(program, url, seconds=SECONDS, accounts=ACCOUNTS) for _ in range(ROUNDS)]
        one_round(program, url, seconds=0.1, at_once=1, accounts=1, audit="yes")
    yield from lines("SQLite", middle(rounds))

    with durable_postgres() as server:
        server.prepare_pgbench()
        server.psql("postgres", "CREATE DATABASE ledger")
        rounds, simple, prepared = [], [], []
        for _ in range(ROUNDS):
            simple.append(server.simple_updates(CONNECTIONS, "simple", SECONDS))
            options = {"seconds": SECONDS, "accounts": ACCOUNTS, "connections": CONNECTIONS}
            rounds.append(one_round(program, server.url("ledger"), **options))
            prepared.append(server.simple_updates(CONNECTIONS, "prepared", SECONDS))
        one_round(program, server.url("ledger"), seconds=0.1, at_once=1, accounts=1, audit="yes")
    loads = middle(rounds)
    yield from lines("PostgreSQL", loads)
    yield f"pgbench simple-update, {CONNECTIONS} connections", f"{median(simple):8.0f} a second"
    yield "  the same with prepared statements", f"{median(prepared):8.0f} a second"
    best = max(load.rate for load in loads if load.accounts == "many")
    hot = max(load.rate for load in loads if load.accounts == "hot")
    yield "PostgreSQL, many accounts, to pgbench", f"{best / median(simple):8.2f} ×"
    yield "  to pgbench with prepared statements", f"{best / median(prepared):8.2f} ×"
    yield "PostgreSQL, one hot account to many", f"{hot / best:8.2f} ×"


def lines(engine: str, loads: list[Load]) -> Iterator[tuple[str, str]]:
    for load in loads:
        accounts = "one hot account" if load.accounts == "hot" else f"{ACCOUNTS} accounts"
        yield (
            f"{engine}, {accounts}, {load.at_once} at once",
            f"{load.rate:8.0f} a second {load.half:9.2f} ms {load.most:9.2f} ms",
        )
