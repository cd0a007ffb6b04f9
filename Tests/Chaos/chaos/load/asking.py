"""Questions, with everything that can happen to them: retries, disconnects, resumption elsewhere, stops."""

import itertools
import time
from dataclasses import dataclass, field

from support.client import EventStream, Response

from chaos.journal import REFUSED, UNKNOWN
from chaos.load.visitor import BROKEN, Visitor

PATIENCE_SECONDS = 40
FINAL_REFUSALS = {400, 402, 404, 413, 422}
_numbers = itertools.count(1)


def mark() -> str:
    """A word for a question by which the wire to the provider can be recognised."""
    return f"{next(_numbers):06d}"


@dataclass
class Manner:
    """How somebody asks: leaves after some events and comes back elsewhere, or stops after some events."""

    leave_after: int | None = None
    stop_after: int | None = None
    pay_with: str | None = None
    patience: float = PATIENCE_SECONDS
    may_switch: bool = True


@dataclass
class Asked:
    """One question as its client saw it."""

    chat: str
    content: str
    key: str
    tasks: set[str] = field(default_factory=set)
    payer: str | None = None
    price: int | None = None
    receipt: dict | None = None
    done: str | None = None
    code: str | None = None
    refusal: str | None = None
    text: str = ""
    is_whole: bool = True
    """Whether every event was seen, so that the text is all of the answer's."""
    last_event: int = 0
    resumed: int = 0
    came_again: int = 0

    @property
    def outcome(self) -> str:
        if self.done:
            return "answered"
        return REFUSED if self.refusal else UNKNOWN

    def begin_again(self) -> None:
        self.text, self.is_whole, self.last_event = "", True, 0

    def facts(self) -> dict:
        return {**self.__dict__, "tasks": sorted(self.tasks)}


class Asker:
    """Asks one question until it is answered, refused for good, or out of patience."""

    def __init__(self, visitor: Visitor, asked: Asked, manner: Manner):
        self.visitor = visitor
        self.asked = asked
        self.manner = manner
        self.deadline = time.monotonic() + manner.patience
        self.leave_after = manner.leave_after
        self.stop_after = manner.stop_after

    def ask(self) -> Asked:
        pause = 0.05
        while not self.asked.done and not self.asked.refusal:
            try:
                self._attempt()
            except BROKEN:
                pass
            if self.asked.done or self.asked.refusal or time.monotonic() + pause > self.deadline:
                break
            time.sleep(pause)
            pause = min(pause * 2, 1)
            if self.manner.may_switch:
                self.visitor.switch()
        return self.asked

    def _attempt(self) -> None:
        asked = self.asked
        if asked.tasks and asked.last_event:
            task = next(iter(asked.tasks))
            asked.resumed += 1
            stream = self.visitor.stream(
                "GET", f"/api/tasks/{task}/events", headers={"Last-Event-ID": str(asked.last_event)}
            )
            is_resumption = True
        else:
            asked.begin_again()
            asked.came_again += 1
            body = {"content": asked.content, "idempotency_key": asked.key}
            if self.manner.pay_with:
                body["pay_with"] = self.manner.pay_with
            stream = self.visitor.stream("POST", f"/api/chats/{asked.chat}/messages", body)
            is_resumption = False
        try:
            if stream.status == 200:
                self._follow(stream)
            else:
                self._refused(Response(stream.status, [], stream.refusal()), is_resumption)
        finally:
            stream.close()

    def _refused(self, response: Response, is_resumption: bool) -> None:
        code = response.code or f"status {response.status}"
        if code == "task.interrupted":
            self.asked.refusal = code
        elif is_resumption and code == "task.not_found":
            # The server does not know the task: ask for it by its key, which is known to all.
            self.asked.last_event = 0
        elif response.status in FINAL_REFUSALS or code.startswith(("key.", "request.idempotency")):
            self.asked.refusal = code
        self.asked.code = code

    def _follow(self, stream: EventStream) -> None:
        asked = self.asked
        for seen, event in enumerate(stream, start=1):
            asked.last_event = event.id or asked.last_event
            if event.name == "task":
                asked.tasks.add(event.data["task_id"])
                asked.payer, asked.price = event.data["payer"], event.data["price"]
            elif event.name == "text":
                asked.text += event.data["delta"]
            elif event.name == "receipt":
                asked.receipt = event.data
            elif event.name == "error":
                asked.code = event.data["error"]["code"]
            elif event.name == "done":
                asked.done = event.data["status"]
                asked.is_whole = asked.is_whole and not event.data.get("stored")
                return
            if self.leave_after is not None and seen >= self.leave_after:
                self.leave_after = None
                return
            if self.stop_after is not None and seen >= self.stop_after:
                self.stop_after = None
                self._stop()

    def _stop(self) -> None:
        for task in self.asked.tasks:
            try:
                self.visitor.post(f"/api/tasks/{task}/stop")
            except BROKEN:
                continue
