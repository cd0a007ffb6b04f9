"""Asking in every manner."""

from support.waiting import at_once

from chaos.load import chats, datasets
from chaos.load.asking import Asked, Asker, Manner
from chaos.load.person import LoadPerson
from chaos.load.questions import CODE, LONG, SHORT, SLOW, question, some_question


def _ask(person: LoadPerson, how: str, chat: str | None, content: str, manner: Manner | None = None) -> None:
    if chat:
        _follow(person, how, Asked(chat, content, person.next_key()), manner or Manner())


def _follow(person: LoadPerson, how: str, asked: Asked, manner: Manner, is_elsewhere: bool = False) -> None:
    visitor, began = person.visitor.copy(), person.journal.now()
    if is_elsewhere:
        visitor.switch()
    Asker(visitor, asked, manner).ask()
    person.note("asked", asked.outcome, began, how=how, **asked.facts())


def plainly(person: LoadPerson) -> None:
    _ask(person, "plainly", chats.some_chat(person), some_question(person.dice))


def on_credits(person: LoadPerson) -> None:
    """This one on credits, whatever the settings say."""
    _ask(person, "on credits", chats.some_chat(person), question(SHORT), Manner(pay_with="platform"))


def with_code(person: LoadPerson) -> None:
    """A question that runs a program in the sandbox."""
    dataset = datasets.some_dataset(person)
    if dataset:
        _ask(person, "with code", chats.create(person, dataset), question(CODE))


def twice_at_once(person: LoadPerson) -> None:
    """The same question with the same key at the same time, at both servers when there are two."""
    chat = chats.create(person)
    if not chat:
        return
    content, key = some_question(person.dice), person.next_key()
    at_once(
        [
            lambda: _follow(person, "twice", Asked(chat, content, key), Manner()),
            lambda: _follow(person, "twice", Asked(chat, content, key), Manner(), is_elsewhere=True),
        ]
    )


def leaving_and_coming_back(person: LoadPerson) -> None:
    """Loses the connection in the middle and takes the stream up again at the other server."""
    manner = Manner(leave_after=person.dice.randint(1, 6))
    _ask(person, "left and came back", chats.some_chat(person), question(SLOW), manner)


def leaving_for_good(person: LoadPerson) -> None:
    manner = Manner(leave_after=person.dice.randint(1, 6), patience=0.01)
    _ask(person, "left", chats.create(person), question(SLOW), manner)


def stopping(person: LoadPerson) -> None:
    manner = Manner(stop_after=person.dice.randint(1, 6))
    _ask(person, "stopped", chats.create(person), question(LONG), manner)
