"""What the server adds to the time until the first token."""

import http.client
import json
import statistics
import time
from collections.abc import Iterator

from support.people import Person
from support.programs import Simulator

from figures.stage import stage

TITLE = "Time to the first token"
ROUNDS = 40
QUESTION = "Tell me something."


def measure() -> Iterator[tuple[str, str]]:
    with stage() as (_, simulator, person):
        chat = person.new_chat()
        direct, served = [], []
        # In turns, so that a slow moment of the machine meets both; the first rounds only warm up.
        for turn in range(ROUNDS + 5):
            measured = ask_provider(simulator), ask_server(person, chat)
            if turn >= 5:
                direct.append(measured[0])
                served.append(measured[1])
    alone, through = statistics.median(direct), statistics.median(served)
    yield "straight from the provider, median", f"{alone * 1000:7.2f} ms"
    yield "through the server, median", f"{through * 1000:7.2f} ms"
    added = [late - early for late, early in zip(served, direct, strict=True)]
    yield "added by the server, median of the pairs", f"{statistics.median(added) * 1000:7.2f} ms"
    yield "through the server / straight", f"{through / alone:7.2f} ×"


def ask_provider(simulator: Simulator) -> float:
    body = {"model": "gpt-4o-mini", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    headers = {"Authorization": "Bearer sk-sim-good-benchmark", "Content-Type": "application/json"}
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", simulator.port, timeout=30)
    connection.request("POST", "/v1/chat/completions", body=json.dumps(body), headers=headers)
    for line in connection.getresponse():
        if line.startswith(b"data: {") and json.loads(line[6:])["choices"][0]["delta"].get("content"):
            elapsed = time.perf_counter() - begun
            connection.close()
            return elapsed
    raise RuntimeError("the simulated provider sent no token")


def ask_server(person: Person, chat: str) -> float:
    """Asks in a chat without a data set, where the answer is streamed as it comes, and waits for its end."""
    begun = time.perf_counter()
    elapsed = None
    stream = person.send(chat, QUESTION)
    for event in stream:
        if event.name == "text" and elapsed is None:
            elapsed = time.perf_counter() - begun
    stream.close()
    if elapsed is None:
        raise RuntimeError("the server sent no token")
    return elapsed
