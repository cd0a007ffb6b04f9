"""Days on which the server can't start, or loses its database: one sentence says what is wrong and what to do."""

import os
import shutil
import socket
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.client import Client
from support.postgres_server import PASSWORD, running_postgres
from support.programs import Server
from support.refusals import assert_sentence, nobody, serve
from support.samples import PLAIN
from support.waiting import until


@pytest.fixture(scope="module")
def postgres():
    with running_postgres() as server:
        yield server


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:hand-me-the-Key-7@localhost/latchkey",
        "/var/lib/latchkey.sqlite",
        "postgres",
        "postgresql:/latchkey@hand-me-the-Key-7",
        "sqlite:",
        "hand-me-the-Key-7",
    ],
)
def test_a_url_that_is_none(tmp_path, url):
    done = serve(tmp_path, database_url=url)
    assert_sentence(done, "URL is not understood", "postgresql://")


@pytest.mark.parametrize(
    "change, words",
    [
        ({"password": "Wrong-" + PASSWORD[6:]}, ["user or password", ".pgpass"]),
        ({"user": "somebody"}, ["user or password"]),
        ({"database": "none"}, ["no database of this name", "createdb"]),
        ({"options": "?sslmode=require"}, ["TLS", "sslmode"]),
        ({"options": "?sslmode=maybe"}, ["option", "libpq"]),
        ({"options": "?no_such_option=1"}, ["option", "libpq"]),
        ({"options": "?connect_timeout=soon"}, ["option", "libpq"]),
    ],
    ids=str,
)
def test_a_postgres_that_refuses_says_so_at_once(tmp_path, postgres, change, words):
    arguments = {"database": postgres.new_database()} | change
    begun = time.monotonic()
    done = serve(tmp_path, database_url=postgres.url(**arguments), database_wait_seconds=50)
    assert_sentence(done, f"postgresql://127.0.0.1/{arguments['database']}", *words)
    assert time.monotonic() - begun < 20, "waiting would not help"


@pytest.mark.parametrize("address, words", [("127.0.0.1:1", "start PostgreSQL"), ("nowhere.invalid", "host")])
def test_a_postgres_that_is_not_there_is_waited_for_and_then_named(tmp_path, address, words):
    done = serve(tmp_path, database_url=f"postgresql://latchkey:{PASSWORD}@{address}/latchkey")
    assert_sentence(done, "postgresql://", words, "LATCHKEY_DATABASE_URL")
    assert done.stderr.count("no connection to PostgreSQL") == 1, "it is said once that it is tried again"


def test_a_database_in_which_the_user_may_make_nothing(tmp_path, postgres):
    name = postgres.new_database()
    postgres.execute(f"alter database {name} owner to postgres")
    assert_sentence(serve(tmp_path, database_url=postgres.url(name)), "owner", "ALTER DATABASE")


def test_a_database_that_is_read_only(tmp_path, postgres):
    name = postgres.new_database()
    postgres.execute(f"alter database {name} set default_transaction_read_only = on")
    assert_sentence(serve(tmp_path, database_url=postgres.url(name)), "read-only", "default_transaction_read_only")
    assert postgres.execute("select count(*) from pg_tables where schemaname = 'public'", name) == "0"


def test_a_postgres_that_comes_up_late(tmp_path, simulator, postgres):
    url = postgres.url(postgres.new_database())
    port = free_port()
    server = Server(tmp_path, simulator.providers(), database_url=url, listen=f"127.0.0.1:{port}")
    postgres.stop()
    with ThreadPoolExecutor() as pool:
        start = pool.submit(server.start)
        try:
            until(lambda: server.log.exists() and "no connection to PostgreSQL" in server.log_text(), 25, "a word")
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port), timeout=5)
        finally:
            postgres.start()
        start.result()
    assert Client(port).get("/health/ready").status == 200
    assert server.stop() == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_postgres_that_goes_away_while_the_server_runs(start_server, new_person, postgres):
    server = start_server(database_url=postgres.url(postgres.new_database()))
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    assert person.ask(PLAIN).status == "complete"
    postgres.stop()
    try:
        ready = person.get("/health/ready")
        assert (ready.status, ready.code) == (503, "health.not_ready")
        refused = person.get("/api/user/credits")
        assert (refused.status, refused.code) == (503, "storage.unavailable")
        assert "try again" in refused.error["message"] and "127.0.0.1" not in refused.error["message"]
        assert person.get("/health/live").status == 200
    finally:
        postgres.start()
    until(lambda: person.get("/health/ready").status == 200, 30, "the way back")
    assert person.available == 19
    assert person.ask(PLAIN).status == "complete"
    server.audit()
    assert server.log_text().count("There is no connection to PostgreSQL") == 1


def test_a_file_that_is_no_database(tmp_path):
    file = tmp_path / "file.sqlite"
    file.write_bytes(b"These are my notes, and no database at all.\n" * 100)
    assert_sentence(serve(tmp_path, database_url=f"sqlite:{file}"), str(file), "no database", "backup")
    assert file.read_bytes().startswith(b"These are my notes")


def test_a_folder_that_is_not_there(tmp_path):
    done = serve(tmp_path, database_url=f"sqlite:{tmp_path}/none/latchkey.sqlite")
    assert_sentence(done, "can't be opened", "folder must exist")


@pytest.fixture
def stopped_server(start_server):
    """A server that has run, and is stopped, with a person's account in its database."""
    server = start_server()
    person = Client(server.port)
    assert person.sign_up("ada@example.org", "correct horse battery").status == 201
    server.stop()
    return server


@pytest.fixture
def open_folder():
    """A folder that every user of the machine may look into, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="latchkey-open."))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_data_folder_of_another_user(stopped_server, open_folder):
    data = open_folder / "data"
    shutil.copytree(stopped_server.data, data)
    data.chmod(0o755 if nobody() else 0o555)
    done = serve(open_folder, as_nobody=True)
    data.chmod(0o755)
    assert_sentence(done, str(data), "owner")


def test_a_database_file_that_can_only_be_read(stopped_server, open_folder):
    data = open_folder / "data"
    shutil.copytree(stopped_server.data, data)
    if nobody():
        for path in [data, *data.rglob("*")]:
            os.chown(path, 65534, 65534)
    file = data / "latchkey.sqlite"
    file.chmod(0o444)
    before = file.read_bytes()
    assert_sentence(serve(open_folder, as_nobody=True), str(file), "read-only", "owner")
    assert file.read_bytes() == before


def test_a_schema_of_a_newer_version_is_left_as_it_was(stopped_server):
    file = stopped_server.data / "latchkey.sqlite"
    with sqlite3.connect(file) as database:
        number = database.execute("select max(number) + 1 from schema_migrations").fetchone()[0]
        database.execute("insert into schema_migrations values (?, 'future', 'x')", (number,))
    done = serve(stopped_server.data.parent)
    assert_sentence(done, f"schema {number}", "newer version")
    with sqlite3.connect(file) as database:
        database.execute("delete from schema_migrations where number = ?", (number,))
        database.execute("update schema_migrations set fingerprint = 'x' where number = 2")
    assert_sentence(serve(stopped_server.data.parent), "Migration 2", "backup")


def test_an_older_server_goes_on_when_the_schema_gets_newer_and_does_not_start_again(start_server, new_person):
    """What a newer version does to the database while an older one still runs: it adds, and changes nothing."""
    server = start_server()
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    with sqlite3.connect(server.data / "latchkey.sqlite") as database:
        number = database.execute("select max(number) + 1 from schema_migrations").fetchone()[0]
        database.execute("create table future (id text primary key, user_id text references users (id))")
        database.execute("alter table chats add column future text")
        database.execute("insert into schema_migrations values (?, 'future', 'x')", (number,))
    assert person.ask(PLAIN).status == "complete"
    assert person.deduct("code_fix", "once").status == 200
    assert person.available == 18
    server.stop()
    assert_sentence(serve(server.data.parent), f"schema {number}", "newer version")


def test_a_port_that_is_taken(server, tmp_path):
    done = serve(tmp_path, listen=f"127.0.0.1:{server.port}")
    assert_sentence(done, f"127.0.0.1:{server.port}", "LATCHKEY_LISTEN")


@pytest.mark.parametrize("address", ["192.0.2.1:0", "nowhere.invalid:8080"])
def test_an_address_that_is_not_of_this_machine(tmp_path, address):
    assert_sentence(serve(tmp_path, listen=address), address.partition(":")[0], "LATCHKEY_LISTEN")


def test_a_python_that_is_missing_is_told_and_the_server_runs(start_server):
    server = start_server(python="/nowhere/python")
    assert "/nowhere/python" in server.log_text()
    assert Client(server.port).get("/health/ready").status == 200
