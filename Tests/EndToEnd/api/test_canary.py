"""A key that is used in good and bad calls is found nowhere: not on disk, in logs, in answers or in other processes."""

import base64
import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support import client
from support.client import Answer
from support.people import own_key, random_part
from support.samples import PLAIN, QUESTION, running_code, sales
from support.waiting import until

BEHAVIOURS = ["good", "echo", "echochat", "invalid", "disabled", "nocredit", "cut", "parrot", "malformed", "down"]
PROVIDERS = ["openai", "anthropic", "groq", "gemini"]

PROGRAM = """
import os, pathlib, re
pattern = re.compile(rb"sim-[a-z]+-[0-9A-Za-z]{32}")
pathlib.Path("/tmp/planted").write_text("si" + "m-planted-" + "PLANTED")
places = {"environment": repr(dict(os.environ)).encode()}
for path in pathlib.Path("/proc").glob("[0-9]*/*"):
    if path.name in ("environ", "cmdline", "comm", "status", "mountinfo", "cgroup", "stat"):
        places[str(path)] = path
for folder in pathlib.Path("/").glob("*"):
    if folder.name not in ("usr", "lib", "lib64", "bin", "sbin", "venv", "proc", "sys"):
        places |= {str(path): path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
print("environment:", *sorted(os.environ))
looked = 0
for name, place in places.items():
    try:
        content = place if isinstance(place, bytes) else place.open("rb").read(20_000_000)
    except OSError:
        continue
    looked += 1
    for found in pattern.findall(content):
        print("found", found.decode(), "in", name)
    if b"LATCHKEY_" in content or b"_API_KEY" in content:
        print("setting in", name)
print("looked at", looked)
"""


def windows(key: str) -> set[bytes]:
    """Every eight characters in a row of the random part, whatever their case."""
    part = key.rpartition("-")[2].lower().encode()
    return {part[start : start + 8] for start in range(len(part) - 7)}


def encoded(key: str) -> list[bytes]:
    """The key in base64, at each offset, and in hexadecimal, without its ends."""
    text = key.encode()
    return [base64.b64encode(text[offset:])[4:-8] for offset in range(3)] + [text[8:-4].hex().encode()]


def found_in(content: bytes, keys: list[str]) -> list[str]:
    """The keys of which there is a trace, named by what is no secret of theirs."""
    runs = re.findall(rb"[0-9a-z]{8,}", content.lower())
    seen = {run[start : start + 8] for run in runs for start in range(len(run) - 7)}
    return [key[:-32] for key in keys if seen & windows(key) or any(trace in content for trace in encoded(key))]


class CommandLines(threading.Thread):
    """What every process of this machine was started with, looked at all the time."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = set()
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.02):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.seen.add(path.read_bytes())
                except OSError:
                    continue

    def stop(self) -> None:
        self.over.set()
        self.join()


def ask(person, content: str, chat: str | None = None) -> str:
    """The whole answer as a person reads it, with its pieces put together; a refusal as it is."""
    stream = person.send(chat or person.new_chat(), content)
    if stream.status != 200:
        return stream.refusal().decode()
    answer = Answer(list(stream))
    stream.close()
    return answer.text + json.dumps([event.data for event in answer.events])


@pytest.fixture(scope="module")
def evidence(tmp_path_factory, simulator):
    """Uses keys in every way, good and bad, and gathers everything that the server wrote and said."""
    from support.people import Person
    from support.programs import Server, running

    folder = tmp_path_factory.mktemp("canary")
    keys, said, planted = [], [], random_part()
    command_lines = CommandLines()
    command_lines.start()
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.5)", f"sk-sim-planted-{planted}"], check=True)
    answers_before = len(client.exchanges)
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
                said.append(ask(person, PLAIN))
        for behaviour in BEHAVIOURS:
            key = own_key("good", "gemini")
            keys.append(key)
            assert person.choose_own(key, "gemini").status == 200
            simulator.set_behaviour(key, behaviour)
            said.append(ask(person, PLAIN))
            person.get("/api/user/usage")
        key = own_key()
        keys.append(key)
        assert person.choose_own(key).status == 200
        chat = person.new_chat(dataset)
        program_output = person.ask(running_code(PROGRAM.replace("PLANTED", planted)), chat).stdout
        said.append(ask(person, QUESTION, chat))
        # A key where it does not belong: in an address, in wrong fields.
        person.get(f"/api/models?api_key={key}")
        person.get(f"/api/chats/{key}")
        person.request("DELETE", f"/api/keys/{key}")
        person.post("/settings/model", {"provider": key, "model": key, "use_own_key": True, "api_key": [key]})
        for provider in [*PROVIDERS, "local"]:
            wrong = {"provider": provider, "model": key}
            assert person.post("/settings/model", {**wrong, "use_own_key": False}).code == "model.unknown"
            person.post("/api/keys/check", {**wrong, "api_key": key})
            deduction = {"feature": "chat", "model": f"{provider}/{key}", "idempotency_key": "k"}
            person.post("/api/user/deduct-credits", deduction)
        for path in ["/api/chats", f"/api/chats/{chat}", "/api/model-settings", "/metrics", "/openapi.json"]:
            person.get(path)
        until(lambda: person.held == 0)
        files_while_running = read_all(folder)
    command_lines.stop()
    return {
        "keys": keys,
        "planted": planted,
        "the files of the server, its log and its database among them": files_while_running | read_all(folder),
        "the answers": {str(number): body for number, body in enumerate(client.exchanges[answers_before:])},
        "the answers put together": {str(number): text.encode() for number, text in enumerate(said)},
        "the command lines of all processes": {"cmdline": b"\n".join(command_lines.seen)},
        "the environment and the files of the sandbox": {"program": program_output.encode()},
    }


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PLACES = [
    "the files of the server, its log and its database among them",
    "the answers",
    "the answers put together",
    "the command lines of all processes",
    "the environment and the files of the sandbox",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_key_is_found_in(evidence, place):
    everything = evidence[place]
    assert sum(len(content) for content in everything.values()) > 100, "there is something to search"
    found = [(name, keys) for name, content in everything.items() if (keys := found_in(content, evidence["keys"]))]
    assert not found


@pytest.mark.parametrize(
    "form",
    [
        lambda key: key,
        lambda key: key[:-1],
        lambda key: key[-14:-4],
        lambda key: key.upper(),
        lambda key: base64.b64encode(key.encode()).decode(),
        lambda key: base64.b64encode(f"ab{key}".encode()).decode(),
        lambda key: key.encode().hex(),
    ],
    ids=["whole", "all but one character", "ten characters", "capitals", "base64", "base64 after more", "hexadecimal"],
)
def test_the_search_finds_what_is_planted(form):
    key, other = own_key(), own_key()
    content = b"\x00before " + form(key).encode() + b" after" + random_part().encode()
    assert found_in(content, [other, key]) == [key[:-32]]
    assert found_in(b"the last four: " + key[-4:].encode(), [key]) == []


def test_the_command_lines_were_looked_at_while_processes_ran(evidence):
    assert found_in(evidence[PLACES[3]]["cmdline"], ["sk-sim-planted-" + evidence["planted"]])


def test_the_program_in_the_sandbox_really_looked(evidence):
    seen = evidence[PLACES[4]]["program"].decode()
    assert f"found sim-planted-{evidence['planted']} in /tmp/planted" in seen, "what is there is found"
    assert "PATH" in seen
    assert int(re.search(r"looked at (\d+)", seen)[1]) > 10
    assert "LATCHKEY_" not in seen and "setting in" not in seen


def test_the_answers_that_were_refused_are_among_the_evidence(evidence):
    assert any(b'"key.missing"' in body or b'"key.' in body for body in evidence[PLACES[1]].values())
    assert any("[key]" in text.decode() for text in evidence[PLACES[2]].values()), "a parrot was made to say nothing"


def test_the_log_was_written_at_its_most_talkative(evidence):
    logs = [content for name, content in evidence[PLACES[0]].items() if name.endswith("server.log")]
    assert b"trace" in logs[0] or b"debug" in logs[0]
