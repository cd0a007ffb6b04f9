"""A PostgreSQL server that keeps what it commits, for the length of a measurement, and pgbench on it."""

import contextlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from support.places import ROOT


class Postgres:
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.folder}&user=postgres"

    def psql(self, database: str, sql: str) -> str:
        command = ["psql", "--quiet", "--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
        command += ["--host", self.folder, "--username", "postgres", "--command", sql, database]
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=True).stdout

    def pgbench(self, *options: str) -> str:
        command = ["pgbench", "--host", self.folder, "--username", "postgres", *options, "pgbench"]
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=True).stdout

    def prepare_pgbench(self) -> None:
        self.psql("postgres", "CREATE DATABASE pgbench")
        self.pgbench("--initialize", "--quiet", "--scale", "20")

    def simple_updates(self, connections: int, protocol: str, seconds: int) -> float:
        """Transactions a second of pgbench's own `simple-update`."""
        options = ["--builtin=simple-update", "--no-vacuum", f"--protocol={protocol}", "--jobs=2"]
        printed = self.pgbench(*options, f"--client={connections}", f"--time={seconds}")
        return float(re.search(r"tps = ([\d.]+)", printed)[1])


@contextlib.contextmanager
def durable_postgres() -> Iterator[Postgres]:
    command = [str(Path(ROOT) / "scripts" / "throwaway-postgres"), "--durable"]
    # It lives until its standard input is closed.
    command += ["sh", "-c", 'echo "$LATCHKEY_TEST_POSTGRES"; exec cat']
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        folder = server.stdout.readline().strip()
        if not folder:
            raise RuntimeError("PostgreSQL did not start")
        try:
            yield Postgres(folder)
        finally:
            server.stdin.close()
            server.wait(timeout=60)
