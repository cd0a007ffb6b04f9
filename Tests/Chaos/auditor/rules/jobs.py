"""Tasks under way."""

from collections.abc import Iterator

from auditor.evidence import Evidence


def none_is_left_running(evidence: Evidence) -> Iterator[str]:
    """No task is under way when everybody has gone"""
    if evidence.ports:
        return
    for job in evidence.tables.jobs:
        if job["finished_at"] is None:
            yield f"task {job['id']} is {job['state']} at {job['worker']}"


def one_at_a_time_in_a_chat(evidence: Evidence) -> Iterator[str]:
    """A chat is answered one question at a time"""
    busy: dict[str, str] = {}
    for job in evidence.tables.jobs:
        if job["finished_at"] is None and job["lane"] and busy.setdefault(job["lane"], job["id"]) != job["id"]:
            yield f"tasks {busy[job['lane']]} and {job['id']} in {job['lane']}"
