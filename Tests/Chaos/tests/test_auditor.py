"""The auditor finds nothing in an honest installation, and each kind of lie in one that was falsified."""

import base64
import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from auditor.audit import RULES, audit
from auditor.evidence import Evidence
from auditor.rules import answers, balances, canaries, charges, holds, jobs, sessions, writes
from auditor.testimony import Statements

SETTLED_ANSWER = """
  SELECT holds.task_id FROM holds JOIN messages ON messages.id = holds.task_id || '.a' WHERE state = 'settled' LIMIT 1
"""
SETTLED = f"task_id = ({SETTLED_ANSWER})"
ENTRY = "rowid = (SELECT MAX(rowid) FROM entries WHERE kind = 'settle')"
PENDING = f"""
  UPDATE holds SET state = 'pending', closed_at = NULL, expires_at = created_at + 1 WHERE {SETTLED}
"""
RUNNING = "UPDATE jobs SET state = 'running', finished_at = NULL, worker = 'w', lease_until = 1, lane = id"

LIES_IN_THE_DATABASE = [
    (balances.numbered_without_a_gap, "DELETE FROM entries WHERE sequence = 2"),
    (
        balances.each_says_the_balance_after_it,
        f"UPDATE entries SET available_after = available_after + 1 WHERE {ENTRY}",
    ),
    (balances.balance_is_the_sum, "UPDATE accounts SET available = available + 1"),
    (balances.never_below_zero, f"UPDATE entries SET held_after = -1 WHERE {ENTRY}"),
    (balances.never_below_zero, "UPDATE accounts SET available = -1"),
    (balances.entries_belong_to_accounts, "UPDATE entries SET account_id = 'no-' || account_id"),
    (balances.entries_belong_to_accounts, "DELETE FROM accounts"),
    (balances.amounts_fit_their_kind, f"UPDATE entries SET amount = amount + 1 WHERE {ENTRY}"),
    (balances.one_grant_for_each_period, "UPDATE renewals SET granted = granted + 1"),
    (balances.one_grant_for_each_period, "DELETE FROM renewals"),
    (
        holds.charged_once,
        f"""DROP INDEX entries_by_task;
        INSERT INTO entries SELECT account_id, sequence + 1000, kind, amount, available_change, held_change,
          available_after, held_after, task_id, feature, model, reason, made_by, idempotency_key, period, created_at
        FROM entries WHERE {ENTRY}""",
    ),
    (holds.entries_tell_the_state, f"UPDATE holds SET state = 'released', release_reason = 'failure' WHERE {SETTLED}"),
    (holds.entries_tell_the_state, f"UPDATE holds SET amount = amount + 1 WHERE {SETTLED}"),
    (holds.entries_tell_the_state, "DELETE FROM holds"),
    (holds.held_is_what_holds_hold, PENDING),
    (holds.none_is_left, PENDING),
    (jobs.none_is_left_running, RUNNING),
    (jobs.one_at_a_time_in_a_chat, f"DROP INDEX jobs_by_lane; {RUNNING}; UPDATE jobs SET lane = 'one'"),
    (charges.charge_has_its_record, f"DELETE FROM task_records WHERE id = ({SETTLED_ANSWER})"),
    (charges.charge_has_its_record, f"UPDATE holds SET state = 'expired', release_reason = 'expired' WHERE {SETTLED}"),
    (charges.answer_has_its_charge, f"UPDATE holds SET state = 'released', release_reason = 'failure' WHERE {SETTLED}"),
    (charges.charge_has_its_answer, f"DELETE FROM messages WHERE id = ({SETTLED_ANSWER}) || '.a'"),
    (
        charges.charge_has_its_answer,
        f"""UPDATE messages SET content = json_set(content, '$.blocks', json('[]'))
        WHERE id = ({SETTLED_ANSWER}) || '.a'""",
    ),
    (charges.stored_receipt_is_true, "UPDATE task_records SET credits = credits + 1 WHERE credits > 0"),
    (charges.own_key_costs_nothing, "UPDATE task_records SET credits = 1 WHERE payer = 'own_key'"),
    (answers.received_receipt_is_true, f"UPDATE holds SET state = 'released' WHERE {SETTLED}"),
    (answers.received_answer_is_stored, "DELETE FROM messages"),
    (
        answers.received_answer_is_stored,
        """UPDATE messages SET content = json_set(content, '$.blocks[#-1].text', 'other words')
        WHERE role = 'assistant'""",
    ),
    (
        answers.asked_twice_is_one_task,
        "UPDATE messages SET content = (SELECT content FROM messages WHERE role = 'user') WHERE role = 'user'",
    ),
    (answers.every_call_is_on_record, "DELETE FROM usage_records"),
    (writes.people_are_there, "DELETE FROM users"),
    (writes.grants_are_there_once, "DELETE FROM entries WHERE reason LIKE 'chaos grant%'"),
    (writes.grants_are_there_once, "UPDATE entries SET amount = 8 WHERE reason LIKE 'chaos grant%'"),
    (writes.deductions_are_there_once, "DELETE FROM task_records WHERE feature <> 'chat'"),
    (writes.chats_are_there, "DELETE FROM chats"),
    (writes.chats_are_there, "UPDATE chats SET title = 'another'"),
    (writes.datasets_are_there, "DELETE FROM datasets"),
    (writes.datasets_are_there, "UPDATE datasets SET path = path || '-elsewhere'"),
]


def change_of(of_kind: str, **changes):
    """Makes all lines of a kind say something else."""

    def change(lines: list[dict]) -> None:
        for line in lines:
            if line["kind"] == of_kind:
                line.update(changes)

    return change


def signed_out_everywhere(lines: list[dict]) -> None:
    """Claims that the sessions that are in use were signed out."""
    for line in [line for line in lines if line["kind"] == "settings"]:
        lines.append({**line, "kind": "signed_out", "outcome": "acknowledged"})


def another_task(lines: list[dict]) -> None:
    next(line for line in lines if line["kind"] == "asked" and line["tasks"])["tasks"].append("t-other")


def called_elsewhere(lines: list[dict]) -> None:
    """Claims more calls than are on record."""
    for line in lines:
        if line["kind"] == "asked" and line["receipt"]:
            line["receipt"]["calls"] += 1


LIES_OF_CLIENTS = [
    (answers.told_failure_is_free, change_of("asked", done="failed")),
    (answers.told_failure_is_free, change_of("asked", done=None, refusal="task.interrupted")),
    (answers.complete_has_its_receipt, change_of("asked", receipt=None)),
    (answers.asked_twice_is_one_task, another_task),
    (answers.every_call_is_on_record, called_elsewhere),
    (writes.grants_are_there_once, change_of("granted", outcome="refused")),
    (writes.deductions_are_there_once, change_of("deducted", deducted=77)),
    (writes.deductions_are_there_once, change_of("deducted", outcome="refused")),
    (writes.chats_are_there, change_of("chat_deleted", kind="chat_created", title="never")),
    (writes.datasets_are_there, change_of("dataset_added", sha256="0")),
    (sessions.signed_out_stays_so, signed_out_everywhere),
    (sessions.signed_in_stays_so, change_of("settings", session="nobody's")),
    (sessions.settings_are_kept, change_of("settings", temperature=1.9)),
    (sessions.keys_are_as_left, change_of("settings", hint="0000")),
]


def rules_broken(evidence: Evidence) -> set[str]:
    """Those that were understood and do not hold."""
    return {finding.rule for finding in audit(evidence) if not finding.detail.startswith("could not be checked")}


def name(rule) -> str:
    return rule.__doc__.strip()


@pytest.fixture
def running(site) -> Evidence:
    """The honest installation, with its server running."""
    return site.evidence(ports=[site.server.port])


def test_nothing_is_found_in_an_honest_installation(running):
    assert audit(running) == []
    figures = running.figures()
    assert figures["entries: settle"] > 2 and figures["messages"] > 4 and figures["data sets"] > 0


def ids(lies) -> list[str]:
    return [f"{rule.__name__}-{number}" for number, (rule, _) in enumerate(lies)]


@pytest.mark.parametrize(("rule", "script"), LIES_IN_THE_DATABASE, ids=ids(LIES_IN_THE_DATABASE))
def test_a_falsified_database_is_found_out(site, tmp_path, rule, script):
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(site.database)) as original, closing(sqlite3.connect(copy)) as other:
        original.backup(other)
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute("PRAGMA foreign_keys = OFF")
        changes = other.total_changes
        other.executescript(script)
        assert other.total_changes > changes, "something was falsified"
    marks = tmp_path / "asked.txt"
    evidence = Evidence.gather(f"sqlite:{copy}", journal=site.journal, keys=site.keys, tap=marks)
    assert name(rule) in rules_broken(evidence)


@pytest.mark.parametrize(("rule", "lie"), LIES_OF_CLIENTS, ids=ids(LIES_OF_CLIENTS))
def test_what_clients_were_told_and_is_not_so_is_found_out(running, rule, lie):
    lines = json.loads(json.dumps(running.testimony.lines))
    lie(lines)
    running.testimony = Statements(lines)
    assert name(rule) in rules_broken(running)


def test_a_hold_that_outlives_its_time_is_found_out(running):
    hold = next(hold for hold in running.tables.holds)
    hold.update(state="pending", expires_at=running.now - 5000)
    assert name(holds.none_outlives_its_time) in rules_broken(running)


def test_a_call_that_only_the_provider_knows_of_is_found_out(running):
    asked = next(line for line in running.testimony.of("asked") if line["tasks"] and line["receipt"])
    asked["receipt"] = None
    running.asked_providers = {answers.MARK.search(asked["content"])[1]}
    running.tables.usage_records[:] = [
        call for call in running.tables.usage_records if call["task_id"] not in asked["tasks"]
    ]
    assert name(answers.every_call_is_on_record) in rules_broken(running)


@pytest.mark.parametrize("form", ["whole", "eight characters", "another case", "hexadecimal", "base64", "in a picture"])
def test_a_trace_of_a_key_is_found_out(site, tmp_path, form):
    key = site.keys.read_text().split()[0]
    traces = {
        "whole": key.encode(),
        "eight characters": key[-13:-5].encode(),
        "another case": key[-20:-4].upper().encode(),
        "hexadecimal": key.encode().hex().encode(),
        "base64": base64.b64encode(b"{" + key.encode()),
        "in a picture": bytes(range(256)) + key[-12:].encode() + bytes(range(256)),
    }
    place = tmp_path / "data"
    place.mkdir()
    (place / "file").write_bytes(b"before \x00" + traces[form] + b"\x00 after, and " + key[-4:].encode())
    assert name(canaries.no_key_is_left) in rules_broken(site.evidence(places=[place]))


def test_the_last_four_characters_of_a_key_are_no_trace(site, tmp_path):
    place = tmp_path / "data"
    shutil.copytree(site.server.data, place)
    (place / "hint").write_text("".join(f"····{key[-4:]} " for key in site.keys.read_text().split()))
    assert audit(site.evidence(places=[place])) == []


def test_every_rule_is_tested():
    tested = {rule for rule, _ in [*LIES_IN_THE_DATABASE, *LIES_OF_CLIENTS]}
    assert tested | {holds.none_outlives_its_time, canaries.no_key_is_left} == set(RULES)
