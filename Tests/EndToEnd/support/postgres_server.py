"""A PostgreSQL server of a test's own: it can be stopped and started again, and asks for passwords."""

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "hand-me-the-Key-7"
OWNER = "latchkey"
numbers = itertools.count(1)


class PostgresServer:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="latchkey-postgres-server."))
        self.programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "--pgdata", "data", "--username", "postgres", "--encoding", "UTF8", "--no-sync")
        # Superusers come through the socket, all others with a password.
        rules = "local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (self.folder / "data" / "pg_hba.conf").write_text(rules)

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._control("start", "--options", f"{options} -p {self.port}", "--log", "server.log")

    def stop(self) -> None:
        self._control("stop", "--mode", "fast")

    def is_running(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def remove(self) -> None:
        if self.is_running():
            self._control("stop", "--mode", "immediate")
        shutil.rmtree(self.folder)

    def execute(self, sql: str, database: str = "postgres") -> str:
        return self._run(
            "psql",
            "-qAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.folder),
            "-p",
            str(self.port),
            "-U",
            "postgres",
            "-c",
            sql,
            database,
        )

    def new_database(self) -> str:
        """Makes an empty database that belongs to a user with a password, and gives its name."""
        if self.execute(f"select 1 from pg_roles where rolname = '{OWNER}'") == "":
            self.execute(f"create role {OWNER} login password '{PASSWORD}'")
        name = f"latchkey_{next(numbers)}"
        self.execute(f"create database {name} owner {OWNER}")
        return name

    def url(self, database: str, password: str = PASSWORD, user: str = OWNER, options: str = "") -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}{options}"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "--pgdata", "data", "--silent", "--wait", *arguments)

    def _run(self, program: str, *arguments: str) -> str:
        as_server = []
        if os.geteuid() == 0:
            as_server = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        done = subprocess.run(
            [*as_server, self.programs / program, *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            stderr=None,
            text=True,
            check=True,
            timeout=60,
        )
        return (done.stdout or "").strip()


@contextlib.contextmanager
def running_postgres():
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()
