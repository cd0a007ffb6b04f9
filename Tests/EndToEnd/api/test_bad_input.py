"""Bad input gets a 4xx with a stable code and a sentence; nothing is charged, and the server goes on."""

import json
import socket

import pytest
from support.people import own_key
from support.samples import running_code, sales

CHAT = "/api/chats/{chat}/messages"
MODEL = "/settings/model"
DEDUCT = "/api/user/deduct-credits"
GOOD_SETTINGS = {"provider": "openai", "model": "{model}", "use_own_key": False}


def settings(**changes):
    return {**GOOD_SETTINGS, **changes}


BODIES = [
    # JSON that is none, or of another shape
    ("POST", MODEL, b"{", 400, "request.invalid"),
    ("POST", MODEL, b"", 400, "request.invalid"),
    ("POST", MODEL, b"[]", 400, "request.invalid"),
    ("POST", MODEL, b'{"provider": "openai"', 400, "request.invalid"),
    ("POST", MODEL, b"\xff\xfe\x00", 400, "request.invalid"),
    ("POST", MODEL, {}, 400, "request.invalid"),
    ("POST", MODEL, {"provider": "openai"}, 400, "request.invalid"),
    ("POST", MODEL, settings(use_own_key="yes"), 400, "request.invalid"),
    ("POST", MODEL, settings(model=7), 400, "request.invalid"),
    ("POST", CHAT, {}, 400, "request.invalid"),
    ("POST", CHAT, {"content": 7}, 400, "request.invalid"),
    ("POST", "/api/auth/sign-in", {"email": "a@example.org"}, 400, "request.invalid"),
    # Values out of bounds
    ("POST", MODEL, settings(temperature=-1), 400, "request.invalid"),
    ("POST", MODEL, settings(temperature=99), 400, "request.invalid"),
    ("POST", MODEL, settings(max_tokens=0), 400, "request.invalid"),
    ("POST", MODEL, settings(max_tokens=-5), 400, "request.invalid"),
    ("POST", MODEL, settings(max_tokens=1.5), 400, "request.invalid"),
    ("POST", CHAT, {"content": ""}, 400, "request.invalid"),
    ("POST", CHAT, {"content": "   \n "}, 400, "request.invalid"),
    ("POST", CHAT, {"content": "x", "pay_with": "somebody"}, 400, "request.invalid"),
    ("POST", CHAT, {"content": "x" * 2_000_000}, 413, "request.too_large"),
    ("POST", CHAT, {"content": "x" * 20_001}, 400, "request.invalid"),
    # One character of 80,001 bytes
    ("POST", CHAT, {"content": "a" + "\u0301" * 40_000}, 400, "request.invalid"),
    ("POST", "/api/chats", {"title": "a" + "\u0301" * 400}, 400, "request.invalid"),
    ("POST", "/api/chats", {"title": "x" * 201}, 400, "request.invalid"),
    # Marks that a terminal or a page would obey
    ("POST", "/api/chats", {"title": "a\u0000b"}, 400, "request.invalid"),
    ("POST", "/api/chats", {"title": "\u001b[31mred"}, 400, "request.invalid"),
    ("POST", "/api/chats", {"title": "\u202egnp.exe"}, 400, "request.invalid"),
    ("POST", MODEL, settings(model="gpt\u0000"), 422, "model.unknown"),
    ("POST", "/api/auth/sign-in", {"email": "a\u0000@example.org", "password": "x"}, 401, None),
    # Things that don't exist
    ("POST", MODEL, settings(model="gpt-of-nobody"), 422, "model.unknown"),
    ("POST", MODEL, settings(provider="nobody"), 422, "provider.unknown"),
    ("POST", "/api/keys/check", {"provider": "nobody", "api_key": "sk-sim-good"}, 422, "provider.unknown"),
    ("DELETE", "/api/keys/nobody", None, 422, "provider.unknown"),
    ("GET", "/api/chats/nothing", None, 404, None),
    ("GET", "/api/datasets/nothing", None, 404, None),
    ("GET", "/api/tasks/nothing/events", None, 404, None),
    ("POST", "/api/chats", {"dataset_id": "nothing"}, 404, None),
    ("GET", "/api/nothing", None, 404, "request.not_found"),
    ("DELETE", MODEL, None, 405, "request.method"),
    # Amounts that the client has no say in
    ("POST", DEDUCT, {"feature": "gold", "idempotency_key": "a"}, None, None),
    ("POST", DEDUCT, {"feature": "code_fix"}, 400, "request.invalid"),
    ("POST", DEDUCT, {"feature": "code_fix", "idempotency_key": ""}, 400, "request.invalid"),
    ("POST", DEDUCT, {"feature": "code_fix", "idempotency_key": "k" * 5000}, 400, "request.invalid"),
    # Keys that can't be keys
    ("POST", MODEL, settings(use_own_key=True, api_key=""), 422, "key.malformed"),
    ("POST", MODEL, settings(use_own_key=True, api_key="short"), 422, "key.malformed"),
    ("POST", MODEL, settings(use_own_key=True, api_key="sk-with a space in it"), 422, "key.malformed"),
    ("POST", MODEL, settings(use_own_key=True, api_key="sk-größer-als-ascii"), 422, "key.malformed"),
    ("POST", MODEL, settings(use_own_key=True, api_key="sk-" + "x" * 600), 422, "key.malformed"),
    # Days that are none
    ("GET", "/api/user/usage?from=yesterday", None, 400, "request.invalid"),
    ("GET", "/api/user/usage?from=2026-02-31", None, 400, "request.invalid"),
    ("GET", "/api/user/ledger?limit=-1", None, 400, "request.invalid"),
]


def filled(value, names: dict):
    """Puts ids into a path or a body."""
    text = json.dumps(value)
    for name, content in names.items():
        text = text.replace("{" + name + "}", content)
    return json.loads(text)


@pytest.fixture(scope="module")
def somebody(server):
    from support.people import Person

    return Person.sign_up(server, "bad-input@example.org")


@pytest.fixture(scope="module")
def names(somebody):
    return {"chat": somebody.new_chat(), "model": somebody.model()}


@pytest.mark.parametrize("method, path, body, status, code", BODIES, ids=lambda value: str(value)[:40])
def test_bad_input_is_refused_with_a_stable_code(somebody, names, method, path, body, status, code):
    before = somebody.credits()
    path = filled(path, names)
    if isinstance(body, bytes):
        response = somebody.request(method, path, raw=body, headers={"Content-Type": "application/json"})
    else:
        response = somebody.request(method, path, filled(body, names))
    assert 400 <= response.status < 500, response
    assert response.status == (status or response.status), response
    assert response.code == (code or response.code), response
    assert response.code and "." in response.code
    sentence = response.error["message"]
    assert len(sentence) > 15 and sentence.strip()[-1] in ".!?", sentence
    assert somebody.credits() == before
    assert somebody.get("/health/live").status == 200


@pytest.mark.parametrize("amount", [-5, 1.5, 0, "3", 10**30, True])
def test_an_amount_named_by_the_client_is_never_believed(new_person, amount):
    person = new_person()
    person.post(DEDUCT, {"feature": "code_fix", "idempotency_key": "once", "amount": amount, "credits": amount})
    assert person.available in (19, 20), "either refused, or priced by the server"


@pytest.mark.parametrize("amount", [0, -1, 1.5, "10", 10**18, None])
def test_an_admin_grants_only_positive_whole_amounts(admin, new_person, amount):
    person = new_person()
    users = admin.get(f"/api/admin/users?search={person.email}").json()["users"]
    response = admin.post(f"/api/admin/users/{users[0]['id']}/grants", {"amount": amount, "reason": "test"})
    assert 400 <= response.status < 500, response
    assert person.available == 20


def test_a_body_that_is_not_json_needs_no_guess(person):
    response = person.request("POST", "/api/chats", raw=b"title=x", headers={"Content-Type": "text/plain"})
    assert (response.status, response.code) == (415, "request.content_type")


@pytest.mark.parametrize("levels", [33, 200, 20_000])
@pytest.mark.parametrize("route", ["/api/chats", "/api/auth/sign-in", MODEL])
def test_nested_json_is_refused_by_its_depth(person, route, levels):
    """Open ones, and closed ones with many elements that have to be looked at."""
    many = b"1.5," * 20_000 + b"1.5"
    for nested in [b"[" * levels, b"[" * levels + many + b"]" * levels, b'{"a":' * levels + b"1" + b"}" * levels]:
        response = person.request("POST", route, raw=nested, headers={"Content-Type": "application/json"})
        assert (response.status, response.code) == (400, "request.too_deep"), response
    assert person.get("/health/live").status == 200


def test_a_figure_that_is_nested_too_deep_is_not_stored(person):
    program = """
import json, os
figure = {"data": [], "layout": {}}
for _ in range(100):
    figure = {"data": [figure], "layout": {}}
for name in os.listdir("/proc/self/fd"):
    try:
        os.write(int(name), json.dumps({"kind": "figure", "figure": figure}).encode() + b"\\n")
    except OSError:
        pass
"""
    chat = person.new_chat(person.dataset(sales(5)))
    answer = person.ask(running_code(program), chat)
    run = answer.first("run")
    assert (run["figures"], run["error"]["type"]) == ([], "MalformedResult"), answer
    assert person.get(f"/api/chats/{chat}").status == 200


def exchanged(person, *pieces: bytes) -> bytes:
    """Sends bytes as they are, closes its side, and gives all that comes back."""
    with socket.create_connection(("127.0.0.1", person.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def head(person, method: str, path: str, **headers) -> bytes:
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    fields = {
        "Host": "127.0.0.1",
        "Cookie": cookies,
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }
    return "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in fields.items()), "", ""]).encode()


@pytest.mark.parametrize("path, content_type", [("/api/chats", "application/json"), ("/api/datasets", "text/csv")])
@pytest.mark.parametrize(
    "headers, body",
    [
        ({"Content_Length": "100"}, b'{"title": "x"'),
        ({"Transfer_Encoding": "chunked"}, b"zz\r\n{}\r\n"),
        ({"Transfer_Encoding": "chunked"}, b"5\r\n{}"),
    ],
    ids=["shorter than its length", "a chunk without a size", "a chunk that ends early"],
)
def test_a_broken_body_is_the_sender_s_fault(person, server, path, content_type, headers, body):
    said = exchanged(person, head(person, "POST", path, Content_Type=content_type, **headers), body)
    assert said.startswith(b"HTTP/1.1 400 "), said
    assert b'"request.malformed"' in said and b"connection: close" in said.lower()
    assert person.get("/api/datasets").json()["datasets"] == []


@pytest.mark.parametrize("path", ["/api/nothing", "/api/auth/sign-in", "/", "/health/live"])
def test_a_head_does_not_shift_the_next_answer_of_its_connection(person, path):
    said = exchanged(person, head(person, "HEAD", path), head(person, "GET", "/health/live"))
    first, _, rest = said.partition(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 ")
    assert rest.startswith(b"HTTP/1.1 200 "), rest[:200]


def test_a_request_without_a_session_is_refused_everywhere(server):
    from support.client import Client

    stranger = Client(server.port)
    for path in ["/api/model-settings", "/api/user/credits", "/api/chats", "/api/datasets", "/api/user/usage"]:
        response = stranger.get(path)
        assert (response.status, response.code) == (401, "auth.required"), path


def test_what_belongs_to_somebody_else_is_not_found(new_person):
    owner, other = new_person(), new_person()
    dataset = owner.dataset(sales(5))
    chat = owner.new_chat()
    assert other.get(f"/api/chats/{chat}").status == 404
    assert other.request("DELETE", f"/api/chats/{chat}").status == 404
    assert other.post(f"/api/chats/{chat}/messages", {"content": "Hello"}).status == 404
    assert other.get(f"/api/datasets/{dataset}").status == 404
    assert other.request("DELETE", f"/api/datasets/{dataset}").status == 404
    assert other.post("/api/chats", {"dataset_id": dataset}).status == 404
    assert owner.get(f"/api/chats/{chat}").status == 200


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "dataset.empty"),
        (b"\xef\xbb\xbf", "dataset.empty"),
        (b"\n\n\n", "dataset.empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "dataset.binary"),
        (b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n", "dataset.ragged"),
    ],
    ids=["empty", "only a byte-order mark", "only blank lines", "binary", "ragged"],
)
def test_a_data_set_that_is_none_is_refused(person, content, code):
    response = person.upload(content)
    assert (response.status, response.code) == (422, code), response
    assert person.get("/api/datasets").json()["datasets"] == []


def test_a_ragged_file_is_told_its_line(person):
    response = person.upload(b"a,b\n1,2\n3,4\n5\n")
    assert "4" in response.error["message"], response


def test_an_upload_over_the_limit_is_refused_before_it_is_read(start_server, new_person):
    server = start_server(upload_limit_mb=1)
    person = new_person(on=server)
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest("POST", "/api/datasets?name=big.csv")
    connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in person.cookies.items()))
    connection.putheader("Content-Type", "text/csv")
    connection.putheader("Content-Length", str(200 * 1024 * 1024))
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    assert json.loads(response.read())["error"]["code"] == "dataset.too_large"
    connection.close()
    assert person.upload(sales(10)).status == 201


def test_an_upload_over_the_limit_in_chunks_is_refused_too(start_server, new_person):
    person = new_person(on=start_server(upload_limit_mb=1))
    chunk = b"1,2,3,4,5,6,7,8\n" * 4096
    try:
        connection, response = person._send(
            "POST", "/api/datasets?name=big.csv", None, (chunk for _ in range(64)), {"Content-Type": "text/csv"}
        )
    except (BrokenPipeError, ConnectionResetError):
        pass  # The server hung up on the sender, which is an answer too.
    else:
        assert response.status == 413
        connection.close()
    assert person.get("/api/datasets").json()["datasets"] == []


@pytest.mark.parametrize("encoding, delimiter", [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "|")])
def test_encodings_and_delimiters_are_found_out(person, encoding, delimiter):
    text = delimiter.join(["Größe", "naïve"]) + "\n" + "".join(f"{n}{delimiter}çé{n}\n" for n in range(30))
    response = person.upload(text.encode(encoding))
    assert response.status == 201, response
    profile = response.json()["dataset"]["profile"]
    assert [column["name"] for column in profile["column_profiles"]] == ["Größe", "naïve"]
    assert (profile["rows"], profile["columns"]) == (30, 2)


def test_a_name_cannot_lead_out_of_the_data_folder(person, server):
    for name in ["../../../etc/passwd", "/etc/passwd", "..", "a\x00b.csv", "x" * 5000]:
        response = person.upload(sales(5), name=name)
        assert response.status in (201, 400, 422), response
    assert not (server.data.parent / "etc").exists()
    assert person.get("/health/live").status == 200


def test_a_key_for_a_provider_that_takes_none_is_refused(person):
    response = person.post("/api/keys/check", {"provider": "local", "api_key": own_key()})
    assert 400 <= response.status < 500, response
