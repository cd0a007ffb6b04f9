"""A whole installation moves from SQLite to PostgreSQL, and back."""

import pytest
from support.people import own_key
from support.postgres_server import running_postgres
from support.samples import PLAIN, sales


@pytest.fixture(scope="module")
def postgres():
    with running_postgres() as server:
        yield server


def state_of(person, chat: str) -> dict:
    """What a person sees of what is theirs."""
    paths = ["/api/user/credits", "/api/user/ledger", "/api/user/usage", "/api/datasets", "/api/chats"]
    return {path: person.get(path).json() for path in [*paths, f"/api/chats/{chat}", "/api/model-settings"]}


def test_an_installation_moves_to_postgres_and_goes_on_where_it_was(start_server, new_person, postgres):
    server = start_server()
    person = new_person(on=server, balance=30)
    dataset = person.dataset(sales())
    chat = person.new_chat(dataset)
    assert person.choose(tier=2).status == 200
    assert person.ask(PLAIN, chat).receipt["credits"] == 3
    assert person.deduct("code_fix", "once").status == 200
    assert person.choose_own(own_key()).status == 200
    person.ask('[sim:no-code] naïve ☃ "quotes" and \\ backslashes; -- \'', chat)
    before = state_of(person, chat)

    source = f"sqlite:{server.data}/latchkey.sqlite"
    target = postgres.url(postgres.new_database())
    refused = server.command("migrate", "--from", source, "--to", target, check=False)
    assert refused.returncode == 1
    assert f"process {server.pid}" in refused.stderr and "stop the server" in refused.stderr

    server.stop()
    file = (server.data / "latchkey.sqlite").read_bytes()
    # The target from the settings: so its password is on no command line.
    server.environment["LATCHKEY_DATABASE_URL"] = target
    moved = server.command("migrate", "--from", source)
    assert "DIFFERS" not in moved.stdout and "entries: sum of available_change" in moved.stdout
    assert "master.key" in moved.stdout
    assert "hand-me" not in moved.stdout + moved.stderr
    assert (server.data / "latchkey.sqlite").read_bytes() == file, "the source is as it was"

    server.start()
    assert state_of(person, chat) == before, "signed in, with the same chats, data sets and credits"
    answer = person.ask(PLAIN, chat)
    assert (answer.status, answer.receipt["credits"]) == ("complete", 0), "the own key is still open to its session"
    assert person.choose(tier=1).status == 200
    assert person.ask("What is the total revenue by region?", chat).status == "complete", "the data set is readable"
    server.audit()
    server.stop()

    again = server.command("migrate", "--from", source, check=False)
    assert again.returncode == 1 and "holds rows already" in again.stderr
    back = server.command("migrate", "--from", target, "--to", f"sqlite:{server.data}/back.sqlite")
    assert "DIFFERS" not in back.stdout
    server.environment["LATCHKEY_DATABASE_URL"] = f"sqlite:{server.data}/back.sqlite"
    server.start()
    assert person.available == 25
    server.audit()


@pytest.mark.parametrize(
    "source, words",
    [
        ("sqlite:{folder}/none.sqlite", "no database at"),
        ("mysql://localhost/x", "not understood"),
        ("", "not understood"),
    ],
)
def test_a_source_that_is_none_is_told_in_a_sentence(server, tmp_path, source, words):
    target = f"sqlite:{tmp_path}/target.sqlite"
    done = server.command("migrate", "--from", source.format(folder=tmp_path), "--to", target, check=False)
    assert done.returncode == 1 and words in done.stderr, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_target_nothing_is_moved(server):
    done = server.command("migrate", "--from", f"sqlite:{server.data}/latchkey.sqlite", check=False)
    assert done.returncode == 1 and "--to" in done.stderr
