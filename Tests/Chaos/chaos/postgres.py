"""A PostgreSQL server of our own, with the settings that make it durable, which may be stopped in every way."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from chaos.ports import free_port
from chaos.processes import children_of, kill_if_there

START_SECONDS = 60


def programs() -> Path:
    """Where the newest PostgreSQL of this machine has its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise RuntimeError("There is no PostgreSQL server; `scripts/system-packages test` installs it.")
    return found[-1]


class Postgres:
    """One server on a port of loopback, with its data in `folder/data`."""

    def __init__(self, folder: Path, log: Path):
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.log = log

    def _as_server(self) -> list[str]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return []
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "-C", "/", "HOME=/tmp"]

    def _run(self, program: str, *arguments: object, check: bool = True) -> subprocess.CompletedProcess:
        command = [*self._as_server(), str(programs() / program), *map(str, arguments)]
        return subprocess.run(command, check=check, capture_output=True, text=True, timeout=120)

    def create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log.touch()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            shutil.chown(self.log, "postgres", "postgres")
        self._run(
            "initdb", "--pgdata", self.data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--wal-segsize", "1", "--data-checksums", "--no-sync",
        )  # fmt: skip
        settings = {
            "listen_addresses": "'127.0.0.1'",
            "port": self.port,
            "unix_socket_directories": f"'{self.folder}'",
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "max_connections": 60,
            "shared_buffers": "32MB",
            "min_wal_size": "8MB",
            "max_wal_size": "48MB",
        }
        lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(lines)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "latchkey")

    def url(self, port: int | None = None) -> str:
        """On the server itself, or through the gate at another port."""
        return f"postgresql://postgres@127.0.0.1:{port or self.port}/latchkey?sslmode=disable&gssencmode=disable"

    def start(self) -> None:
        """Starts it, again and again while what is left of the last one is still in the way."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            done = self._run("pg_ctl", "--pgdata", self.data, "--log", self.log, "-w", "-t", "30", "start", check=False)
            if done.returncode == 0 or self.is_ready():
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL does not start: {done.stdout}{done.stderr}{self.log_end()}")
            time.sleep(0.1)

    def stop(self, mode: str) -> None:
        """`fast` ends the connections and saves all; `immediate` is a crash on purpose."""
        self._run("pg_ctl", "--pgdata", self.data, "--mode", mode, "-w", "stop", check=False)

    def is_ready(self) -> bool:
        return self._run("pg_isready", "-h", "127.0.0.1", "-p", self.port, check=False).returncode == 0

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def kill(self) -> None:
        """kill -9 of the postmaster, and of its children, which would go on for a moment else."""
        postmaster = self.pid
        children = children_of(self.pid)
        for pid in [postmaster, *children]:
            kill_if_there(pid)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}/exe").exists() for pid in [postmaster, *children]):
            if time.monotonic() > deadline:
                break
            time.sleep(0.01)

    def kill_backend(self) -> bool:
        """kill -9 of one process that serves a connection: PostgreSQL then restarts all of itself."""
        for pid in children_of(self.pid):
            try:
                title = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if "127.0.0.1" in title:
                kill_if_there(pid)
                return True
        return False

    def log_end(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]
