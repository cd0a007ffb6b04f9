"""Servers that refuse to start, and what they say."""

import os
import subprocess

from support.places import BINARY
from support.postgres_server import PASSWORD
from support.programs import plain_environment


def serve(folder, **settings) -> subprocess.CompletedProcess:
    """Starts a server that is expected to refuse, and gives what it said."""
    environment = plain_environment() | {"LATCHKEY_LISTEN": "127.0.0.1:0", "LATCHKEY_DATABASE_WAIT_SECONDS": "2"}
    environment |= {"LATCHKEY_DATA": str(folder / "data")}
    as_nobody = settings.pop("as_nobody", False)
    environment |= {f"LATCHKEY_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run(
        [*(nobody() if as_nobody else []), BINARY, "serve"],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


def nobody() -> list[str]:
    """What a command begins with that is not run by root, who may do everything; nothing for another user."""
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []


def assert_sentence(done: subprocess.CompletedProcess, *words: str) -> None:
    assert done.returncode == 1, (done.returncode, done.stderr)
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1 and done.stderr.rstrip().endswith(errors[0]), done.stderr
    for word in words:
        assert word in errors[0], errors[0]
    assert "Fatal" not in done.stderr and "listens on" not in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
