"""How many tasks a second the ledger can hold credits for and settle."""

import subprocess
import sys
from collections.abc import Iterator

from support.places import BINARY, ROOT

TITLE = "Ledger: tasks held and settled, SQLite with full durability"
PRODUCT = "LedgerBenchmark"


def measure() -> Iterator[tuple[str, str]]:
    program = BINARY.parent / PRODUCT
    build = "release" if "release" in BINARY.parts else "debug"
    command = ["swift", "build", "-c", build, "--product", PRODUCT]
    command += ["--explicit-target-dependency-import-check", "error"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise RuntimeError(f"{PRODUCT} could not be built")
    printed = subprocess.run([program], capture_output=True, text=True, check=True, timeout=90).stdout
    for line in printed.splitlines():
        yield line[:20].rstrip(), line[20:].strip()
