"""A server and its simulated providers in a temporary folder, and somebody who may ask as often as they like."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from support import client
from support.people import PASSWORD, Person
from support.programs import Program, Server, Simulator

EMAIL = "benchmark@example.org"


@contextlib.contextmanager
def stage() -> Iterator[tuple[Server, Simulator, Person]]:
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as name:
        # The sandbox's own user must be able to reach the data sets in it.
        Path(name).chmod(0o755)
        simulator = Simulator(Path(name) / "simulator")
        server = None
        try:
            simulator.start()
            server = Server(Path(name) / "server", simulator.providers(), log_level="error", tasks_per_person=512)
            server.start()
            server.command("user", "add", EMAIL, "--plan", "unlimited", input_text=PASSWORD + "\n")
            person = Person.sign_in_as(server, EMAIL)
            assert person.choose("openai", model="gpt-4o-mini").status == 200
            yield server, simulator, person
        finally:
            for program in (server, simulator):
                end(program)
            # The client remembers all it heard, for a test that searches it.
            client.exchanges.clear()


def end(program: Program | None) -> None:
    """The folder goes at once, so there is nothing to close in good order."""
    if program is not None and program.is_running():
        program.kill()
