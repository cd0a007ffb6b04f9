"""Charges against answers, in the database."""

from collections.abc import Iterator

from auditor.evidence import Evidence


def charge_has_its_record(evidence: Evidence) -> Iterator[str]:
    """Every charge has the record of its task, and every record with credits its charge"""
    tables = evidence.tables
    records, holds = tables.by("task_records", "id"), tables.by("holds", "task_id")
    owners = {account["id"]: account["user_id"] for account in tables.accounts}
    for task, hold in holds.items():
        if hold["state"] != "settled":
            continue
        record = records.get(task)
        told = record and (record["payer"], record["credits"], record["user_id"], record["feature"])
        if told != ("platform", hold["amount"], owners.get(hold["account_id"]), hold["feature"]):
            yield f"task {task} was charged {hold['amount']}, its record says {told}"
    for task, record in records.items():
        if record["credits"] > 0 and holds.get(task, {}).get("state") != "settled":
            yield f"task {task} has {record['credits']} credits on record and no charge"


def answer_has_its_charge(evidence: Evidence) -> Iterator[str]:
    """No platform answer without a charge"""
    holds = evidence.tables.by("holds", "task_id")
    for task, answer in _answers(evidence):
        receipt = answer["receipt"]
        is_good = "error" not in answer and not answer.get("stopped")
        state = holds.get(task, {}).get("state")
        if receipt["payer"] == "platform" and is_good and (state != "settled" or receipt["credits"] <= 0):
            yield f"task {task} was answered, its hold is {state}, its receipt says {receipt['credits']} credits"
    for record in evidence.tables.task_records:
        if record["payer"] == "platform" and record["status"] == "ok" and record["credits"] <= 0:
            yield f"task {record['id']} is on record as answered for {record['credits']} credits"


def charge_has_its_answer(evidence: Evidence) -> Iterator[str]:
    """No charge for a question without its answer"""
    contents = evidence.tables.contents
    for hold in evidence.tables.holds:
        task = hold["task_id"]
        if hold["state"] != "settled" or hold["feature"] != "chat" or f"{task}.q" not in contents:
            continue  # A deduction has no question, and a chat that was deleted keeps none.
        answer = contents.get(f"{task}.a")
        if answer is None:
            yield f"task {task} was charged and its question has no answer"
        elif not answer["blocks"]:
            yield f"task {task} was charged for an answer without a word"
        elif "error" in answer:
            yield f"task {task} was charged, its answer says {answer['error'].get('code')}"


def stored_receipt_is_true(evidence: Evidence) -> Iterator[str]:
    """A stored receipt says what the record of the task says"""
    records = evidence.tables.by("task_records", "id")
    for task, answer in _answers(evidence):
        record, receipt = records.get(task), answer["receipt"]
        told = record and (record["payer"], record["credits"])
        if told != (receipt["payer"], receipt["credits"]):
            yield f"task {task}: the answer says {receipt['payer']} {receipt['credits']}, its record {told}"


def own_key_costs_nothing(evidence: Evidence) -> Iterator[str]:
    """A task on an own key is charged nothing and holds nothing"""
    holds = evidence.tables.by("holds", "task_id")
    for record in evidence.tables.task_records:
        if record["payer"] == "own_key" and (record["credits"] != 0 or record["id"] in holds):
            yield f"task {record['id']} has {record['credits']} credits, hold {holds.get(record['id'])}"
    for call in evidence.tables.usage_records:
        if call["payer"] == "own_key" and call["task_id"] in holds:
            yield f"task {call['task_id']} called with an own key and has a hold"


def _answers(evidence: Evidence) -> Iterator[tuple[str, dict]]:
    contents = evidence.tables.contents
    for message in evidence.tables.messages:
        if message["role"] == "assistant":
            yield message["task_id"], contents[message["id"]]
