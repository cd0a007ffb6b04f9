"""What clients received, against the database."""

import re
from collections.abc import Iterator

from auditor.evidence import Evidence

MARK = re.compile(r"\[chaos:([0-9a-z-]+)\]")


def received_receipt_is_true(evidence: Evidence) -> Iterator[str]:
    """Who saw a receipt was charged what it says"""
    records, holds = evidence.tables.by("task_records", "id"), evidence.tables.by("holds", "task_id")
    for asked in evidence.testimony.of("asked"):
        receipt = asked["receipt"]
        if not receipt:
            continue
        task = receipt["task_id"]
        record, is_charged = records.get(task), holds.get(task, {}).get("state") == "settled"
        told = record and (record["payer"], record["credits"])
        if told != (receipt["payer"], receipt["credits"]) or is_charged != (receipt["credits"] > 0):
            yield f"task {task}: told {receipt['payer']} {receipt['credits']}, on record {told}, charged: {is_charged}"


def received_answer_is_stored(evidence: Evidence) -> Iterator[str]:
    """An answer with a receipt is stored as it was received"""
    contents = evidence.tables.contents
    for asked in evidence.testimony.of("asked"):
        if not asked["receipt"] or asked["chat"] in evidence.testimony.touched_by_deletion:
            continue
        task = asked["receipt"]["task_id"]
        answer = contents.get(f"{task}.a")
        if answer is None or f"{task}.q" not in contents:
            yield f"task {task} in chat {asked['chat']}"
        elif asked["done"] == "complete" and asked["is_whole"] and _text(answer) != asked["text"]:
            yield f"task {task}: other words are stored than were received"


def _text(answer: dict) -> str:
    return "".join(block["text"] for block in answer["blocks"] if block["type"] == "text")


def told_failure_is_free(evidence: Evidence) -> Iterator[str]:
    """Who was told that it failed, or that nothing was charged, paid nothing"""
    holds = evidence.tables.by("holds", "task_id")
    for asked in evidence.testimony.of("asked"):
        is_failed = asked["done"] == "failed" or asked["refusal"] == "task.interrupted"
        for task in asked["tasks"] if is_failed else []:
            if holds.get(task, {}).get("state") == "settled":
                yield f"task {task}: told {asked['code']}, and charged"


def complete_has_its_receipt(evidence: Evidence) -> Iterator[str]:
    """A complete answer comes with its receipt"""
    for asked in evidence.testimony.of("asked"):
        if asked["done"] == "complete" and not asked["receipt"]:
            yield f"tasks {asked['tasks']}"


def asked_twice_is_one_task(evidence: Evidence) -> Iterator[str]:
    """The same request, however often it came, is one task with one question"""
    tasks: dict[tuple[str, str], set[str]] = {}
    for asked in evidence.testimony.of("asked"):
        tasks.setdefault((asked["user"], asked["key"]), set()).update(asked["tasks"])
    yield from (f"key {key} made the tasks {sorted(ids)}" for (_, key), ids in tasks.items() if len(ids) > 1)
    words: dict[str, str] = {}
    for message in evidence.tables.messages:
        if message["role"] != "user":
            continue
        mark = MARK.search(evidence.tables.contents[message["id"]]["text"])
        if mark and words.setdefault(mark[1], message["id"]) != message["id"]:
            yield f"question {mark[1]} is stored as {words[mark[1]]} and {message['id']}"


def every_call_is_on_record(evidence: Evidence) -> Iterator[str]:
    """Every call to a provider has its usage record"""
    calls = evidence.tables.grouped("usage_records", "task_id")
    for asked in evidence.testimony.of("asked"):
        receipt = asked["receipt"]
        if receipt and len(calls.get(receipt["task_id"], [])) < receipt["calls"]:
            found = len(calls.get(receipt["task_id"], []))
            yield f"task {receipt['task_id']} made {receipt['calls']} calls, {found} are on record"
    for mark, task in _tasks_by_mark(evidence).items():
        if mark in evidence.asked_providers and task not in calls:
            yield f"question {mark} of task {task} was sent to a provider"


def _tasks_by_mark(evidence: Evidence) -> dict[str, str]:
    found = {}
    for asked in evidence.testimony.of("asked"):
        if (mark := MARK.search(asked["content"])) and asked["tasks"]:
            found[mark[1]] = asked["tasks"][0]
    for message in evidence.tables.messages:
        words = evidence.tables.contents[message["id"]].get("text", "")
        if mark := MARK.search(words):
            found[mark[1]] = message["task_id"]
    return found
