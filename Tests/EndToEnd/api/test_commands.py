"""The operator's commands, as they are typed."""

import json
import subprocess

import pytest
from support.client import Client
from support.people import PASSWORD, Person, own_key
from support.places import BINARY
from support.programs import plain_environment


def run(*arguments: str, input_text: str = "", environment: dict | None = None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [BINARY, *arguments],
        input=input_text,
        env=plain_environment() | (environment or {}),
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_answer_of_a_provider_is_decoded():
    body = {
        "id": "x",
        "object": "chat.completion",
        "model": "gpt-x",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9},
    }
    done = run("wire", "decode", "--provider", "openai", input_text=json.dumps(body))
    meaning = json.loads(done.stdout)
    assert (meaning["text"], meaning["finish_reason"], meaning["error"]) == ("Hi", "stop", None)
    assert (meaning["tokens"]["input"], meaning["tokens"]["output"]) == (7, 2)


def test_an_error_of_a_provider_is_decoded():
    body = {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}
    done = run("wire", "decode", "--provider", "anthropic", "--status", "401", input_text=json.dumps(body))
    assert json.loads(done.stdout)["error"]["code"] == "provider.invalid_key"


@pytest.mark.parametrize("provider", ["openai", "anthropic", "groq", "gemini"])
def test_a_chat_is_encoded_without_a_key(provider):
    chat = {"system": "Be brief.", "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 50}
    environment = {f"{provider.upper()}_API_KEY": "sk-secret-of-the-platform"}
    arguments = ("wire", "encode", "--provider", provider, "--model", "some-model")
    done = run(*arguments, input_text=json.dumps(chat), environment=environment)
    assert done.returncode == 0, done.stderr
    request = json.loads(done.stdout)
    assert request["method"] == "POST" and request["path"].startswith("/")
    assert "Hello" in json.dumps(request["body"]) and "Be brief." in json.dumps(request["body"])
    assert "secret" not in done.stdout


@pytest.mark.parametrize("command", [("wire", "decode"), ("wire", "encode", "--model", "m"), ("key", "check")])
def test_an_unknown_provider_is_told_in_one_sentence(command):
    done = run(*command, "--provider", "nobody", input_text='{"messages": []}')
    assert done.returncode != 0
    assert "nobody" in done.stderr and "openai" in done.stderr


def test_a_key_is_checked_from_standard_input(simulator):
    key = own_key("disabled", "anthropic")
    environment = simulator.providers()
    done = run("key", "check", "--provider", "anthropic", input_text=key + "\n", environment=environment)
    report = json.loads(done.stdout)
    assert report["outcome"] == "disabled" and report["hint"] == "····" + key[-4:]
    assert key not in done.stdout + done.stderr
    assert done.returncode != 0, "a refused key is told by the exit code too"
    good = run("key", "check", "--provider", "groq", input_text=own_key(provider="groq"), environment=environment)
    assert (json.loads(good.stdout)["outcome"], good.returncode) == ("valid", 0)


def test_people_are_added_and_changed(server):
    server.command("user", "add", "added@example.org", "--plan", "standard", input_text=PASSWORD + "\n")
    person = Person.sign_in_as(server, "added@example.org")
    assert (person.available, person.credits()["plan"]) == (500, "standard")
    assert person.get("/api/admin/users").status == 403
    server.command("user", "role", "added@example.org", "admin")
    assert person.get("/api/admin/users").status == 200
    server.command("user", "password", "added@example.org", input_text="a new long password\n")
    assert person.get("/api/user/credits").status == 401, "a new password signs out everywhere"
    assert Client(server.port).sign_in("added@example.org", "a new long password").status == 200


def test_a_grant_with_the_same_key_is_made_once(server, person):
    for _ in range(2):
        server.command("credits", "grant", person.email, "10", "--reason", "welcome", "--idempotency-key", "welcome-1")
    assert person.available == 30
    shown = server.command("credits", "show", person.email).stdout
    assert "30" in shown and "welcome" in shown


@pytest.mark.parametrize("amount", ["0", "-5", "1.5", "many"])
def test_a_grant_of_something_else_is_refused(server, person, amount):
    done = server.command("credits", "grant", person.email, "--", amount, check=False)
    assert done.returncode != 0
    assert person.available == 20


def test_nobody_is_told_to_exist_who_does_not(server):
    done = server.command("credits", "show", "nobody@example.org", check=False)
    assert done.returncode != 0 and "nobody@example.org" in done.stderr


def test_a_command_in_the_wrong_folder_makes_no_database(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    done = run("credits", "audit", environment={"LATCHKEY_DATA": str(elsewhere)})
    assert done.returncode == 1
    assert str(elsewhere / "latchkey.sqlite") in done.stderr and "--latchkey-data" in done.stderr
    assert not elsewhere.exists() and "0 problems" not in done.stdout


def test_an_audit_says_which_database_it_proved(server):
    done = server.command("credits", "audit")
    assert str(server.data / "latchkey.sqlite") in done.stdout


def test_a_command_leaves_an_older_schema_to_the_server(start_server):
    import sqlite3

    server = start_server()
    server.stop()
    with sqlite3.connect(server.data / "latchkey.sqlite") as database:
        last = database.execute("select max(number) from schema_migrations").fetchone()[0]
        database.execute("delete from schema_migrations where number = ?", (last,))
    done = server.command("credits", "audit", check=False)
    assert done.returncode == 1 and "latchkey serve" in done.stderr
    with sqlite3.connect(server.data / "latchkey.sqlite") as database:
        assert database.execute("select max(number) from schema_migrations").fetchone()[0] == last - 1


def test_an_audit_of_a_broken_ledger_fails(start_server, new_person):
    import sqlite3

    server = start_server()
    person = new_person(on=server)
    assert person.deduct("code_fix", "once").status == 200
    server.audit()
    server.stop()
    database = sqlite3.connect(server.data / "latchkey.sqlite")
    tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
    accounts = next(name for name in tables if "account" in name)
    column = next(row[1] for row in database.execute(f"pragma table_info({accounts})") if "available" in row[1])
    database.execute(f"update {accounts} set {column} = {column} + 5")
    database.commit()
    database.close()
    done = server.command("credits", "audit", check=False)
    assert done.returncode == 1
    assert "PROBLEM" in done.stdout


@pytest.mark.parametrize(
    "option, value",
    [
        ("--latchkey-listen", "nowhere"),
        ("--latchkey-key-hours", "0"),
        ("--latchkey-guests", "maybe"),
        ("--nothing", "1"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_sentence(tmp_path, option, value):
    done = run("serve", option, value, environment={"LATCHKEY_DATA": str(tmp_path)})
    assert done.returncode != 0
    name = option.removeprefix("--").upper().replace("-", "_")
    assert name in done.stderr.upper().replace("-", "_"), done.stderr
    assert len(done.stderr.splitlines()) <= 3, done.stderr
