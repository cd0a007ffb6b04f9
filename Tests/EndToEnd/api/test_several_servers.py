"""Three servers on one database behave as one, behind nginx and one by one."""

import collections
import contextlib
import http.client
import re
import signal
import socket
import threading
import time

import pytest
from support.client import Client
from support.people import PASSWORD, Person, own_key
from support.samples import ENDLESS, PLAIN, QUESTION, SLOW, sales
from support.waiting import at_once, until

RECONNECT_GRACE = 2
LEASE = 3
BUSY = {"task.duplicate", "task.chat_busy"}


@pytest.fixture
def ports(fleet) -> list[int]:
    """The servers' ports; whoever was ended by a test before is there again."""
    for server in fleet.servers:
        if not server.is_running():
            server.start()
    return [server.port for server in fleet.servers]


@pytest.fixture
def somebody(fleet, ports, new_person):
    """Makes people who signed up on the first server."""
    return lambda **options: new_person(on=fleet.servers[0], **options)


@pytest.fixture(autouse=True)
def the_ledger_adds_up(fleet):
    yield
    fleet.servers[0].audit()


class KeptConnection:
    """One connection for several requests."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def get(self, path: str) -> tuple[int, str | None]:
        """The status and what the server says of the connection."""
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        response.read()
        return response.status, response.headers.get("Connection")


@contextlib.contextmanager
def again_and_again(action, statuses: collections.Counter):
    """Does it all the time beside the test, and counts what came of it; every success counts as 200."""
    over = threading.Event()

    def work():
        while not over.is_set():
            try:
                status = action().status
                statuses[200 if status < 300 else status] += 1
            except (OSError, http.client.HTTPException) as error:
                statuses[repr(error)] += 1

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


def follow(client: Client, task: str, last: int):
    return client.stream("GET", f"/api/tasks/{task}/events", headers={"Last-Event-ID": str(last)})


def text_of(events) -> str:
    return "".join(event.data["delta"] for event in events if event.name == "text")


def deduct(client: Client, key: str):
    return client.post("/api/user/deduct-credits", {"feature": "code_fix", "idempotency_key": key})


def check(client: Client):
    return client.post("/api/keys/check", {"provider": "openai", "api_key": own_key()})


def refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def answered(server) -> int:
    """How many requests a server has answered."""
    text = Client(server.port).get("/metrics").body.decode()
    return sum(float(number) for number in re.findall(r"^latchkey_http_requests_total.* (\S+)$", text, re.MULTILINE))


def everywhere(person: Client, ports: list[int]) -> list[Client]:
    return [person.at(port) for port in ports]


def test_who_signs_in_on_one_is_signed_in_on_all_and_signs_out_of_all(somebody, ports):
    first, second, third = everywhere(somebody(), ports)
    assert [where.get("/api/user/credits").status for where in (first, second, third)] == [200] * 3
    thief = third.copy()
    assert second.post("/api/auth/sign-out").status == 204
    assert thief.get("/api/user/credits").status == 401
    assert thief.at(ports[0]).get("/api/user/credits").status == 401


def test_a_new_password_signs_out_on_all_servers(somebody, ports):
    person = somebody()
    elsewhere = Person.sign_in_as(person.server, person.email).at(ports[2])
    body = {"current": PASSWORD, "new": "another long password"}
    assert person.at(ports[1]).post("/api/auth/password", body).status in (200, 204)
    assert elsewhere.get("/api/user/credits").status == 401
    assert person.at(ports[2]).get("/api/user/credits").status == 200


def test_a_key_saved_on_one_is_used_on_another_and_removed_from_all_at_once(somebody, ports):
    first, second, third = everywhere(somebody(), ports)
    assert first.choose_own(own_key()).status == 200
    receipt = second.ask(PLAIN).receipt
    assert (receipt["payer"], receipt["credits"]) == ("own_key", 0)
    thief = third.copy()
    assert second.request("DELETE", "/api/keys/openai").status == 200
    for place in (thief, thief.at(ports[0])):
        refused = place.refused(PLAIN)
        assert (refused.status, refused.code) == (409, "key.missing"), refused
    assert first.credits()["available"] == 20


def test_a_key_replaced_on_one_replaces_it_on_all_at_once(somebody, ports):
    first, second, third = everywhere(somebody(), ports)
    assert first.choose_own(own_key()).status == 200
    with_old_cookie = third.copy()
    new = own_key()
    assert second.choose_own(new).status == 200
    assert third.ask(PLAIN).receipt["key_hint"] == "····" + new[-4:]
    refused = with_old_cookie.refused(PLAIN)
    assert 400 <= refused.status < 500 and refused.code.startswith("key."), refused
    assert first.credits()["available"] == 20


def test_settings_and_chats_are_the_same_on_all(somebody, ports):
    first, second, third = everywhere(somebody(), ports)
    assert first.choose("groq", tier=1).status == 200
    assert second.settings()["provider"] == "groq"
    chat = second.new_chat()
    assert third.ask(PLAIN, chat).receipt["provider"] == "groq"
    assert [len(place.get(f"/api/chats/{chat}").json()["messages"]) for place in (first, second)] == [2, 2]
    assert first.request("DELETE", f"/api/chats/{chat}").status == 204
    assert third.get(f"/api/chats/{chat}").status == 404


def test_exactly_as_many_deductions_run_as_the_balance_pays(somebody, ports):
    person = somebody(balance=7)
    places = [person.at(ports[number % 3]) for number in range(24)]
    answers = at_once([lambda n=n, p=p: deduct(p, f"fleet-{n}") for n, p in enumerate(places)])
    assert collections.Counter(answer.status for answer in answers) == {200: 7, 402: 17}
    assert (person.available, person.held) == (0, 0)


def test_exactly_as_many_questions_run_as_the_balance_pays(somebody, ports):
    person = somebody(balance=4)
    assert person.choose(tier=1).status == 200
    chats = [person.new_chat() for _ in range(12)]

    def ask(number):
        stream = person.at(ports[number % 3]).send(chats[number], SLOW)
        return stream.status, stream.status == 200 and list(stream)[-1].data["status"]

    answers = at_once([lambda n=n: ask(n) for n in range(12)])
    assert collections.Counter(answers) == {(200, "complete"): 4, (402, False): 8}
    assert (person.available, person.held) == (0, 0)


def test_a_deduction_sent_to_all_at_once_is_charged_once(somebody, ports):
    person = somebody()
    places = everywhere(person, ports) * 4
    answers = at_once([lambda place=place: deduct(place, "one-of-twelve") for place in places])
    assert {answer.status for answer in answers} == {200}, answers
    assert {answer.json()["deducted"] for answer in answers} == {1}
    assert person.available == 19


def test_a_grant_given_on_all_at_once_is_given_once(fleet, somebody):
    person = somebody()
    grant = ["credits", "grant", person.email, "30", "--idempotency-key", "for-the-fleet"]
    at_once([lambda server=server: server.command(*grant) for server in fleet.servers])
    assert person.available == 50


def test_a_question_sent_to_two_at_the_same_moment_is_charged_once(somebody, ports):
    person = somebody()
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()

    def ask(place):
        stream = place.send(chat, SLOW, idempotency_key="at-two-doors")
        if stream.status == 200:
            return list(stream)
        refusal = stream.refusal()
        assert stream.status == 409 and any(code in refusal.decode() for code in BUSY), refusal
        return None

    answers = [answer for answer in at_once([lambda p=p: ask(p) for p in everywhere(person, ports)]) if answer]
    assert answers, "at least one of them was answered"
    assert len({answer[0].data["task_id"] for answer in answers}) == 1
    assert {answer[-1].data["status"] for answer in answers} == {"complete"}
    assert (person.available, person.held) == (19, 0)
    assert len(person.get(f"/api/chats/{chat}").json()["messages"]) == 2


def test_checks_of_keys_are_counted_together(somebody, ports):
    places = everywhere(somebody(), ports)
    answers = [check(places[number % 3]) for number in range(13)]
    assert [answer.status for answer in answers] == [200] * 12 + [429]
    assert {check(place).code for place in places} == {"key.too_many_checks"}


def test_wrong_passwords_are_counted_together(somebody, ports):
    email = somebody().email
    wrong = at_once([lambda n=n: Client(ports[n % 3]).sign_in(email, "a wrong password") for n in range(10)])
    assert {answer.code for answer in wrong} == {"auth.invalid_credentials"}
    for port in ports:
        assert Client(port).sign_in(email, PASSWORD).code == "auth.too_many_attempts"


def test_a_file_uploaded_to_one_is_asked_about_on_another(somebody, ports):
    first, second, third = everywhere(somebody(), ports)
    dataset = first.dataset(sales())
    assert second.get(f"/api/datasets/{dataset}").json()["dataset"]["profile"]["rows"] == 200
    answer = third.ask(QUESTION, second.new_chat(dataset))
    assert answer.status == "complete" and "North" in str(answer.named("run")), answer
    assert second.request("DELETE", f"/api/datasets/{dataset}").status == 204
    assert first.get(f"/api/datasets/{dataset}").status == 404


# Tasks.


def test_a_stream_is_taken_up_on_another_server(somebody, ports):
    person = somebody()
    first, second, third = everywhere(person, ports)
    assert person.choose(tier=1).status == 200
    stream = first.send(first.new_chat(), SLOW)
    task = stream.until("task").data["task_id"]
    stream.until("text")
    seen = list(stream.seen)
    resumed = follow(second, task, seen[-1].id)
    others = list(resumed)
    numbers = [event.id for event in seen + others]
    assert numbers == list(range(1, len(numbers) + 1)), "each event once, in order"
    assert others[-1].data["status"] == "complete"
    mine = seen + stream.rest()
    assert [(event.name, event.data) for event in mine] == [(event.name, event.data) for event in seen + others]
    again = list(follow(third, task, seen[-1].id))
    assert again[-1].name == "done" and text_of(again) == text_of(others)
    assert (person.available, person.held) == (19, 0)


def test_who_goes_on_listening_elsewhere_has_not_left(fleet, somebody, ports):
    """The grace period of the server that answers ends long before the answer does."""
    person = somebody()
    assert person.choose(tier=1).status == 200
    stream = person.send(person.new_chat(), ENDLESS)
    task = stream.until("task").data["task_id"]
    last = stream.until("text").id
    elsewhere = follow(person.at(ports[1]), task, last)
    elsewhere.until("text")
    stream.close()
    begun = time.monotonic()
    while time.monotonic() - begun < RECONNECT_GRACE + 2:
        assert elsewhere.until("text")
    assert person.at(ports[2]).post(f"/api/tasks/{task}/stop").status == 202
    assert elsewhere.rest()[-1].data["status"] == "stopped"


def test_a_task_is_stopped_from_another_server(somebody, ports):
    person = somebody()
    assert person.choose(tier=1).status == 200
    stream = person.send(person.new_chat(), ENDLESS)
    task = stream.until("task").data["task_id"]
    stream.until("text")
    stranger = somebody()
    assert stranger.at(ports[1]).post(f"/api/tasks/{task}/stop").status == 404
    assert person.at(ports[1]).post(f"/api/tasks/{task}/stop").status == 202
    assert stream.rest()[-1].data["status"] == "stopped"
    assert (person.available, person.held) == (19, 0)


def test_a_chat_is_answered_one_question_at_a_time_whoever_is_asked(somebody, ports):
    person = somebody()
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()
    stream = person.send(chat, SLOW)
    task = stream.until("task").data["task_id"]
    for place in everywhere(person, ports):
        refused = place.refused(PLAIN, chat)
        assert (refused.status, refused.code) == (409, "task.chat_busy")
        assert place.get(f"/api/chats/{chat}").json()["running_task"] == task
    assert stream.rest()[-1].data["status"] == "complete"
    assert person.at(ports[2]).ask(PLAIN, chat).status == "complete"
    assert (person.available, person.held) == (18, 0)


def test_the_tasks_of_a_person_are_counted_together(somebody, ports):
    person = somebody()
    assert person.choose(tier=1).status == 200
    places = everywhere(person, ports) * 4
    streams = [place.send(person.new_chat(), ENDLESS) for place in places]
    assert {stream.status for stream in streams} == {200}
    for place in places[:3]:
        refused = place.refused(PLAIN)
        assert (refused.status, refused.code) == (429, "task.too_many")
    for place, stream in zip(reversed(places), streams, strict=True):
        place.post(f"/api/tasks/{stream.until('task').data['task_id']}/stop")
    assert {stream.rest()[-1].data["status"] for stream in streams} == {"stopped"}


def test_a_task_whose_server_is_killed_is_ended_by_another(fleet, somebody, ports):
    person = somebody()
    first, second, third = everywhere(person, ports)
    assert person.choose(tier=1).status == 200
    chat = first.new_chat()
    stream = first.send(chat, ENDLESS)
    task = stream.until("task").data["task_id"]
    last = stream.until("text").id
    elsewhere = follow(second, task, last)
    elsewhere.until("text")
    fleet.servers[0].kill()
    killed = time.monotonic()
    rest = elsewhere.rest()
    assert time.monotonic() - killed < LEASE + 7
    assert [event.name for event in rest[-2:]] == ["error", "done"]
    assert rest[-2].data["error"]["code"] == "task.interrupted"
    assert (second.credits()["available"], second.credits()["held"]) == (20, 0)
    assert third.ask(PLAIN, chat).status == "complete"
    assert third.credits()["available"] == 19


# Through nginx.


@pytest.fixture
def site(nginx, ports) -> int:
    """nginx's port, with all servers behind it."""
    return nginx.port


def test_nginx_passes_answers_on_as_they_come(somebody, site):
    person = somebody().at(site)
    stream = person.send(person.new_chat(), SLOW)
    assert stream.status == 200
    stream.until("text")
    first = time.monotonic()
    stream.until("done")
    assert time.monotonic() - first > 0.5, "all of it came at once"


def test_nginx_spreads_the_work(fleet, somebody, site):
    person = somebody().at(site)
    before = [answered(server) for server in fleet.servers]
    for _ in range(30):
        assert person.get("/api/user/credits").status == 200
    after = [answered(server) for server in fleet.servers]
    # The question for the figures is one of the answers.
    assert all(now - then > 3 for now, then in zip(after, before, strict=True)), (before, after)


def test_an_upload_may_be_larger_than_what_nginx_lets_through_by_itself(somebody, site):
    large = b"a,b\n" + b"1,2\n" * 500_000
    assert somebody().at(site).upload(large).status == 201


def test_a_server_that_is_killed_is_missed_by_nobody_who_reads(fleet, somebody, site):
    person = somebody().at(site)
    statuses = collections.Counter()
    with again_and_again(lambda: person.get("/api/user/credits"), statuses):
        until(lambda: statuses[200] > 20, what="some answers")
        fleet.servers[0].kill()
        seen = statuses[200]
        until(lambda: statuses[200] > seen + 100, what="answers of the others")
    assert set(statuses) == {200}


def test_a_server_that_is_drained_ends_its_streams_and_loses_no_request(fleet, somebody, site):
    person = somebody(balance=60)
    assert person.choose(tier=1).status == 200
    draining = fleet.servers[1]
    stream = person.at(draining.port).send(person.new_chat(), SLOW)
    stream.until("text")
    kept = KeptConnection(draining.port)
    assert kept.get("/health/ready")[0] == 200
    statuses = collections.Counter()
    front = person.at(site)
    with (
        again_and_again(lambda: front.get("/api/user/credits"), statuses),
        again_and_again(lambda: front.post("/api/chats"), statuses),
    ):
        until(lambda: statuses[200] > 20, what="some answers")
        draining.process.send_signal(signal.SIGTERM)
        until(lambda: refuses(draining.port), what="the end of the listening socket")
        assert kept.get("/health/ready") == (503, "close")
        seen = statuses[200]
        until(lambda: statuses[200] > seen + 100, what="answers of the others")
        assert stream.rest()[-1].data["status"] == "complete"
        assert draining.process.wait(20) == 0
    assert set(statuses) == {200}
    assert " error latchkey" not in draining.log_text()


def test_who_is_cut_off_while_a_server_ends_has_stopped_nothing(fleet, somebody, ports):
    person = somebody()
    assert person.choose(tier=1).status == 200
    chat = person.new_chat()
    ending = fleet.servers[2]
    stream = person.at(ending.port).send(chat, SLOW)
    stream.until("text")
    ending.process.send_signal(signal.SIGTERM)
    until(lambda: refuses(ending.port), what="the end of the listening socket")
    stream.close()
    assert ending.process.wait(20) == 0
    saved = person.get(f"/api/chats/{chat}").json()["messages"][-1]
    assert saved["role"] == "assistant" and not saved["content"].get("stopped")
    assert (person.available, person.held) == (19, 0)
