"""Uploads and their removal."""

import hashlib

from support.samples import sales

from chaos.journal import ACKNOWLEDGED
from chaos.load.person import LoadPerson
from chaos.load.visitor import insist

MOST_DATASETS = 3


def upload(person: LoadPerson) -> str | None:
    content = sales(person.dice.randint(20, 300))
    began = person.journal.now()
    outcome, response, _ = insist(person.visitor, lambda: person.visitor.upload(content))
    facts = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    if outcome != ACKNOWLEDGED:
        person.note("dataset_added", outcome, began, code=response and response.code, **facts)
        return None
    dataset = response.json()["dataset"]["id"]
    person.note("dataset_added", outcome, began, dataset=dataset, **facts)
    person.datasets.append(dataset)
    return dataset


def some_dataset(person: LoadPerson) -> str | None:
    return person.dice.choice(person.datasets) if person.datasets else upload(person)


def upload_or_remove(person: LoadPerson) -> None:
    if len(person.datasets) < MOST_DATASETS:
        upload(person)
        return
    dataset, began = person.datasets.pop(0), person.journal.now()
    outcome, _, _ = insist(person.visitor, lambda: person.visitor.request("DELETE", f"/api/datasets/{dataset}"))
    person.note("dataset_removed", outcome, began, dataset=dataset)
