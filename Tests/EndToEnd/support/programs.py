"""The program under test as child processes: the server, the simulated providers, the operator's commands."""

import contextlib
import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from support.places import BINARY, PYTHON

START_SECONDS = 30
STOP_SECONDS = 20


class Program:
    """A child process that says on one of its outputs that it is ready."""

    def __init__(self, arguments: list[str], environment: dict[str, str], log: Path, ready: str):
        self.arguments = arguments
        self.environment = environment
        self.log = log
        self.ready = re.compile(ready)
        # Begins the command line: `shifted_clock` for another time of day.
        self.wrapper: list[str] = []
        self.process: subprocess.Popen | None = None
        self.match: re.Match | None = None

    def start(self) -> None:
        begun = self.log.stat().st_size if self.log.exists() else 0
        self.spawn()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            said = self.log.read_bytes()[begun:].decode(errors="replace")
            if match := self.ready.search(said):
                self.match = match
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"`latchkey {' '.join(self.arguments)}` did not get ready:\n{said[-4000:]}")

    def spawn(self) -> None:
        """Starts the process without waiting for it to get ready."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [*self.wrapper, str(BINARY), *self.arguments],
                env=self.environment,
                cwd=self.log.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        """The program's own, also when a wrapper stands in between: signals are meant for the program."""
        pid = self.process.pid
        if not self.wrapper:
            return pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(children[0]) if children else pid

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> int:
        """Asks it to end, as an operator does, and gives its exit code."""
        if self.process is None:
            return 0
        self.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """kill -9: no time to clean up anything."""
        if self.process is not None:
            self.send_signal(signal.SIGKILL)
            self.process.wait()

    def send_signal(self, number: signal.Signals) -> None:
        if self.is_running():
            os.kill(self.pid, number)


class Simulator(Program):
    """The simulated providers on a port of their own."""

    def __init__(self, folder: Path):
        super().__init__(
            ["simulate", "--port", "0"],
            plain_environment(),
            folder / "simulator.log",
            r"listening on 127\.0\.0\.1:(\d+)",
        )

    @property
    def port(self) -> int:
        return int(self.match[1])

    def providers(self, platform: str = "good") -> dict[str, str]:
        """Base URLs and platform keys for a server; `platform` names how the platform's keys behave."""
        base = f"http://127.0.0.1:{self.port}"
        return {
            "OPENAI_BASE_URL": f"{base}/v1",
            "ANTHROPIC_BASE_URL": f"{base}/anthropic",
            "GROQ_BASE_URL": f"{base}/groq",
            "GEMINI_BASE_URL": f"{base}/gemini",
            "OPENAI_API_KEY": f"sk-sim-{platform}-platform-openai",
            "ANTHROPIC_API_KEY": f"sk-ant-sim-{platform}-platform-anthropic",
            "GROQ_API_KEY": f"gsk_sim-{platform}-platform-groq",
        }

    def set_behaviour(self, key_contains: str, behaviour: str) -> None:
        self._control("POST", "/simulator/behaviour", {"key_contains": key_contains, "behaviour": behaviour})

    def seen(self) -> dict:
        return self._control("GET", "/simulator/log")

    def calls(self, path_contains: str = "") -> list[dict]:
        """The requests that the simulated providers have seen, oldest first."""
        return [request for request in self.seen()["requests"] if path_contains in request["path"]]

    def _control(self, method: str, path: str, body: dict | None = None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            content = response.read()
        return json.loads(content) if content else None


class Server(Program):
    """A Latchkey server with a data folder of its own.

    Settings are given by their names in lower case, without the prefix LATCHKEY_.
    """

    def __init__(self, folder: Path, providers: dict[str, str], **settings: object):
        self.data = Path(settings.get("data", folder / "data"))
        chosen = {
            "listen": "127.0.0.1:0",
            "data": self.data,
            "python": PYTHON,
            "log_level": "debug",
            "key_checks_per_minute": 1000,
            "auth_attempts_per_hour": 100000,
            "sign_ups_per_hour": 100000,
            "guests_per_hour": 100000,
            "tasks_per_person": 100,
            "shutdown_grace_seconds": 5,
            **settings,
        }
        environment = plain_environment() | providers
        environment |= {f"LATCHKEY_{name.upper()}": setting_text(value) for name, value in chosen.items()}
        super().__init__(
            ["serve"], environment, folder / "server.log", r"Latchkey listens on (http://127\.0\.0\.1:\d+)"
        )

    def start(self) -> None:
        super().start()
        # A restart comes back at the same address, so that clients and browsers find it again.
        self.environment["LATCHKEY_LISTEN"] = f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return self.match[1]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def command(self, *arguments: str, input_text: str = "", check: bool = True) -> subprocess.CompletedProcess:
        """Runs one of the operator's commands on this server's data."""
        done = subprocess.run(
            [*self.wrapper, str(BINARY), *arguments],
            env=self.environment,
            cwd=self.log.parent,
            input=input_text,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"`latchkey {' '.join(arguments)}` ended with {done.returncode}: {done.stderr}")
        return done

    def audit(self) -> None:
        """Fails unless every balance is the sum of its entries."""
        done = self.command("credits", "audit", check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def log_text(self) -> str:
        return self.log.read_text(errors="replace")


def plain_environment() -> dict[str, str]:
    """The environment without any key or setting of the machine on which the tests run."""
    unwanted = re.compile(r"^(LATCHKEY_|OPENAI_|ANTHROPIC_|GROQ_|GEMINI_|LOCAL_)")
    return {name: value for name, value in os.environ.items() if not unwanted.match(name)}


def shifted_clock(seconds: int) -> list[str]:
    """The wrapper of a program whose clock is ahead by so many seconds (behind when negative)."""
    return ["faketime", "--exclude-monotonic", "-m", "-f", f"{seconds:+d}s"]


def setting_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@contextlib.contextmanager
def running(program: Program):
    program.start()
    try:
        yield program
    finally:
        if program.is_running():
            program.stop()
