"""Holds and their entries."""

from collections import Counter
from collections.abc import Iterator

from auditor.evidence import Evidence

UNFINISHED_SECONDS = 1


def charged_once(evidence: Evidence) -> Iterator[str]:
    """No task is held, charged or given back twice"""
    counts = Counter((entry["task_id"], entry["kind"]) for entry in evidence.tables.entries if entry["task_id"])
    yield from (f"task {task} has {count} entries {kind}" for (task, kind), count in counts.items() if count > 1)


def entries_tell_the_state(evidence: Evidence) -> Iterator[str]:
    """A hold has the entries that its state tells"""
    entries = evidence.tables.grouped("entries", "task_id")
    for hold in evidence.tables.holds:
        own = entries.get(hold["task_id"], [])
        kinds = sorted(entry["kind"] for entry in own)
        if kinds not in _possible(hold["state"]):
            yield f"task {hold['task_id']} is {hold['state']} and has {kinds}"
        elif any(entry["amount"] != hold["amount"] or entry["account_id"] != hold["account_id"] for entry in own):
            yield f"task {hold['task_id']} has entries of another amount or account"
        elif sum(entry["held_change"] for entry in own) != (hold["amount"] if hold["state"] == "pending" else 0):
            yield f"task {hold['task_id']} is {hold['state']} and leaves something held"
        elif -sum(entry["available_change"] for entry in own) != _taken(hold):
            yield f"task {hold['task_id']} is {hold['state']} and did not take {_taken(hold)}"
    known = {hold["task_id"] for hold in evidence.tables.holds}
    yield from (f"entries of task {task} have no hold" for task in entries if task is not None and task not in known)


def _possible(state: str) -> list[list[str]]:
    return {
        "pending": [["hold"]],
        "settled": [["hold", "settle"], ["hold", "release", "settle"]],
        "released": [["hold", "release"]],
        "expired": [["hold", "release"]],
    }[state]


def _taken(hold: dict) -> int:
    return hold["covered"] if hold["state"] in ("pending", "settled") else 0


def held_is_what_holds_hold(evidence: Evidence) -> Iterator[str]:
    """What an account holds is what its pending holds hold"""
    sums: Counter[str] = Counter()
    for hold in evidence.tables.holds:
        if hold["state"] == "pending":
            sums[hold["account_id"]] += hold["amount"]
    for account in evidence.tables.accounts:
        if account["held"] != sums[account["id"]]:
            yield f"account {account['id']} says {account['held']}, its pending holds {sums[account['id']]}"


def none_outlives_its_time(evidence: Evidence) -> Iterator[str]:
    """No hold is pending beyond its time once its account was touched"""
    if not evidence.ports:
        return
    for hold in evidence.tables.holds:
        if hold["state"] == "pending" and hold["expires_at"] <= evidence.now - UNFINISHED_SECONDS * 1000:
            yield f"task {hold['task_id']} expired {(evidence.now - hold['expires_at']) / 1000:.1f} s ago"


def none_is_left(evidence: Evidence) -> Iterator[str]:
    """No hold is left when everybody has gone"""
    if evidence.ports:
        return
    yield from (f"task {hold['task_id']}" for hold in evidence.tables.holds if hold["state"] == "pending")
