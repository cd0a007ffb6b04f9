"""Strikes one fault after the other, and measures how long each recovery takes."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from chaos.faults import database, disks, network, processes
from chaos.faults.fault import Blow, Fault
from chaos.probe import Probe
from chaos.stage import Stage

FAULTS = [*processes.FAULTS, *database.FAULTS, *disks.FAULTS, *network.FAULTS]


@dataclass
class Survived:
    """One fault that was struck."""

    fault: str
    at: float
    """Seconds since the stage's load began."""
    detail: str
    recovery: float | None
    """Seconds from the fault's end until every server that it hit had given a good answer; None when one did not."""


class Conductor:
    """Chooses faults with seeded dice: each that is possible at least once, if there is time, and else by weight."""

    def __init__(self, stage: Stage, probes: list[Probe], seed: int, say):
        self.stage = stage
        self.probes = {server.name: probe for server, probe in zip(stage.servers, probes, strict=True)}
        self.dice = random.Random(f"faults {stage.name} {seed}")
        self.say = say
        self.survived: list[Survived] = []
        self.crashes: list[str] = []
        """Servers that ended without having been told to."""
        self.kills = 0
        self.possible = [fault for fault in FAULTS if fault.is_possible(stage)]
        self.agenda = self.dice.sample(self.possible, len(self.possible))

    def run(self, seconds: float | None, kills: int | None) -> None:
        """Until the time is over or so many servers were killed, whichever is given."""
        began = time.monotonic()
        while True:
            elapsed = time.monotonic() - began
            if self.survived and self.survived[-1].recovery is None:
                return  # What can't be brought back can't be hit again.
            if (kills is not None and self.kills >= kills) or (seconds is not None and elapsed >= seconds):
                return
            self._strike(self._next(), elapsed)
            time.sleep(self.dice.uniform(0.05, 0.7))
            self._look_for_crashes()

    def _next(self) -> Fault:
        """What has not been done yet comes in between, so that a short run has some of it and a long run all."""
        if self.agenda and self.dice.random() < 0.3:
            return self.agenda.pop()
        return self.dice.choices(self.possible, [fault.weight for fault in self.possible])[0]

    def _strike(self, fault: Fault, elapsed: float) -> None:
        blow = fault.strike(self.stage, self.dice)
        self.kills += blow.kills
        recovery = self._recovery(blow)
        self.survived.append(Survived(fault.name, round(elapsed, 1), blow.detail, recovery))
        took = "did not recover" if recovery is None else f"recovered in {recovery:.2f} s"
        self.say(f"{elapsed:7.1f} s  {fault.name} {blow.detail}: {took} ({self.kills} kills)")

    def _look_for_crashes(self) -> None:
        for server in self.stage.servers:
            if not server.is_running():
                self.crashes.append(f"{server.log.name} with exit code {server.process.returncode}")
                self.say(f"{server.log.name} ended by itself")
                server.start_again()

    def _recovery(self, blow: Blow) -> float | None:
        try:
            if blow.restore:
                blow.restore()
        except RuntimeError as error:
            self.say(str(error))
            return None
        probes = [self.probes[server.name] for server in blow.servers]
        with ThreadPoolExecutor(len(probes)) as pool:
            times = list(pool.map(lambda probe: probe.wait_for_answer(blow.ended), probes))
        return None if None in times else max(times)
