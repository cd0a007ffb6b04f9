"""A small HTTP client that keeps cookies itself: the server marks them Secure, and the tests speak plain HTTP."""

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

TIMEOUT_SECONDS = 60
exchanges: list[bytes] = []
"""Every response of every client, heads and bodies, for the test that searches them for a key."""


@dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def json(self):
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def error(self) -> dict:
        """The error of an answer that has one; an empty one otherwise, so that a failed assertion shows what came."""
        try:
            return self.json().get("error", {})
        except (ValueError, AttributeError):
            return {}

    @property
    def code(self) -> str | None:
        return self.error.get("code")


@dataclass
class Event:
    id: int | None
    name: str
    data: dict


class EventStream:
    """A running answer. Closing it early is what a browser does that leaves."""

    def __init__(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse):
        self.connection = connection
        self.response = response
        self.status = response.status
        self.events = iter(self)
        self.seen: list[Event] = []

    def __iter__(self) -> Iterator[Event]:
        number, name, data = None, "message", []
        for raw in self.response:
            exchanges.append(raw)
            line = raw.decode().rstrip("\r\n")
            if not line:
                if data:
                    yield Event(number, name, json.loads("\n".join(data)))
                name, data = "message", []
            elif line.startswith("id:"):
                number = int(line[3:])
            elif line.startswith("event:"):
                name = line[6:].strip()
            elif line.startswith("data:"):
                data.append(line[5:].lstrip())

    def until(self, name: str) -> Event:
        """Reads up to the first event of that name; fails with what came when there is none."""
        for event in self.events:
            self.seen.append(event)
            if event.name == name:
                return event
        raise AssertionError(f"the stream ended without {name}: {self.seen}")

    def rest(self) -> list[Event]:
        """Reads to the end."""
        return list(self.events)

    def refusal(self) -> bytes:
        """The body of an answer that is no stream."""
        body = self.response.read()
        exchanges.append(body)
        return body

    def close(self) -> None:
        if self.connection.sock is not None:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.connection.close()


@dataclass
class Answer:
    """A whole answer, from its events."""

    events: list[Event] = field(default_factory=list)

    def named(self, name: str) -> list[dict]:
        return [event.data for event in self.events if event.name == name]

    def first(self, name: str) -> dict | None:
        return next(iter(self.named(name)), None)

    @property
    def status(self) -> str | None:
        done = self.first("done")
        return done and done["status"]

    @property
    def receipt(self) -> dict | None:
        return self.first("receipt")

    @property
    def error(self) -> dict:
        return (self.first("error") or {}).get("error", {})

    @property
    def text(self) -> str:
        return "".join(data["delta"] for data in self.named("text"))

    @property
    def stdout(self) -> str:
        return "".join(data["stdout"] for data in self.named("run"))


class Client:
    """One person's browser, without the browser."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}

    def copy(self) -> "Client":
        """The same cookies in another place, as a thief would have them."""
        other = Client(self.port)
        other.cookies = dict(self.cookies)
        return other

    def at(self, port: int) -> "Client":
        """The same browser, whose requests reach another server."""
        other = Client(port)
        other.cookies = self.cookies
        return other

    def request(
        self, method: str, path: str, body: object = None, *, raw: bytes | None = None, headers: dict | None = None
    ) -> Response:
        connection, response = self._send(method, path, body, raw, headers or {})
        content = response.read()
        exchanges.append(content)
        connection.close()
        return Response(response.status, response.getheaders(), content)

    def get(self, path: str, **options) -> Response:
        return self.request("GET", path, **options)

    def post(self, path: str, body: object = None, **options) -> Response:
        return self.request("POST", path, {} if body is None and "raw" not in options else body, **options)

    def stream(self, method: str, path: str, body: object = None, headers: dict | None = None) -> EventStream:
        connection, response = self._send(method, path, body, None, headers or {})
        return EventStream(connection, response)

    def _send(self, method, path, body, raw, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        if body is not None:
            raw = json.dumps(body).encode()
            headers = {"Content-Type": "application/json", **headers}
        if self.cookies:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        connection.request(method, path, body=raw, headers=headers)
        response = connection.getresponse()
        exchanges.append(str(response.getheaders()).encode())
        self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
        return connection, response

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            pair, *attributes = [part.strip() for part in line.split(";")]
            name, _, value = pair.partition("=")
            if not value or "max-age=0" in (attribute.lower() for attribute in attributes):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value

    # What people do.

    def sign_up(self, email: str, password: str) -> Response:
        return self.post("/api/auth/sign-up", {"email": email, "password": password})

    def sign_in(self, email: str, password: str) -> Response:
        return self.post("/api/auth/sign-in", {"email": email, "password": password})

    def guest(self) -> Response:
        return self.post("/api/auth/guest")

    def credits(self) -> dict:
        return self.get("/api/user/credits").json()

    def settings(self) -> dict:
        return self.get("/api/model-settings").json()

    def models(self) -> list[dict]:
        return self.get("/api/models").json()["models"]

    def model(self, provider: str = "openai", tier: int | None = None) -> str:
        """A model of that provider and tier."""
        return next(
            model["id"]
            for model in self.models()
            if model["provider"] == provider and (tier is None or model["tier"] == tier)
        )

    def choose(self, provider: str = "openai", tier: int | None = None, **fields) -> Response:
        """Saves settings; `api_key` and `use_own_key` are among the fields."""
        model = fields.pop("model", None) or self.model(provider, tier)
        return self.post("/settings/model", {"provider": provider, "model": model, "use_own_key": False, **fields})

    def choose_own(self, key: str, provider: str = "openai", **fields) -> Response:
        return self.choose(provider, use_own_key=True, api_key=key, **fields)

    def upload(self, content: bytes, name: str = "sales.csv", content_type: str = "text/csv") -> Response:
        return self.post(f"/api/datasets?name={quote(name)}", raw=content, headers={"Content-Type": content_type})

    def dataset(self, content: bytes) -> str:
        """Uploads a data set and gives its id."""
        response = self.upload(content)
        assert response.status == 201, response
        return response.json()["dataset"]["id"]

    def new_chat(self, dataset: str | None = None) -> str:
        response = self.post("/api/chats", {"dataset_id": dataset} if dataset else {})
        assert response.status in (200, 201), response
        return response.json()["chat"]["id"]

    def send(self, chat: str, content: str, **fields) -> EventStream:
        return self.stream("POST", f"/api/chats/{chat}/messages", {"content": content, **fields})

    def ask(self, content: str, chat: str | None = None, **fields) -> Answer:
        """Asks and waits for the whole answer; fails when the server refuses to begin."""
        stream = self.send(chat or self.new_chat(), content, **fields)
        assert stream.status == 200, (stream.status, stream.refusal())
        answer = Answer(list(stream))
        stream.close()
        return answer

    def refused(self, content: str, chat: str | None = None, **fields) -> Response:
        """Asks, and gives the answer of a server that refuses to begin."""
        return self.post(f"/api/chats/{chat or self.new_chat()}/messages", {"content": content, **fields})
