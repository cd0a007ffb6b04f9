"""A PostgreSQL server that is made for the tests and gone after them."""

import itertools
import subprocess
from pathlib import Path

from support.places import ROOT

numbers = itertools.count(1)


class Postgres:
    """`scripts/throwaway-postgres` as a child process; it ends with its standard input."""

    def __init__(self):
        self.process: subprocess.Popen | None = None
        self.folder: Path | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [ROOT / "scripts" / "throwaway-postgres", "sh", "-c", 'echo "$LATCHKEY_TEST_POSTGRES"; exec cat'],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.folder = Path(self.process.stdout.readline().strip())
        assert self.folder.is_dir(), "the PostgreSQL server did not start"

    def stop(self) -> None:
        self.process.communicate()

    def new_database(self) -> str:
        """Makes an empty database and gives its URL."""
        name = f"latchkey_{next(numbers)}"
        make = ["createdb", "--host", str(self.folder), "--username", "postgres", "--template", "template0", name]
        subprocess.run(make, check=True, timeout=30)
        return f"postgresql:///{name}?host={self.folder}&user=postgres"

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None
