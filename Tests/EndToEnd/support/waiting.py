"""Waiting for something to become true, with a limit; and doing things at the same time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def until(condition: Callable[[], object], seconds: float = 15, what: str = "what was waited for"):
    """Asks again and again until the answer is true, and gives that answer."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


def at_once(actions: list[Callable[[], object]]) -> list:
    """Does all of them at the same moment and gives their results in order."""
    start = threading.Barrier(len(actions))

    def act(action):
        start.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))
