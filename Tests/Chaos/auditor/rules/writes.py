"""Acknowledged writes that must be there, and refused ones that must not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from auditor.evidence import Evidence
from auditor.testimony import ACKNOWLEDGED, REFUSED, possible_last


def people_are_there(evidence: Evidence) -> Iterator[str]:
    """Who signed up is there"""
    known = {user["id"] for user in evidence.tables.users}
    for line in evidence.testimony.of("signed_up", outcome=ACKNOWLEDGED):
        if line["user"] not in known:
            yield line["email"]


def grants_are_there_once(evidence: Evidence) -> Iterator[str]:
    """A grant that was acknowledged is there once; a refused one is not; one in doubt at most once"""
    owners = {account["id"]: account["user_id"] for account in evidence.tables.accounts}
    entries = evidence.tables.grouped("entries", "reason")
    for line in evidence.testimony.of("granted"):
        found = entries.get(line["reason"], [])
        allowed = {ACKNOWLEDGED: {1}, REFUSED: {0}}.get(line["outcome"], {0, 1})
        if len(found) not in allowed:
            yield f"{line['reason']} ({line['outcome']}) is there {len(found)} times"
        elif any(
            (entry["amount"], owners.get(entry["account_id"])) != (line["amount"], line["user"]) for entry in found
        ):
            yield f"{line['reason']} has another amount or account"


def deduction_task(user: str, key: str) -> str:
    """The id of the task that an idempotency key names, as docs/ledger.md says."""
    return "t-" + hashlib.sha256(f"deduct\n{user}\n{key}".encode()).hexdigest()[:32]


def deductions_are_there_once(evidence: Evidence) -> Iterator[str]:
    """A deduction that was acknowledged is on record as it was told; a refused one took nothing"""
    records, holds = evidence.tables.by("task_records", "id"), evidence.tables.by("holds", "task_id")
    acknowledged = {(line["user"], line["key"]) for line in evidence.testimony.of("deducted", outcome=ACKNOWLEDGED)}
    for line in evidence.testimony.of("deducted"):
        task = deduction_task(line["user"], line["key"])
        record, is_charged = records.get(task), holds.get(task, {}).get("state") == "settled"
        if line["outcome"] == ACKNOWLEDGED:
            told = record and (record["payer"], record["credits"], record["feature"])
            if told != (line["payer"], line["deducted"], line["feature"]) or is_charged != (line["deducted"] > 0):
                yield f"{line['key']}: told {line['payer']} {line['deducted']}, on record {told}, charged: {is_charged}"
        elif line["outcome"] == REFUSED and record and (line["user"], line["key"]) not in acknowledged:
            yield f"{line['key']} was refused with {line['code']} and is on record"


def chats_are_there(evidence: Evidence) -> Iterator[str]:
    """A chat is there with its last title, unless it was deleted; then it is not"""
    chats = evidence.tables.by("chats", "id")
    titles: dict[str, list[dict]] = {}
    for line in evidence.testimony.of("chat_created", "chat_renamed"):
        if "chat" in line:
            titles.setdefault(line["chat"], []).append(line)
    for chat, writes in titles.items():
        if chat in evidence.testimony.touched_by_deletion:
            continue
        allowed = {write["title"] for write in possible_last(writes)}
        if chat not in chats:
            yield f"chat {chat} is lost"
        elif chats[chat]["title"] not in allowed:
            yield f"chat {chat} is called {chats[chat]['title']} instead of {sorted(allowed)}"
    for line in evidence.testimony.of("chat_deleted", outcome=ACKNOWLEDGED):
        if line["chat"] in chats:
            yield f"chat {line['chat']} was deleted and is there"


def datasets_are_there(evidence: Evidence) -> Iterator[str]:
    """A data set is there, on record and on disk, unless it was removed; then it is not on record"""
    datasets = evidence.tables.by("datasets", "id")
    removals = {line["dataset"]: line["outcome"] for line in evidence.testimony.of("dataset_removed")}
    for line in evidence.testimony.of("dataset_added", outcome=ACKNOWLEDGED):
        row, removal = datasets.get(line["dataset"]), removals.get(line["dataset"])
        if row is None and removal is None:
            yield f"{line['dataset']} is lost"
        elif row is not None and removal == ACKNOWLEDGED:
            yield f"{line['dataset']} was removed and is on record"
        elif row is not None and removal is None and _digest(row["path"]) != line["sha256"]:
            yield f"{line['dataset']} has another content on disk"
    for row in datasets.values():
        if not Path(row["path"]).is_file() and row["id"] not in removals:
            yield f"{row['id']} is on record and not on disk"


def _digest(path: str) -> str | None:
    file = Path(path)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
