"""The stages: what runs, and what it stands on."""

import contextlib
import os
import subprocess
from pathlib import Path

from support.programs import Simulator

from chaos.disk import SmallDisk
from chaos.gate import Gate
from chaos.postgres import Postgres
from chaos.server import ChaosServer

HOLD_SECONDS = 5
"""The shortest that Latchkey takes."""
DATA_MEGABYTES = 384
LEASE_SECONDS = 3
SETTINGS = {
    "hold_seconds": HOLD_SECONDS,
    "lease_seconds": LEASE_SECONDS,
    "reconnect_grace_seconds": 3,
    "shutdown_grace_seconds": 2,
    "log_level": "info",
    "tasks_per_person": 8,
}


class Stage:
    """Servers on one database, with the simulated providers behind a gate."""

    def __init__(self, name: str, folder: Path, server_count: int):
        self.name = name
        self.folder = folder
        self.server_count = server_count
        self.simulator = Simulator(folder / "simulator")
        self.data = folder / "data"
        self.postgres: Postgres | None = None
        self.database_gate: Gate | None = None
        self.disks: list[SmallDisk] = []
        self.servers: list[ChaosServer] = []
        self._closing = contextlib.ExitStack()

    @property
    def tap(self) -> Path:
        """The marks of the questions that were sent to a provider, one a line."""
        return self.evidence / "asked-providers.txt"

    @property
    def evidence(self) -> Path:
        """What the harness writes for the auditor."""
        return self.folder / "evidence"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def ports(self) -> list[int]:
        return [server.port for server in self.servers]

    def open(self) -> None:
        for folder in (self.folder, self.evidence, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        self._mount(self.data)
        self.simulator.start()
        self._closing.callback(self.simulator.kill)
        self.provider_gate = self._gate(self.simulator.port, self.tap)
        self._open_database()
        for number in range(1, self.server_count + 1):
            self.servers.append(self._server(f"server{number}"))

    def _mount(self, folder: Path) -> None:
        if os.geteuid() != 0:
            return
        disk = SmallDisk(folder, DATA_MEGABYTES)
        disk.mount()
        self._closing.callback(disk.unmount)
        self.disks.append(disk)

    def _gate(self, target: int, tap: Path | None = None) -> Gate:
        gate = Gate(target, tap)
        gate.start()
        self._closing.callback(gate.stop)
        return gate

    def _open_database(self) -> None:
        """SQLite needs nothing; see `PostgresStage`."""

    def database_settings(self) -> dict[str, object]:
        return {}

    def _server(self, name: str) -> ChaosServer:
        providers = self.simulator.providers()
        direct, gated = f":{self.simulator.port}", f":{self.provider_gate.port}"
        providers = {key: value.replace(direct, gated) for key, value in providers.items()}
        server = ChaosServer(name, self.logs, providers, data=self.data, **SETTINGS, **self.database_settings())
        server.start()
        self._closing.callback(server.kill_for_good)
        return server

    def database_url(self) -> str:
        """For the auditor, past the gate."""
        return f"sqlite:{self.data / 'latchkey.sqlite'}"

    def places_of_keys(self) -> list[Path]:
        """Where a key could have been left."""
        return [self.data, self.logs]

    def stop_servers(self) -> None:
        """Asks all servers to end."""
        for server in self.servers:
            if server.is_running():
                with contextlib.suppress(Exception):
                    server.stop()

    def keep(self) -> None:
        """Copies what is on the small disks, which are gone after `close`."""
        for disk in self.disks:
            kept = disk.folder.with_name(f"{disk.folder.name}-kept")
            subprocess.run(["cp", "--archive", disk.folder, kept], check=False)

    def close(self) -> None:
        self._closing.close()


class PostgresStage(Stage):
    """The same on a PostgreSQL server behind a gate of its own."""

    def _open_database(self) -> None:
        base = self.folder / "postgres"
        self._mount(base)
        self.postgres = Postgres(base, self.logs / "postgres.log")
        self._closing.callback(self._stop_postgres)
        self.postgres.create()
        self.database_gate = self._gate(self.postgres.port)

    def _stop_postgres(self) -> None:
        with contextlib.suppress(Exception):
            self.postgres.stop("immediate")

    def places_of_keys(self) -> list[Path]:
        return [*super().places_of_keys(), self.postgres.data]

    def database_settings(self) -> dict[str, object]:
        return {"database_url": self.postgres.url(self.database_gate.port)}

    def database_url(self) -> str:
        return self.postgres.url()


def make_stage(name: str, folder: Path) -> Stage:
    if name == "postgres":
        return PostgresStage(name, folder, server_count=2)
    return Stage(name, folder, server_count=1)
