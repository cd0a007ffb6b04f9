"""Servers whose own clocks are wrong, on one PostgreSQL: the database's clock counts."""

import datetime

import pytest
from support.client import Client
from support.fleet import Fleet
from support.people import PASSWORD, own_key
from support.programs import running, shifted_clock
from support.samples import SLOW

HOUR = datetime.timedelta(hours=1)
CHECKS = 6
TOLERANCE = datetime.timedelta(seconds=30)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory, simulator, postgres):
    """A server that is right, one that is an hour ahead, and one that is an hour behind."""
    fleet = Fleet(
        tmp_path_factory.mktemp("clocks"), simulator, postgres, 3, hold_seconds=60, key_checks_per_minute=CHECKS
    )
    for server, shift in zip(fleet.servers[1:], [3600, -3600], strict=True):
        server.wrapper = shifted_clock(shift)
    with running(fleet):
        yield fleet


@pytest.fixture
def person(fleet, new_person):
    return new_person(on=fleet.servers[0])


def instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def test_the_clocks_of_two_servers_really_are_wrong(fleet):
    right, ahead, behind = (server.log_text() for server in fleet.servers)
    assert "ahead of the database's" in ahead and "behind the database's" in behind
    assert "This machine's clock" not in right
    first = instant(ahead.splitlines()[0].split()[0])
    assert abs(first - now() - HOUR) < 2 * TOLERANCE, "faketime did not work"


def test_what_is_held_on_one_is_not_freed_by_another(fleet, person):
    right, ahead, behind = (person.at(server.port) for server in fleet.servers)
    assert person.choose(tier=1).status == 200
    for asked, others in [(right, (ahead, behind)), (behind, (ahead, right)), (ahead, (right, behind))]:
        before = right.credits()["available"]
        stream = asked.send(asked.new_chat(), SLOW)
        stream.until("text")
        for other in others:
            balance = other.credits()
            assert (balance["available"], balance["held"]) == (before - 1, 1)
        assert stream.rest()[-1].data["status"] == "complete"
        balance = right.credits()
        assert (balance["available"], balance["held"]) == (before - 1, 0)
    fleet.servers[0].audit()


def test_sessions_and_keys_live_as_long_whoever_began_them(fleet, person):
    for server in fleet.servers:
        client = Client(server.port)
        assert client.sign_in(person.email, PASSWORD).status == 200
        key = client.choose_own(own_key()).json()["own_key"]
        assert abs(instant(key["checked_at"]) - now()) < TOLERANCE
        assert abs(instant(key["expires_at"]) - now() - 12 * HOUR) < TOLERANCE
        for other in fleet.servers:
            own = client.at(other.port).settings()["own_key"]
            assert (own["active"], own["expires_at"]) == (True, key["expires_at"])


def test_limits_end_at_the_same_moment_on_all(fleet, person):
    places = [person.at(server.port) for server in fleet.servers]
    body = {"provider": "openai", "api_key": own_key()}
    checked = [places[number % 3].post("/api/keys/check", body).status for number in range(CHECKS)]
    assert checked == [200] * CHECKS
    for place in places:
        refused = place.post("/api/keys/check", body)
        assert refused.code == "key.too_many_checks"
        assert 0 < refused.error["details"]["retry_after"] <= 60


def test_what_is_written_bears_the_databases_time(fleet, person):
    for server in fleet.servers:
        server.command("credits", "grant", person.email, "1")
        assert person.at(server.port).post("/api/chats").status in (200, 201)
    entries = person.get("/api/user/ledger?limit=10").json()["entries"]
    chats = person.get("/api/chats").json()["chats"]
    times = [entry["at"] for entry in entries] + [chat["created_at"] for chat in chats]
    assert len(times) >= 7
    assert max(abs(instant(time) - now()) for time in times) < TOLERANCE
