"""A person who goes on and on."""

import threading

from chaos.journal import UNKNOWN
from chaos.load import asks, chats, credits, datasets, settings
from chaos.load.person import LoadPerson
from chaos.load.visitor import BROKEN

ACTIONS = [
    (30, asks.plainly),
    (4, asks.on_credits),
    (2, asks.with_code),
    (8, asks.twice_at_once),
    (10, asks.leaving_and_coming_back),
    (3, asks.leaving_for_good),
    (5, asks.stopping),
    (14, credits.deduct),
    (10, credits.look),
    (8, credits.read),
    (4, chats.create),
    (5, chats.rename),
    (2, chats.delete),
    (2, datasets.upload_or_remove),
    (5, settings.choose),
    (5, settings.bring_key),
    (3, settings.remove_key),
    (2, settings.sign_out_and_in),
]
WEIGHTS, CHOICES = zip(*ACTIONS, strict=True)


class Worker(threading.Thread):
    """Acts until told to stop; what fails beyond the expected is kept for the report."""

    def __init__(self, person: LoadPerson, over: threading.Event, failures: list[str]):
        super().__init__(name=person.email, daemon=True)
        self.person = person
        self.over = over
        self.failures = failures

    def run(self) -> None:
        person = self.person
        while not self.over.wait(person.dice.uniform(0.01, 0.15)):
            act = person.dice.choices(CHOICES, WEIGHTS)[0]
            try:
                if not person.session and not person.sign_in():
                    person.note("signed_in", UNKNOWN, person.journal.now())
                    continue
                act(person)
            except BROKEN as error:
                self.failures.append(f"{act.__module__}.{act.__name__}: {type(error).__name__} {error}")
            except Exception as error:
                self.failures.append(f"{act.__module__}.{act.__name__} failed: {error!r}")
                raise
