"""Credits through HTTP: never below zero, once, and only for answers."""

import collections

import pytest
from support.people import own_key
from support.samples import ENDLESS, PLAIN, QUESTION, SLOW, sales
from support.waiting import at_once, until


@pytest.fixture(autouse=True)
def the_ledger_adds_up(server):
    yield
    server.audit()


def entries(person, task: str | None = None) -> list[dict]:
    found, before = [], None
    while True:
        page = person.get("/api/user/ledger?limit=100" + (f"&before={before}" if before else "")).json()
        found += page["entries"]
        before = page.get("next_before")
        if not before:
            return [entry for entry in found if task is None or entry.get("task_id") == task]


def kinds(person, task: str | None = None) -> collections.Counter:
    return collections.Counter(entry["kind"] for entry in entries(person, task))


@pytest.mark.parametrize("balance, tasks", [(0, 5), (1, 8), (7, 32), (20, 24)])
def test_exactly_as_many_deductions_run_as_the_balance_pays(new_person, balance, tasks):
    person = new_person(balance=balance)
    answers = at_once([lambda n=n: person.deduct("code_fix", f"at-once-{n}") for n in range(tasks)])
    assert collections.Counter(answer.status for answer in answers)[200] == min(balance, tasks)
    for answer in answers:
        if answer.status != 200:
            assert (answer.status, answer.code) == (402, "credits.insufficient")
            assert answer.error["details"]["required"] == 1
    assert (person.available, person.held) == (max(balance - tasks, 0), 0)


@pytest.mark.parametrize("balance, tasks", [(1, 4), (3, 8)])
def test_exactly_as_many_questions_run_as_the_balance_pays(new_person, balance, tasks):
    person = new_person(balance=balance)
    assert person.choose(tier=1).status == 200
    chats = [person.new_chat() for _ in range(tasks)]

    def ask(chat):
        stream = person.send(chat, SLOW)
        if stream.status != 200:
            return stream.status, None
        names = [event.name for event in stream]
        return 200, names[-1]

    answers = at_once([lambda chat=chat: ask(chat) for chat in chats])
    assert sorted(status for status, _ in answers) == [200] * balance + [402] * (tasks - balance)
    assert {last for status, last in answers if status == 200} == {"done"}
    assert (person.available, person.held) == (0, 0)
    assert kinds(person)["settle"] >= balance


def test_a_question_is_held_first_and_settled_when_it_is_answered(person):
    assert person.choose(tier=2).status == 200
    stream = person.send(person.new_chat(), SLOW)
    task = stream.until("task").data
    assert (task["payer"], task["price"]) == ("platform", 3)
    assert (person.available, person.held) == (17, 3)
    receipt = stream.until("receipt").data
    stream.rest()
    assert (receipt["payer"], receipt["credits"]) == ("platform", 3)
    assert receipt["tokens"]["input"] > 0 and receipt["tokens"]["output"] > 0
    assert (person.available, person.held) == (17, 0)
    assert kinds(person, task["task_id"]) == {"hold": 1, "settle": 1}


@pytest.mark.parametrize("tier, price", [(1, 1), (2, 3), (3, 5), (4, 20), (5, 50)])
def test_a_question_costs_what_its_tier_costs(new_person, tier, price):
    person = new_person(balance=60)
    provider = next(model["provider"] for model in person.models() if model["tier"] == tier and model["available"])
    if provider == "gemini" or person.choose(provider, tier).status != 200:
        pytest.fail(f"no model of tier {tier} can be chosen")
    assert person.settings()["credits_per_query"] == price
    assert person.ask(PLAIN).receipt["credits"] == price
    assert person.available == 60 - price


def test_a_whole_task_has_one_price_however_many_calls_it_makes(person):
    dataset = person.dataset(sales())
    assert person.choose(tier=1).status == 200
    answer = person.ask("[sim:bad-code] " + QUESTION, person.new_chat(dataset))
    assert answer.status == "complete", answer
    assert answer.receipt["calls"] >= 3, "the program, its repair, the conclusion"
    assert answer.receipt["credits"] == 1
    assert person.available == 19


def test_the_same_question_twice_is_charged_once(person):
    chat = person.new_chat()
    assert person.choose(tier=1).status == 200
    first = person.ask(PLAIN, chat, idempotency_key="the-same")
    second = person.ask(PLAIN, chat, idempotency_key="the-same")
    assert first.first("task")["task_id"] == second.first("task")["task_id"]
    assert first.text == second.text
    assert person.available == 19
    assert len(person.get(f"/api/chats/{chat}").json()["messages"]) == 2


def test_a_double_click_is_charged_once(person):
    chat = person.new_chat()
    assert person.choose(tier=1).status == 200
    answers = at_once([lambda: person.ask(PLAIN, chat, idempotency_key="double") for _ in range(4)])
    assert len({answer.first("task")["task_id"] for answer in answers}) == 1
    assert {answer.status for answer in answers} == {"complete"}
    assert person.available == 19


def test_the_same_deduction_many_times_at_once_is_charged_once(person):
    answers = at_once([lambda: person.deduct("code_fix", "one-of-them") for _ in range(16)])
    assert {answer.status for answer in answers} == {200}
    assert {answer.json()["deducted"] for answer in answers} == {1}
    assert person.available == 19


def test_an_idempotency_key_is_not_taken_for_another_request(person):
    assert person.deduct("code_fix", "shared").status == 200
    other = person.deduct("deep_analysis", "shared")
    assert (other.status, other.code) == (409, "request.idempotency_key_reused")
    assert person.available == 19


def test_a_deduction_under_an_own_key_is_free_but_platform_features_are_not(person):
    assert person.choose_own(own_key()).status == 200
    free = person.deduct("chat", "free").json()
    assert (free["deducted"], free["payer"]) == (0, "own_key")
    paid = person.deduct("code_fix", "paid").json()
    assert (paid["deducted"], paid["payer"], paid["remaining"]) == (1, "platform", 19)


def test_a_deduction_is_counted_as_use_and_answers_every_replay_alike(person):
    assert person.choose(tier=1).status == 200
    first = person.deduct("chat", "replayed").json()
    assert person.choose(tier=3).status == 200
    assert person.deduct("chat", "replayed").json() == first
    assert person.choose_own(own_key()).status == 200
    assert person.deduct("chat", "replayed").json() == first
    totals = person.get("/api/user/usage").json()["totals"]
    assert (totals["tasks"], totals["credits"]) == (1, 1)


def test_one_person_cannot_take_all_places(start_server, new_person):
    server = start_server(tasks_per_person=2)
    person = new_person(on=server)
    assert person.choose(tier=1).status == 200
    streams = [person.send(person.new_chat(), ENDLESS) for _ in range(2)]
    refused = person.post(f"/api/chats/{person.new_chat()}/messages", {"content": PLAIN})
    assert (refused.status, refused.code) == (429, "task.too_many")
    for stream in streams:
        stream.close()


def test_a_deduction_that_is_too_much_says_how_much_is_missing(person):
    response = person.deduct("deep_analysis", "too-much")
    assert (response.status, response.code) == (402, "credits.insufficient")
    assert response.error["details"] == {"required": 50, "remaining": 20}
    assert person.available == 20


FAILURES = [
    "overloaded",
    "down",
    "malformed",
    "midstream",
    "cut",
    "empty",
    "refusal",
    "invalid",
    "nocredit",
    "echochat",
]


@pytest.mark.parametrize("behaviour", FAILURES)
def test_a_failure_of_the_provider_costs_nothing(person, simulator, behaviour):
    assert person.choose("groq", tier=1).status == 200
    simulator.set_behaviour("platform-groq", behaviour)
    try:
        stream = person.send(person.new_chat(), PLAIN)
        if stream.status == 200:
            events = list(stream)
            assert events[-1].name == "done"
            assert events[-1].data["status"] == "failed", events
            assert any(event.name == "error" for event in events)
    finally:
        simulator.set_behaviour("platform-groq", "good")
    assert (person.available, person.held) == (20, 0)
    assert kinds(person)["settle"] == 0


def test_leaving_before_there_is_an_answer_costs_nothing(start_server, new_person, simulator):
    server = start_server(reconnect_grace_seconds=0)
    person = new_person(on=server)
    assert person.choose("groq", tier=1).status == 200
    simulator.set_behaviour("platform-groq", "slow")
    try:
        stream = person.send(person.new_chat(), PLAIN)
        stream.until("task")
        assert person.held == 1
        # Who leaves earlier still leaves the provider unasked, which costs nothing either.
        until(lambda: any(call["fate"] == "open" for call in simulator.calls()), what="the call of the provider")
        closed_before = simulator.seen()["closed_early"]
        stream.close()
        until(lambda: person.held == 0, what="the release of the hold")
        until(lambda: simulator.seen()["closed_early"] > closed_before, what="the end of the provider's stream")
    finally:
        simulator.set_behaviour("platform-groq", "good")
    assert person.available == 20
    server.audit()


def test_leaving_after_the_answer_has_begun_costs_its_price(start_server, new_person, simulator):
    server = start_server(reconnect_grace_seconds=0)
    person = new_person(on=server)
    assert person.choose("groq", tier=1).status == 200
    chat = person.new_chat()
    stream = person.send(chat, ENDLESS)
    stream.until("text")
    stream.close()
    until(lambda: person.held == 0, what="the settlement")
    assert person.available == 19
    until(lambda: simulator.seen()["open_streams"] == 0, what="the end of the provider's stream")
    saved = person.get(f"/api/chats/{chat}").json()["messages"][-1]
    assert saved["role"] == "assistant" and saved["content"]["stopped"] is True
    server.audit()


def test_who_comes_back_in_time_gets_the_whole_answer(person):
    chat = person.new_chat()
    assert person.choose(tier=1).status == 200
    stream = person.send(chat, SLOW)
    seen = []
    for event in stream:
        seen.append(event)
        if event.name == "text" and len(seen) > 5:
            break
    stream.close()
    task, last = seen[0].data["task_id"], seen[-1].id
    resumed = list(person.stream("GET", f"/api/tasks/{task}/events", headers={"Last-Event-ID": str(last)}))
    numbers = [event.id for event in seen + resumed]
    assert numbers == list(range(1, len(numbers) + 1)), "each event once, in order"
    assert resumed[-1].name == "done"
    assert person.available == 19


def test_stopping_after_the_answer_has_begun_costs_its_price(person):
    assert person.choose(tier=1).status == 200
    stream = person.send(person.new_chat(), ENDLESS)
    task = stream.until("task").data["task_id"]
    stream.until("text")
    assert person.post(f"/api/tasks/{task}/stop").status == 202
    rest = stream.rest()
    assert rest[-1].data["status"] == "stopped"
    assert person.available == 19
    assert kinds(person, task) == {"hold": 1, "settle": 1}


def test_a_guest_has_a_small_plan_of_their_own(guest):
    balance = guest.credits()
    assert (balance["available"], balance["plan"], balance.get("renews_at")) == (5, "guest", None)


def test_an_admin_grants_credits_and_the_ledger_says_who_and_why(admin, person):
    user = admin.get(f"/api/admin/users?search={person.email}").json()["users"][0]
    body = {"amount": 30, "reason": "for the workshop"}
    assert admin.post(f"/api/admin/users/{user['id']}/grants", body).status == 201
    assert person.available == 50
    newest = entries(person)[0]
    assert (newest["kind"], newest["available_change"], newest["reason"]) == ("grant", 30, "for the workshop")
    assert newest["by"]


def test_unlimited_is_recorded_and_never_refused(admin, new_person):
    person = new_person(balance=0)
    user = admin.get(f"/api/admin/users?search={person.email}").json()["users"][0]
    assert admin.post(f"/api/admin/users/{user['id']}/plan", {"plan": "unlimited"}).status < 300
    assert person.credits()["is_unlimited"] is True
    assert person.choose(tier=1).status == 200
    assert person.ask(PLAIN).status == "complete"
    assert kinds(person)["settle"] >= 1


def test_use_is_counted_by_payer(person, admin):
    assert person.choose(tier=1).status == 200
    assert person.ask(PLAIN).status == "complete"
    assert person.choose_own(own_key(provider="anthropic"), "anthropic").status == 200
    assert person.ask(PLAIN).receipt["credits"] == 0
    lines = {line["payer"]: line for line in person.get("/api/user/usage").json()["lines"] if line["tasks"]}
    assert (lines["platform"]["credits"], lines["platform"]["provider"]) == (1, "openai")
    assert (lines["own_key"]["credits"], lines["own_key"]["provider"]) == (0, "anthropic")
    assert all(line["input_tokens"] > 0 and line["calls"] >= 1 for line in lines.values())
    everyone = {line["payer"] for line in admin.get("/api/admin/usage").json()["by_payer"]}
    assert {"platform", "own_key"} <= everyone
    table = admin.get("/api/admin/usage.csv")
    assert table.header("content-type").startswith("text/csv") and b"own_key" in table.body
