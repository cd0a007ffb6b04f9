"""The operator's own OpenAI-compatible server: any of its models, for the lowest price."""

import pytest
from support.programs import Server, running
from support.samples import PLAIN


@pytest.fixture(scope="module")
def local_server(tmp_path_factory, simulator):
    """A server without any platform key; all that it can offer is what runs at home."""
    providers = {"LOCAL_BASE_URL": f"http://127.0.0.1:{simulator.port}/local/v1"}
    with running(Server(tmp_path_factory.mktemp("local"), providers)) as server:
        yield server


def test_what_the_local_server_lists_is_offered_and_chosen_first(local_server, new_person):
    person = new_person(on=local_server)
    offered = [model for model in person.models() if model["provider"] == "local"]
    assert [model["id"] for model in offered] == ["local-model"]
    assert (offered[0]["credits"], offered[0]["payers"], offered[0]["available"]) == (1, ["platform"], True)
    settings = person.settings()
    assert (settings["provider"], settings["model"], settings["use_own_key"]) == ("local", "local-model", False)


@pytest.mark.parametrize("model", ["local-model", "a-model/that:nobody-listed"])
def test_any_model_of_the_local_server_answers_for_one_credit(local_server, new_person, model):
    person = new_person(on=local_server)
    saved = person.choose("local", model=model)
    assert saved.status == 200, saved
    answer = person.ask(PLAIN)
    assert answer.status == "complete", answer
    receipt = answer.receipt
    assert (receipt["provider"], receipt["model"], receipt["credits"]) == ("local", model, 1)
    assert person.available == 19


@pytest.mark.parametrize("model", ["", "a b", "x" * 201, "größer", "a\u0000"])
def test_what_can_be_no_model_is_refused(local_server, new_person, model):
    person = new_person(on=local_server)
    body = {"provider": "local", "model": model, "use_own_key": False}
    response = person.post("/settings/model", body)
    assert (response.status, response.code) == (422, "model.unknown"), response


def test_a_model_without_its_provider_is_never_taken_for_a_local_one(tmp_path_factory, simulator, new_person):
    providers = simulator.providers() | {"LOCAL_BASE_URL": f"http://127.0.0.1:{simulator.port}/local/v1"}
    with running(Server(tmp_path_factory.mktemp("local-too"), providers)) as server:
        person = new_person(on=server)
        assert person.settings()["provider"] != "local"
        body = {"feature": "chat", "model": "gpt-of-nobody", "idempotency_key": "k"}
        assert person.post("/api/user/deduct-credits", body).code == "model.unknown"
        assert person.post("/api/user/deduct-credits", {**body, "model": "local/any"}).json()["deducted"] == 1


def test_the_models_are_listed_also_when_the_local_server_is_down(tmp_path_factory, new_person):
    with running(Server(tmp_path_factory.mktemp("no-local"), {"LOCAL_BASE_URL": "http://127.0.0.1:1/v1"})) as server:
        person = new_person(on=server)
        assert {model["provider"] for model in person.models()} == {"openai", "anthropic", "groq", "gemini"}
        assert person.settings()["use_own_key"] is True
