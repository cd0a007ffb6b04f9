"""Chats: made, renamed, deleted."""

from chaos.journal import ACKNOWLEDGED
from chaos.load.person import LoadPerson
from chaos.load.visitor import insist

MOST_CHATS = 6


def create(person: LoadPerson, dataset: str | None = None) -> str | None:
    """A new chat with a title of its own; None when nobody would make one."""
    title = f"chat {person.next_key()}"
    began = person.journal.now()
    body = {"title": title} | ({"dataset_id": dataset} if dataset else {})
    outcome, response, _ = insist(person.visitor, lambda: person.visitor.post("/api/chats", body))
    if outcome != ACKNOWLEDGED:
        person.note("chat_created", outcome, began, title=title)
        return None
    chat = response.json()["chat"]["id"]
    person.note("chat_created", outcome, began, chat=chat, title=title)
    person.chats.append(chat)
    if len(person.chats) > MOST_CHATS:
        delete(person, person.chats[0])
    return chat


def some_chat(person: LoadPerson) -> str | None:
    if person.chats and person.dice.random() < 0.6:
        return person.dice.choice(person.chats)
    return create(person)


def rename(person: LoadPerson) -> None:
    if not person.chats:
        return
    chat, title, began = person.dice.choice(person.chats), f"renamed {person.next_key()}", person.journal.now()
    outcome, _, doubt = insist(
        person.visitor, lambda: person.visitor.request("PATCH", f"/api/chats/{chat}", {"title": title})
    )
    person.note("chat_renamed", outcome, began, chat=chat, title=title, doubt=doubt)


def delete(person: LoadPerson, chat: str | None = None) -> None:
    if not person.chats:
        return
    chat, began = chat or person.dice.choice(person.chats), person.journal.now()
    person.chats.remove(chat)
    outcome, _, _ = insist(person.visitor, lambda: person.visitor.request("DELETE", f"/api/chats/{chat}"))
    person.note("chat_deleted", outcome, began, chat=chat)
