"""Several servers on one database and one data folder."""

from pathlib import Path

from support.postgres import Postgres
from support.programs import Server, Simulator
from support.waiting import at_once


class Fleet:
    """Servers that start together, as an operator's would."""

    def __init__(self, folder: Path, simulator: Simulator, postgres: Postgres, count: int, **settings: object):
        shared = {"data": folder / "shared", "database_url": postgres.new_database(), **settings}
        self.servers = [Server(folder / f"server-{n}", simulator.providers(), **shared) for n in range(count)]

    def start(self) -> None:
        at_once([server.start for server in self.servers])

    def stop(self) -> None:
        running = [server for server in self.servers if server.is_running()]
        if running:
            at_once([server.stop for server in running])

    def is_running(self) -> bool:
        return any(server.is_running() for server in self.servers)
