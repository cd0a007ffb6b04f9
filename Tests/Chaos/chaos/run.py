"""All stages, one after the other."""

import shutil
import sys
import time
from pathlib import Path

from chaos.session import Outcome, StageSession
from chaos.stage import make_stage

SHARES = {"sqlite": 0.4, "postgres": 0.6}
"""How much of the time and of the kills each stage gets: two servers get more."""


def run_stages(names: list[str], folder: Path, seed: int, minutes: float | None, kills: int | None) -> list[Outcome]:
    """What is left of a stage without findings is removed."""
    total = sum(SHARES[name] for name in names)
    outcomes = []
    for name in names:
        share = SHARES[name] / total
        seconds = None if minutes is None else minutes * 60 * share
        wanted = None if kills is None else max(round(kills * share), 1)
        stage = make_stage(name, folder / name)
        outcome = StageSession(stage, seed, _say(name)).run(seconds, wanted)
        outcomes.append(outcome)
        if not outcome.findings:
            shutil.rmtree(stage.folder, ignore_errors=True)
    return outcomes


def _say(stage: str):
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{stage} {time.monotonic() - began:7.1f} {line}", file=sys.stderr, flush=True)

    return say
