"""One stage from its opening to its audit: load, faults, settling, and both audits."""

import contextlib
import threading
import time
from dataclasses import dataclass, field

from auditor.audit import audit
from auditor.evidence import Evidence
from auditor.findings import Finding
from support.people import PASSWORD
from support.waiting import at_once

from chaos.canaries import Canaries
from chaos.conductor import Conductor, Survived
from chaos.faults.processes import LONGEST_SKEW
from chaos.journal import Journal
from chaos.load.bank import Bank
from chaos.load.person import LoadPerson
from chaos.load.visitor import BROKEN, Visitor, said
from chaos.load.worker import Worker
from chaos.probe import Probe
from chaos.stage import HOLD_SECONDS, LEASE_SECONDS, Stage

PEOPLE = 8
SETTLING_SECONDS = HOLD_SECONDS + LONGEST_SKEW + 15


@dataclass
class Outcome:
    """What came of a stage."""

    stage: str
    seconds: float = 0
    kills: int = 0
    done: dict[str, int] = field(default_factory=dict)
    survived: list[Survived] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class StageSession:
    """Runs a stage; see `Outcome`."""

    def __init__(self, stage: Stage, seed: int, say):
        self.stage = stage
        self.seed = seed
        self.say = say
        self.journal = Journal(stage.evidence / "journal.jsonl")
        self.canaries = Canaries(stage.evidence / "keys.txt", seed)
        self.outcome = Outcome(stage.name)

    def run(self, seconds: float | None, kills: int | None) -> Outcome:
        try:
            self.stage.open()
            self._run(seconds, kills)
            if self.outcome.findings:
                self.stage.keep()
        finally:
            self.journal.close()
            self.stage.close()
        return self.outcome

    def _run(self, seconds: float | None, kills: int | None) -> None:
        self.admin = self._admin()
        bank = Bank(self.admin, self.journal)
        conductor = Conductor(self.stage, self._probes(), self.seed, self.say)
        over, began = threading.Event(), time.monotonic()
        workers = [Worker(person, over, self.outcome.failures) for person in self._people(bank)]
        for worker in workers:
            worker.start()
        conductor.run(seconds, kills)
        over.set()
        for worker in workers:
            worker.join(180)
            if worker.is_alive():
                self.outcome.findings.append(Finding("the load ends", f"{worker.name} hangs"))
        self.outcome.seconds = time.monotonic() - began
        self.outcome.kills, self.outcome.survived = conductor.kills, conductor.survived
        self._audit(conductor)

    def _audit(self, conductor: Conductor) -> None:
        self.say("the faults are over; the servers settle")
        self._settle()
        running = self._evidence(ports=self.stage.ports)
        running_findings = audit(running)
        self.stage.stop_servers()
        stopped = self._evidence(ports=[])
        self.outcome.figures = stopped.figures()
        outcome = self.outcome
        outcome.findings += [Finding("no key is told to a client", str(piece)) for piece in said.with_keys]
        outcome.findings += [Finding("no server ends by itself", crash) for crash in conductor.crashes]
        outcome.findings += [
            Finding("every fault is recovered from", f"{one.fault} {one.detail} at {one.at} s")
            for one in conductor.survived
            if one.recovery is None
        ]
        outcome.findings += sorted({*running_findings, *audit(stopped)})
        outcome.done = {f"{kind}: {how}": count for (kind, how), count in sorted(self.journal.counts.items())}

    def _settle(self) -> None:
        """Lets leases end, and touches every account until no hold is pending any more: a server whose clock was ahead
        may have made some that live longer."""
        time.sleep(2 * LEASE_SECONDS)
        deadline = time.monotonic() + SETTLING_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(*BROKEN):
                users = self.admin.get("/api/admin/users").json()["users"]
                if not any(user["held"] for user in users):
                    return
            self.admin.switch()
            time.sleep(0.5)

    def _evidence(self, ports: list[int]) -> Evidence:
        return Evidence.gather(
            self.stage.database_url(),
            journal=self.journal.path,
            keys=self.canaries.path,
            places=self.stage.places_of_keys(),
            tap=self.stage.tap,
            ports=ports,
        )

    def _admin(self) -> Visitor:
        self._add_person("operator@example.org", role="admin")
        admin = Visitor(self.stage.ports)
        assert admin.sign_in("operator@example.org", PASSWORD).status == 200
        return admin

    def _add_person(self, email: str, role: str = "user") -> None:
        self.stage.servers[0].command(
            "user", "add", email, "--role", role, "--plan", "unlimited", input_text=PASSWORD + "\n"
        )

    def _probes(self) -> list[Probe]:
        probes = []
        for server in self.stage.servers:
            email = f"probe-{server.name}@example.org"
            self._add_person(email)
            probes.append(Probe(f"probe-{server.name}", server.port, email, self.journal))
            probes[-1].sign_in()
        return probes

    def _people(self, bank: Bank) -> list[LoadPerson]:
        people = []
        for number in range(PEOPLE):
            visitor = Visitor(self.stage.ports, at=number)
            seed = f"person {self.stage.name} {self.seed} {number}"
            email = f"person{number}@example.org"
            person = LoadPerson(email, visitor, self.journal, self.canaries, bank, seed)
            people.append(person)
        at_once([person.sign_up for person in people])
        return people
