"""A key that is used in good and bad calls is found nowhere: not on disk, in logs, in answers or in other processes."""

import base64
from pathlib import Path

import pytest
from support import client
from support.people import own_key
from support.samples import PLAIN, QUESTION, running_code, sales
from support.waiting import until

BEHAVIOURS = ["good", "echo", "echochat", "invalid", "disabled", "nocredit", "cut", "parrot", "malformed", "down"]
PROVIDERS = ["openai", "anthropic", "groq", "gemini"]

PROGRAM = """
import os, pathlib
print(dict(os.environ))
print(open("/proc/self/cmdline", "rb").read())
for folder in pathlib.Path("/").glob("*"):
    if folder.name in ("usr", "lib", "lib64", "bin", "sbin"):
        continue
    for path in [folder, *folder.rglob("*")]:
        try:
            print(path, path.read_bytes()[:2000] if path.is_file() else "")
        except OSError as error:
            print(path, error)
"""


def traces(key: str) -> list[bytes]:
    """The key as it could turn up: plain, its long middle, in base64 at each offset, and in hexadecimal."""
    text = key.encode()
    middle = text[8:-4]
    encoded = [base64.b64encode(text[offset:])[4:-4] for offset in range(3)]
    return [text, middle, *encoded, text.hex().encode()]


class CommandLines:
    """What every process of this machine was started with, looked at again and again."""

    def __init__(self):
        self.seen = set()

    def look(self) -> None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                self.seen.add(path.read_bytes())
            except OSError:
                continue


@pytest.fixture(scope="module")
def evidence(tmp_path_factory, simulator):
    """Uses keys in every way, good and bad, and gathers everything that the server wrote and said."""
    from support.people import Person
    from support.programs import Server, running

    folder = tmp_path_factory.mktemp("canary")
    keys, command_lines = [], CommandLines()
    answers_before = len(client.exchanges)
    program_output = ""
    with running(Server(folder, simulator.providers(), log_level="trace")) as server:
        person = Person.sign_up(server, "canary@example.org")
        dataset = person.dataset(sales(20))
        for provider in PROVIDERS:
            for behaviour in BEHAVIOURS:
                key = own_key(behaviour, provider)
                keys.append(key)
                body = {"provider": provider, "api_key": key, "model": person.model(provider)}
                person.post("/api/keys/check", body)
                person.choose_own(key, provider, keep_unchecked=True, test_model=True)
                stream = person.send(person.new_chat(), PLAIN)
                stream.response.read() if stream.status != 200 else list(stream)
                command_lines.look()
        for behaviour in BEHAVIOURS:
            key = own_key("good", "gemini")
            keys.append(key)
            assert person.choose_own(key, "gemini").status == 200
            simulator.set_behaviour(key, behaviour)
            person.ask(PLAIN)
            person.get("/api/user/usage")
        key = own_key()
        keys.append(key)
        assert person.choose_own(key).status == 200
        chat = person.new_chat(dataset)
        answer = person.ask(running_code(PROGRAM), chat)
        program_output = str(answer.named("run"))
        person.ask(QUESTION, chat)
        # A key where it does not belong: in an address, a question, a wrong field.
        person.get(f"/api/models?api_key={key}")
        person.post("/settings/model", {"provider": key, "model": key, "use_own_key": True, "api_key": [key]})
        command_lines.look()
        for path in ["/api/chats", f"/api/chats/{chat}", "/api/model-settings", "/metrics", "/openapi.json"]:
            person.get(path)
        until(lambda: person.held == 0)
        files_while_running = read_all(folder)
    yield {
        "keys": keys,
        "the files of the server, its log and its database among them": files_while_running | read_all(folder),
        "the answers": {str(number): said for number, said in enumerate(client.exchanges[answers_before:])},
        "the command lines of all processes": {"cmdline": b"\n".join(command_lines.seen)},
        "the environment and the files of the sandbox": {"program": program_output.encode()},
    }


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PLACES = [
    "the files of the server, its log and its database among them",
    "the answers",
    "the command lines of all processes",
    "the environment and the files of the sandbox",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_key_is_found_in(evidence, place):
    everything = evidence[place]
    assert sum(len(content) for content in everything.values()) > 500, "there is something to search"
    found = [
        (name, key[:14])
        for name, content in everything.items()
        for key in evidence["keys"]
        for trace in traces(key)
        if trace in content
    ]
    assert not found


def test_the_program_in_the_sandbox_really_looked(evidence):
    seen = evidence["the environment and the files of the sandbox"]["program"].decode()
    assert "PATH" in seen
    assert "LATCHKEY_" not in seen and "API_KEY" not in seen
    assert "latchkey.sqlite" not in seen


def test_the_log_was_written_at_its_most_talkative(evidence):
    logs = [content for name, content in evidence[PLACES[0]].items() if name.endswith("server.log")]
    assert b"trace" in logs[0] or b"debug" in logs[0]
