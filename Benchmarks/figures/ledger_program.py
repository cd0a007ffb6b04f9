"""Builds and runs LedgerBenchmark, the program that holds and settles through the real stores."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from support.places import BINARY, ROOT

PRODUCT = "LedgerBenchmark"


@dataclass
class Load:
    """One load of one round: pairs of hold and settle a second, and the times of a pair in milliseconds."""

    accounts: str
    at_once: int
    rate: float
    half: float
    most: float


def build() -> Path:
    kind = "release" if "release" in BINARY.parts else "debug"
    command = ["swift", "build", "-c", kind, "--product", PRODUCT]
    command += ["--explicit-target-dependency-import-check", "error"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise RuntimeError(f"{PRODUCT} could not be built")
    return BINARY.parent / PRODUCT


def one_round(program: Path, url: str, **options: str | int | float) -> list[Load]:
    command: list[str | Path] = [program, "--url", url]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-"), str(value)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout
    rows = [line.split() for line in printed.splitlines()]
    return [Load(row[0], int(row[1]), float(row[2]), float(row[3]), float(row[4])) for row in rows]


def middle(rounds: list[list[Load]]) -> list[Load]:
    """The median of each load over all rounds."""
    loads = []
    for same in zip(*rounds, strict=True):
        rate, half, most = (median(getattr(load, name) for load in same) for name in ("rate", "half", "most"))
        loads.append(Load(same[0].accounts, same[0].at_once, rate, half, most))
    return loads
