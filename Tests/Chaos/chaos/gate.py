"""A gate on loopback that servers connect through, and that can be cut, slowed and held."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from chaos.ports import free_port

PROCESS = Path(__file__).with_name("gate_process.py")


class Gate:
    """A TCP proxy to a port; see `gate_process.Gate.command` for what the orders do."""

    def __init__(self, target: int, tap: Path | None = None):
        self.port = free_port()
        self.arguments = [sys.executable, str(PROCESS), str(self.port), str(target), *([str(tap)] if tap else [])]
        self._lock = threading.Lock()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout.readline() == "ready\n", "the gate did not open"

    def order(self, name: str, amount: float = 0) -> None:
        with self._lock:
            self.process.stdin.write(json.dumps({"name": name, "amount": amount}) + "\n")
            self.process.stdin.flush()
            assert self.process.stdout.readline() == "done\n", "the gate is gone"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
