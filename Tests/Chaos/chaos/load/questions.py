"""What people ask: mostly what costs the machine little."""

import random

from chaos.load.asking import mark

SHORT = "[sim:no-code] What can you do for me?"
SLOW = "[sim:no-code] [sim:slow] What can you do for me?"
LONG = "[sim:no-code] [sim:slow] [sim:long] Tell me about it at length."
CODE = "[sim:tiny] How many rows are there?"


def question(kind: str) -> str:
    """With a mark of its own, so that no two are alike."""
    return f"{kind} [chaos:{mark()}]"


def some_question(dice: random.Random) -> str:
    return question(SHORT if dice.random() < 0.8 else SLOW)
