"""The programs and people of the end-to-end tests."""

import itertools

import pytest
from support.client import Client
from support.people import PASSWORD, Person
from support.places import BINARY, PYTHON
from support.programs import Server, Simulator, running

numbers = itertools.count(1)


def pytest_sessionstart(session):
    for needed, how in [(BINARY, "make build"), (PYTHON, "make setup")]:
        if not needed.exists():
            pytest.exit(f"{needed} is missing; `{how}` makes it.", returncode=3)


@pytest.fixture(scope="session")
def simulator(tmp_path_factory) -> Simulator:
    with running(Simulator(tmp_path_factory.mktemp("simulator"))) as simulator:
        yield simulator


@pytest.fixture(scope="session")
def server(tmp_path_factory, simulator) -> Server:
    """The server that most tests share; what they do to it concerns only people of their own."""
    with running(Server(tmp_path_factory.mktemp("server"), simulator.providers())) as server:
        yield server


@pytest.fixture
def start_server(tmp_path_factory, simulator):
    """Starts servers of a test's own, with settings of its own."""
    started = []

    def start(platform: str = "good", **settings) -> Server:
        server = Server(tmp_path_factory.mktemp("own-server"), simulator.providers(platform), **settings)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        if server.is_running():
            server.stop()


@pytest.fixture
def new_person(server):
    """Makes people with accounts, signed in, on the shared server or on another."""

    def make(on: Server = server, **options) -> Person:
        return Person.sign_up(on, f"person{next(numbers)}@example.org", **options)

    return make


@pytest.fixture
def person(new_person) -> Person:
    return new_person()


@pytest.fixture
def guest(server) -> Client:
    client = Client(server.port)
    assert client.guest().status == 201
    return client


@pytest.fixture(scope="session")
def admin(server) -> Person:
    email = "operator@example.org"
    server.command("user", "add", email, "--role", "admin", "--plan", "unlimited", input_text=PASSWORD + "\n")
    return Person.sign_in_as(server, email)
