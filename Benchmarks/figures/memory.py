"""Memory of the server: idle, and with many answers under way."""

import time
from collections.abc import Iterator
from pathlib import Path

from support.programs import Server, Simulator

from figures.stage import stage

TITLE = "Resident memory of the server"
STREAMS = 200
# Slow and long: every answer is still under way when the last one has begun.
QUESTION = "[sim:slow] [sim:long] Tell me a long story."


def measure() -> Iterator[tuple[str, str]]:
    with stage() as (server, simulator, person):
        time.sleep(1)
        idle = resident_megabytes(server)
        streams = [person.send(person.new_chat(), QUESTION) for _ in range(STREAMS)]
        refused = [stream.status for stream in streams if stream.status != 200]
        if refused:
            raise RuntimeError(f"{len(refused)} of {STREAMS} streams were refused with {refused[0]}")
        wait_for_streams(simulator)
        time.sleep(1)
        busy = resident_megabytes(server)
        for stream in streams:
            stream.close()
    yield "idle, after the first sign-in", f"{idle:7.1f} MB"
    yield f"with {STREAMS} open streams", f"{busy:7.1f} MB"
    yield "for each open stream", f"{(busy - idle) * 1024 / STREAMS:7.0f} KB"
    yield f"{STREAMS} streams / idle", f"{busy / idle:7.2f} ×"


def wait_for_streams(simulator: Simulator) -> None:
    deadline = time.monotonic() + 20
    while (opened := simulator.seen()["open_streams"]) < STREAMS:
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {opened} of {STREAMS} streams reached the provider")
        time.sleep(0.1)


def resident_megabytes(server: Server) -> float:
    status = Path(f"/proc/{server.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
