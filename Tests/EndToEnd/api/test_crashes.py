"""kill -9 in the middle of the work: after a restart nothing is lost, doubled or stuck."""

import collections
import contextlib
import http.client
import random
import threading
import time

import pytest
from support.people import own_key
from support.samples import ENDLESS, PLAIN, SLOW
from support.waiting import until

BROKEN = (ConnectionError, http.client.HTTPException, TimeoutError, OSError, ValueError, KeyError)
HOLD_SECONDS = 5
LEASE_SECONDS = 2


@pytest.fixture
def server_with_short_holds(start_server):
    return start_server(hold_seconds=HOLD_SECONDS, lease_seconds=LEASE_SECONDS)


def entries_by_task(person) -> dict[str, collections.Counter]:
    entries = person.get("/api/user/ledger?limit=200").json()["entries"]
    tasks = collections.defaultdict(collections.Counter)
    for entry in entries:
        if entry.get("task_id"):
            tasks[entry["task_id"]][entry["kind"]] += 1
    return tasks


def assert_no_task_is_doubled(person) -> None:
    for task, kinds in entries_by_task(person).items():
        assert kinds["hold"] == 1, (task, kinds)
        assert kinds["settle"] + kinds["release"] <= 1, (task, kinds)


def test_a_server_killed_in_the_middle_of_answers_loses_and_doubles_nothing(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    chats = [person.new_chat() for _ in range(5)]
    begun = threading.Barrier(len(chats) + 1)

    def ask(chat):
        with contextlib.suppress(*BROKEN):
            stream = person.send(chat, ENDLESS)
            stream.until("text")
            begun.wait(20)
            stream.rest()

    askers = [threading.Thread(target=ask, args=(chat,)) for chat in chats]
    for asker in askers:
        asker.start()
    begun.wait(20)
    assert (person.available, person.held) == (15, 5)
    server.kill()
    for asker in askers:
        asker.join()

    server.start()
    server.audit()
    assert person.available + person.held == 20, "what was held is still there, or already free again"
    until(lambda: person.held == 0, HOLD_SECONDS + 5, "the end of the holds")
    assert person.available == 20
    assert_no_task_is_doubled(person)
    server.audit()
    # Every call that was under way is on record, its counts marked as a guess.
    lines = person.get("/api/user/usage").json()["lines"]
    assert sum(line["calls"] for line in lines) == 5
    assert sum(line["estimated_calls"] for line in lines) == 5
    assert sum(line["input_tokens"] for line in lines) > 0
    # The chats are usable, and say what happened to their questions.
    for chat in chats:
        until(
            lambda chat=chat: person.get(f"/api/chats/{chat}").json().get("running_task") is None,
            LEASE_SECONDS + 5,
            "the end of the task whose server died",
        )
        answer = person.get(f"/api/chats/{chat}").json()["messages"][-1]
        assert answer["content"]["error"]["code"] == "task.interrupted"
    assert person.ask(PLAIN, chats[0]).status == "complete"
    assert person.available == 19


@pytest.mark.parametrize("seed", [1, 2])
def test_a_server_killed_at_any_moment_keeps_a_true_ledger(server_with_short_holds, new_person, seed):
    server = server_with_short_holds
    person = new_person(on=server, balance=100)
    assert person.choose(tier=1).status == 200
    dice = random.Random(seed)
    paid, stop = [], threading.Event()

    def work(number):
        count = 0
        while not stop.is_set():
            count += 1
            with contextlib.suppress(*BROKEN, AssertionError):
                answer = person.ask(PLAIN, idempotency_key=f"{seed}-{number}-{count}")
                if answer.receipt:
                    paid.append(answer.receipt["task_id"])
            stop.wait(0.02)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for worker in workers:
        worker.start()
    for _ in range(3):
        time.sleep(dice.uniform(0.3, 1.2))
        server.kill()
        server.start()
        server.audit()
    stop.set()
    for worker in workers:
        worker.join()

    until(lambda: person.held == 0, HOLD_SECONDS + 5, "the end of the holds")
    server.audit()
    tasks = entries_by_task(person)
    assert_no_task_is_doubled(person)
    for task in paid:
        assert tasks[task]["settle"] == 1, "whoever saw a receipt was charged, once"
    answered = sum(kinds["settle"] for kinds in tasks.values())
    assert person.available == 100 - answered


def test_a_question_interrupted_by_a_crash_says_so_when_it_comes_again(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()
    stream = person.send(chat, ENDLESS, idempotency_key="interrupted")
    task = stream.until("task").data["task_id"]
    stream.until("text")
    server.kill()
    server.start()
    again = person.send(chat, ENDLESS, idempotency_key="interrupted").rest()
    assert again[0].data["task_id"] == task
    assert [event.name for event in again[-3:]] == ["receipt", "error", "done"]
    assert again[-3].data["credits"] == 0
    assert again[-2].data["error"]["code"] == "task.interrupted"
    assert "in the chat" not in again[-2].data["error"]["message"]
    assert (person.available, person.held) == (20, 0), "given back with the end, long before the hold's own"
    question, answer = person.get(f"/api/chats/{chat}").json()["messages"]
    assert question["content"]["text"] == ENDLESS
    assert answer["content"]["error"]["code"] == "task.interrupted"
    server.audit()


def test_a_client_goes_on_with_its_stream_after_the_server_has_died(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()
    stream = person.send(chat, ENDLESS)
    task = stream.until("task").data["task_id"]
    seen = stream.until("text")
    time.sleep(0.5)  # what was said is stored a moment later
    server.kill()
    server.start()
    rest = person.stream("GET", f"/api/tasks/{task}/events", headers={"Last-Event-ID": str(seen.id)}).rest()
    assert rest[0].id == seen.id + 1 and rest[0].name == "text"
    assert [event.id for event in rest] == list(range(seen.id + 1, seen.id + 1 + len(rest)))
    assert [event.name for event in rest[-3:]] == ["receipt", "error", "done"]
    (text,) = (block["text"] for block in person.get(f"/api/chats/{chat}").json()["messages"][-1]["content"]["blocks"])
    assert text.endswith("".join(event.data["delta"] for event in rest if event.name == "text"))


def test_a_deduction_repeated_after_a_crash_is_charged_once(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server, balance=60)
    keys = [f"deduction-{number}" for number in range(40)]
    done = collections.deque()

    def deduct(mine):
        for key in mine:
            with contextlib.suppress(*BROKEN):
                if person.deduct("code_fix", key).status == 200:
                    done.append(key)

    workers = [threading.Thread(target=deduct, args=(keys[number::4],)) for number in range(4)]
    for worker in workers:
        worker.start()
    until(lambda: len(done) >= 6, what="some deductions")
    server.kill()
    for worker in workers:
        worker.join()
    server.start()
    for key in keys:
        assert person.deduct("code_fix", key).status == 200
    assert (person.available, person.held) == (20, 0)
    server.audit()


def test_sessions_and_sealed_keys_outlive_the_server(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server)
    assert person.choose_own(own_key()).status == 200
    server.kill()
    server.start()
    answer = person.ask(PLAIN)
    assert (answer.receipt["payer"], answer.receipt["credits"]) == ("own_key", 0)


def test_a_server_that_is_asked_to_stop_ends_cleanly(server_with_short_holds, new_person):
    server = server_with_short_holds
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()
    stream = person.send(chat, SLOW)
    stream.until("task")
    assert server.stop() == 0
    server.start()
    server.audit()
    until(lambda: person.held == 0, HOLD_SECONDS + 5, "the end of the hold")
    assert person.available in (19, 20)


def test_a_server_that_is_asked_to_stop_ends_what_does_not_end_by_itself(start_server, new_person):
    server = start_server(hold_seconds=HOLD_SECONDS, lease_seconds=LEASE_SECONDS, shutdown_grace_seconds=1)
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    stream = person.send(person.new_chat(), ENDLESS)
    stream.until("text")
    assert server.stop() == 0
    rest = stream.rest()
    assert [event.name for event in rest[-3:]] == ["receipt", "error", "done"]
    assert rest[-3].data["credits"] == 0
    assert rest[-2].data["error"]["code"] == "task.shutting_down"
    server.start()
    assert (person.available, person.held) == (20, 0), "what the server stopped is free"
    server.audit()
