"""nginx with the configuration that docs/operations.md gives to operators."""

import os
import re
import signal
import socket
import subprocess
from pathlib import Path

from support.places import ROOT
from support.waiting import until

PAGE = ROOT / "docs" / "operations.md"


def documented() -> str:
    """The configuration for several servers, as it is printed."""
    blocks = re.findall(r"^```nginx\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if "upstream" in block)


def localised(text: str, port: int, servers: list[int]) -> str:
    """The same on loopback: other addresses, and plain HTTP."""
    ports = iter(servers)
    text = re.sub(r"server 10\.0\.0\.\d:8080", lambda _: f"server 127.0.0.1:{next(ports)}", text)
    assert next(ports, None) is None, "the documented configuration has fewer servers"
    text, listens = re.subn(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", text)
    assert listens == 1
    return re.sub(r"^ *ssl_certificate.*\n", "", text, flags=re.MULTILINE)


class Nginx:
    def __init__(self, folder: Path, servers: list[int]):
        self.folder = folder
        self.port = free_port()
        self.servers = servers
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = "\n".join(
            f"  {kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            f"daemon off;\n{'user root;' if os.geteuid() == 0 else ''}\npid {self.folder}/nginx.pid;\n"
            f"error_log {self.log} info;\nevents {{}}\nhttp {{\n  access_log {self.folder}/access.log;\n{temporary}\n"
            f"{localised(documented(), self.port, self.servers)}}}\n"
        )
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", configuration, "-e", self.log])
        until(self._listens, what="nginx")

    @property
    def log(self) -> Path:
        return self.folder / "error.log"

    def _listens(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
