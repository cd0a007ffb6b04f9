"""The report of a run, as JSON and Markdown."""

import json
import platform
from dataclasses import asdict
from pathlib import Path

from chaos.session import Outcome
from chaos.statistics import times_by_fault

STAGES = {"sqlite": "One server on SQLite", "postgres": "Two servers on PostgreSQL"}


class Report:
    """What was done, what was survived, how long it took, and what the auditor found."""

    def __init__(self, seed: int, seconds: float, outcomes: list[Outcome]):
        self.seed = seed
        self.seconds = seconds
        self.outcomes = outcomes

    @property
    def findings(self) -> list[str]:
        return [f"{outcome.stage}: {finding}" for outcome in self.outcomes for finding in outcome.findings]

    def write(self, name: Path) -> None:
        """To NAME.md and NAME.json."""
        name.with_suffix(".md").write_text(self.markdown(), encoding="utf-8")
        name.with_suffix(".json").write_text(json.dumps(self.values(), indent=1) + "\n", encoding="utf-8")

    def values(self) -> dict:
        return {
            "seed": self.seed,
            "seconds": round(self.seconds),
            "kills": sum(outcome.kills for outcome in self.outcomes),
            "findings": self.findings,
            "stages": [
                {
                    **asdict(outcome),
                    "findings": [str(finding) for finding in outcome.findings],
                    "recoveries": {name: asdict(times) for name, times in times_by_fault(outcome.survived).items()},
                }
                for outcome in self.outcomes
            ],
        }

    def markdown(self) -> str:
        kills = sum(outcome.kills for outcome in self.outcomes)
        faults = sum(len(outcome.survived) for outcome in self.outcomes)
        verdict = f"{len(self.findings)} findings" if self.findings else "no finding"
        lines = [
            f"Seed {self.seed}, {self.seconds / 60:.1f} minutes on {_machine()}: {kills} kills of servers among "
            f"{faults} faults, **{verdict}**.",
            "",
        ]
        lines += [f"- {finding}" for finding in self.findings]
        for outcome in self.outcomes:
            lines += ["", f"### {STAGES[outcome.stage]}", ""]
            lines += [f"{outcome.kills} kills in {outcome.seconds / 60:.1f} minutes.", ""]
            lines += [*_recoveries(outcome), "", *_done(outcome.done)]
            lines += ["", *_counts("in the database at the end", outcome.figures)]
            if outcome.failures:
                lines += ["", f"{len(outcome.failures)} requests failed in another way, such as {outcome.failures[0]}"]
        return "\n".join(lines).rstrip() + "\n"


def _recoveries(outcome: Outcome) -> list[str]:
    head = ["| fault | times | recovery, median | p95 | worst |", "|---|---|---|---|---|"]
    return head + [
        f"| {name} | {times.count} | {times.median:.2f} s | {times.p95:.2f} s | {times.worst:.2f} s |"
        for name, times in times_by_fault(outcome.survived).items()
    ]


def _done(counts: dict[str, int]) -> list[str]:
    """A line for each kind of request, with how often it ended in each way."""
    kinds: dict[str, list[str]] = {}
    for name, count in counts.items():
        kind, _, outcome = name.rpartition(": ")
        kinds.setdefault(kind, []).append(f"{count:,} {outcome}")
    lines = [f"| {kind.replace('_', ' ')} | {', '.join(outcomes)} |" for kind, outcomes in kinds.items()]
    return ["| done by clients | how it ended for them |", "|---|---|", *lines]


def _counts(title: str, counts: dict[str, int]) -> list[str]:
    return [f"| {title} | |", "|---|---|"] + [f"| {name} | {count:,} |" for name, count in counts.items()]


def _machine() -> str:
    import os

    return f"{os.cpu_count()} processors ({platform.machine()})"
