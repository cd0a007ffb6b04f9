"""A server of Latchkey that is killed and started again hundreds of times."""

import contextlib
import shutil
import signal
import time
from pathlib import Path

from support.programs import Server, shifted_clock

from chaos.ports import free_port
from chaos.processes import listeners

RESTART_SECONDS = 30


def has_faketime() -> bool:
    return shutil.which("faketime") is not None


class ChaosServer(Server):
    """One of a stage's servers. Each start has a log of its own, since a start reads the log until it is ready."""

    def __init__(self, name: str, folder: Path, providers: dict[str, str], **settings: object):
        super().__init__(folder, providers, listen=f"127.0.0.1:{free_port()}", **settings)
        # Where a crash was is told by addresses: looking up names would keep the port for minutes.
        self.environment["SWIFT_BACKTRACE"] = "enable=yes,color=no,symbolicate=off,threads=crashed,images=mentioned"
        self.name = name
        self.folder = folder
        self.starts = 0

    @property
    def port(self) -> int:
        return int(self.environment["LATCHKEY_LISTEN"].rpartition(":")[2])

    def start(self) -> None:
        self._next_log()
        super().start()

    def launch(self) -> None:
        """Starts it without waiting for it."""
        self._next_log()
        self.spawn()

    def _next_log(self) -> None:
        self.starts += 1
        self.log = self.folder / f"{self.name}-{self.starts:04d}.log"

    def start_again(self) -> None:
        """Starts it as a supervisor does: once more when it gave up, as it may while its database is away."""
        deadline = time.monotonic() + RESTART_SECONDS
        while True:
            try:
                return self.start()
            except RuntimeError as error:
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{error}\nOn its port: {listeners(self.port)}") from error
                time.sleep(0.2)

    def pause(self) -> None:
        self.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.send_signal(signal.SIGCONT)

    def start_skewed(self, seconds: int) -> None:
        """Starts it with a clock that is ahead by so many seconds (behind when negative), until it is killed."""
        self.wrapper = shifted_clock(seconds)
        self.start_again()

    def kill(self) -> None:
        super().kill()
        self.wrapper = []

    def kill_for_good(self) -> None:
        with contextlib.suppress(Exception):
            self.go_on()
        self.kill()
