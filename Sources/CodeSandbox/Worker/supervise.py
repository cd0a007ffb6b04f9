"""The first process of a run: reads the request, forks the program, watches it, and writes one result frame.

The program never sees the frame's channel: it has pipes of its own for what it prints and for its results,
and everything that it started is killed before the frame is written.
"""

import os
import selectors
import signal
import sys
import time
import traceback

from . import frame, kernel, usage
from .collected import Collected

# How often memory and processor time are summed up over all processes of the run, in seconds.
WATCH_INTERVAL = 0.03
# How long the pipes are read after the end, in seconds.
DRAIN_TIME = 1


def main():
    kernel.set_dumpable(False)
    request = frame.read_request(sys.stdin.buffer)
    started = time.monotonic()
    collected = Collected(request["limits"])
    program = start(request)
    error = watch(program, collected, request["limits"], started)
    frame.write(sys.stdout.buffer, collected.result(error, int((time.monotonic() - started) * 1000)))


class Program:
    """The forked process and the reading ends of its two pipes."""

    def __init__(self, pid, prints, results):
        self.pid = pid
        self.prints = prints
        self.results = results
        self.status = None

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None


def start(request):
    prints, prints_end = os.pipe()
    results, results_end = os.pipe()
    supervisor = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            become_program(request, prints_end, results_end, supervisor)
        except BaseException:  # noqa: BLE001 - it must not return into the supervisor's code
            traceback.print_exc()
        finally:
            os._exit(70)
    os.close(prints_end)
    os.close(results_end)
    return Program(pid, prints, results)


def become_program(request, prints_end, results_end, supervisor):
    from . import execute, limits

    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    results = os.dup2(results_end, 200, inheritable=False)
    for descriptor, target in ((nothing, 0), (prints_end, 1), (prints_end, 2)):
        os.dup2(descriptor, target)
    os.closerange(3, 200)
    limits.apply(request["limits"])
    kernel.set_dumpable(True)
    kernel.forbid_dangerous_calls(supervisor)
    execute.run(request, results)
    os._exit(0)


def watch(program, collected, limits, started):
    """Reads both pipes until the program ends or breaks a limit; returns the error of a broken limit, or None."""
    error = None
    with selectors.DefaultSelector() as selector:
        selector.register(program.prints, selectors.EVENT_READ, collected.add_print)
        selector.register(program.results, selectors.EVENT_READ, collected.add_results)
        while error is None and not program.has_ended():
            pump(selector, WATCH_INTERVAL)
            error = collected.problem() or usage.broken_limit(limits, time.monotonic() - started)
        drain(selector, program)
    return error or collected.problem() or describe_end(program.status, collected)


def pump(selector, timeout):
    """Hands on what can be read now; a pipe at its end is forgotten."""
    for key, _ in selector.select(timeout):
        data = os.read(key.fd, 65536)
        if data:
            key.data(data)
        else:
            selector.unregister(key.fd)


def drain(selector, program):
    """Ends whatever still runs, and reads what it left in the pipes; what outlives that ends with the namespace."""
    deadline = time.monotonic() + DRAIN_TIME
    kill_everything()
    while program.status is None:
        _, program.status = os.waitpid(program.pid, 0)
    while selector.get_map() and time.monotonic() < deadline:
        kill_everything()
        pump(selector, WATCH_INTERVAL)


def kill_everything():
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def describe_end(status, collected):
    if collected.has_finished:
        return None
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return usage.cpu_error()
        return usage.error("ProgramKilled", f"The program was ended by signal {signal.Signals(number).name}.")
    return usage.error("ProgramExited", f"The program ended itself with exit code {os.WEXITSTATUS(status)}.")
