"""What it costs to run a program in the sandbox."""

import statistics
import time
from collections.abc import Iterator

from support.people import Person

from figures.stage import stage

TITLE = "Sandbox"
ROUNDS = 5
ROWS = "name,amount\n" + "".join(f"row{number},{number}\n" for number in range(1000))


def measure() -> Iterator[tuple[str, str]]:
    with stage() as (_, _, person):
        uploaded = person.upload(ROWS.encode())
        assert uploaded.status == 201, uploaded
        dataset = uploaded.json()["dataset"]["id"]
        # The mark asks the simulated model for the smallest program: it counts the rows.
        small = [run_seconds(person, dataset, "[sim:tiny] How many rows?") for _ in range(ROUNDS)]
        chart = [run_seconds(person, dataset, "Distribution of amount") for _ in range(ROUNDS)]
    yield "the first program", f"{small[0] * 1000:7.0f} ms"
    yield "start and run of a one-line program, median", f"{statistics.median(small[1:]) * 1000:7.0f} ms"
    yield "the same with a table and a Plotly figure", f"{statistics.median(chart[1:]) * 1000:7.0f} ms"


def run_seconds(person: Person, dataset: str, question: str) -> float:
    """From the step `running` to the run's result, as they arrive at the client."""
    begun = None
    stream = person.send(person.new_chat(dataset), question)
    elapsed = None
    for event in stream:
        if event.name == "step" and event.data["name"] == "running":
            begun = time.perf_counter()
        elif event.name == "run" and begun is not None and elapsed is None:
            elapsed = time.perf_counter() - begun
            if event.data.get("error"):
                raise RuntimeError(f"the program failed: {event.data['error']}")
        elif event.name == "error":
            raise RuntimeError(f"no run: {event.data}")
    stream.close()
    if elapsed is None:
        raise RuntimeError("the answer came without a run")
    return elapsed
