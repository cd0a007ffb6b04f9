"""PostgreSQL and several servers, for the tests that need them."""

import pytest
from support.fleet import Fleet
from support.nginx import Nginx
from support.postgres import Postgres
from support.programs import running


@pytest.fixture(scope="session")
def postgres():
    with running(Postgres()) as postgres:
        yield postgres


@pytest.fixture(scope="module")
def fleet(tmp_path_factory, simulator, postgres):
    """Three servers on one database."""
    folder = tmp_path_factory.mktemp("fleet")
    settings = {
        "key_checks_per_minute": 12,
        "lease_seconds": 3,
        "reconnect_grace_seconds": 2,
        "shutdown_grace_seconds": 15,
        "tasks_per_person": 12,
        "trusted_proxies": "127.0.0.1",
    }
    with running(Fleet(folder, simulator, postgres, 3, **settings)) as fleet:
        yield fleet


@pytest.fixture(scope="module")
def nginx(tmp_path_factory, fleet):
    """nginx before the three servers, as docs/operations.md says."""
    with running(Nginx(tmp_path_factory.mktemp("nginx"), [server.port for server in fleet.servers])) as nginx:
        yield nginx
