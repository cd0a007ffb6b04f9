"""Prints what a hold and its settlement cost on large ledgers, as ratios to a small one (`make bench-scale`).

Three ledgers on each engine: a thousand accounts with a thousand entries, a million accounts with a million entries,
and a thousand accounts with ten million entries. The load is the same on each, on a thousand accounts at random; rounds
alternate between the ledgers, and the median of each is compared. `LATCHKEY_SCALE` makes the large ones smaller, such
as 0.1 for a tenth. It takes some minutes and about 12 GB of disk.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "Benchmarks"), str(ROOT / "Tests" / "EndToEnd")]

from figures.ledger_program import Load, build, middle, one_round  # noqa: E402
from figures.postgres import durable_postgres  # noqa: E402
from ledgers import postgres_ledger, sqlite_ledger  # noqa: E402

FACTOR = float(os.environ.get("LATCHKEY_SCALE", "1"))
MILLION = int(1_000_000 * FACTOR)
LEDGERS = {"small": (1000, 1000), "accounts": (MILLION, MILLION), "entries": (1000, 10 * MILLION)}
ROUNDS = 7
OPTIONS = {"existing": "yes", "accounts": 1000, "kinds": "many", "at_once": "64", "seconds": 2}


def main() -> int:
    program = build()
    engines = sys.argv[1:] or ["sqlite", "postgres"]
    if "sqlite" in engines:
        with tempfile.TemporaryDirectory(prefix="latchkey-scale-", dir="/var/tmp") as folder:
            urls = {name: f"sqlite:{folder}/{name}.sqlite" for name in LEDGERS}
            for name, (accounts, entries) in LEDGERS.items():
                one_round(program, urls[name], at_once=1, seconds=0.1, accounts=1)  # makes the schema
                report_filling("SQLite", name, lambda n=name, a=accounts, e=entries: fill_sqlite(folder, n, a, e))
            compare("SQLite", program, urls, {})
    if "postgres" in engines:
        with durable_postgres() as server:
            urls = {name: server.url(name) for name in LEDGERS}
            for name, (accounts, entries) in LEDGERS.items():
                server.psql("postgres", f"CREATE DATABASE {name}")
                one_round(program, urls[name], at_once=1, seconds=0.1, accounts=1)
                fill = postgres_ledger.statements(accounts, entries)
                report_filling("PostgreSQL", name, lambda n=name, f=fill: [server.psql(n, text) for text in f])
            compare("PostgreSQL", program, urls, {"connections": 8})
    return 0


def fill_sqlite(folder: str, name: str, accounts: int, entries: int) -> None:
    sqlite_ledger.fill(f"{folder}/{name}.sqlite", accounts, entries)


def report_filling(engine: str, name: str, fill) -> None:
    begun = time.monotonic()
    fill()
    accounts, entries = LEDGERS[name]
    print(f"  {engine}: {accounts} accounts, {entries} entries ({time.monotonic() - begun:.0f} s to fill)", flush=True)


def compare(engine: str, program: Path, urls: dict[str, str], more: dict[str, int]) -> None:
    rounds: dict[str, list[list[Load]]] = {name: [] for name in urls}
    for number in range(ROUNDS + 1):
        for name, url in urls.items():
            found = one_round(program, url, **OPTIONS, **more)
            if number > 0:  # The first one reads what the others find in memory.
                rounds[name].append(found)
    base = middle(rounds["small"])[0]
    for name, found in rounds.items():
        load = middle(found)[0]
        accounts, entries = LEDGERS[name]
        print(
            f"{engine}, {accounts} accounts, {entries} entries: {load.rate:.0f} a second, {load.half:.2f} ms, "
            f"{load.most:.2f} ms; a pair costs {base.rate / load.rate:.2f} × the small ledger's",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
