"""An honest installation, with everything in it that the auditor looks at: what the tests then falsify."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from auditor.evidence import Evidence
from chaos.canaries import Canaries
from chaos.journal import Journal
from chaos.load import asks, chats, credits, datasets, settings
from chaos.load.bank import Bank
from chaos.load.person import LoadPerson
from chaos.load.visitor import Visitor
from support.people import PASSWORD
from support.places import BINARY, PYTHON
from support.programs import Server, Simulator, running
from support.waiting import until


def pytest_sessionstart(session):
    for needed, how in [(BINARY, "make build"), (PYTHON, "make setup")]:
        if not needed.exists():
            pytest.exit(f"{needed} is missing; `{how}` makes it.", returncode=3)


@dataclass
class Site:
    """A server that people have used, with their journal."""

    server: Server
    folder: Path

    @property
    def database(self) -> Path:
        return self.server.data / "latchkey.sqlite"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    @property
    def keys(self) -> Path:
        return self.folder / "keys.txt"

    def evidence(self, **changed) -> Evidence:
        parts = {"journal": self.journal, "keys": self.keys, "places": [self.server.data], **changed}
        return Evidence.gather(f"sqlite:{self.database}", **parts)


def use(person: LoadPerson) -> None:
    """Does everything once that people do."""
    person.sign_up()
    datasets.upload(person)
    asks.plainly(person)
    asks.with_code(person)
    chats.create(person)
    chats.rename(person)
    chats.delete(person, person.chats[-1])
    asks.twice_at_once(person)
    credits.deduct(person)
    person.bank.grant(person.user, 7)
    settings.bring_key(person)
    asks.plainly(person)
    settings.remove_key(person)
    settings.sign_out_and_in(person)
    key = person.canaries.key("openai")
    settings._save(person, key, True, "openai", settings.CHEAP)
    asks.plainly(person)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audited")
    with running(Simulator(folder)) as simulator, running(Server(folder, simulator.providers())) as server:
        operator = ("user", "add", "operator@example.org", "--role", "admin")
        server.command(*operator, input_text=PASSWORD + "\n")
        journal, admin = Journal(folder / "journal.jsonl"), Visitor([server.port])
        assert admin.sign_in("operator@example.org", PASSWORD).status == 200
        bank, canaries = Bank(admin, journal), Canaries(folder / "keys.txt", seed=3)
        for number in range(2):
            visitor = Visitor([server.port])
            use(LoadPerson(f"person{number}@example.org", visitor, journal, canaries, bank, f"audited {number}"))
        journal.close()
        until(lambda: not any(user["held"] for user in admin.get("/api/admin/users").json()["users"]))
        yield Site(server, folder)
