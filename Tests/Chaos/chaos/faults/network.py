"""Connections to the database and to the provider that are cut, slowed and held."""

import random
import time

from chaos.faults.fault import Blow, Fault, has_postgres
from chaos.gate import Gate


def _for_a_while(gate: Gate, order: str, amount: float, seconds: float) -> None:
    gate.order(order, amount)
    time.sleep(seconds)
    gate.order("open")


def _cut(gate: Gate, dice: random.Random) -> str:
    """All connections at once; sometimes nothing gets through for a while after."""
    seconds = dice.choice([0, 0, dice.uniform(0.5, 2)])
    _for_a_while(gate, "close" if seconds else "cut", 0, seconds)
    return f"{seconds:.1f} s"


def _midstream(gate: Gate, dice: random.Random) -> str:
    count = dice.randint(50, 3000)
    _for_a_while(gate, "midstream", count, dice.uniform(1, 2))
    return f"after {count} bytes"


def _slow(gate: Gate, dice: random.Random) -> str:
    delay = dice.uniform(0.02, 0.2)
    _for_a_while(gate, "slow", delay, dice.uniform(1.5, 3))
    return f"{delay * 1000:.0f} ms"


def _hold(gate: Gate, dice: random.Random) -> str:
    """A black hole; what was swallowed either arrives late or is lost with its connection."""
    seconds = dice.uniform(2, 7)
    gate.order("hold")
    time.sleep(seconds)
    if dice.random() < 0.5:
        gate.order("cut")
    gate.order("open")
    return f"{seconds:.1f} s"


def _at_provider(act):
    return lambda stage, dice: Blow(detail=act(stage.provider_gate, dice), servers=stage.servers)


def _at_database(act):
    return lambda stage, dice: Blow(detail=act(stage.database_gate, dice), servers=stage.servers)


FAULTS = [
    Fault("provider cut", 1.5, _at_provider(_cut)),
    Fault("provider cut in the middle of streams", 1.5, _at_provider(_midstream)),
    Fault("provider slow", 0.8, _at_provider(_slow)),
    Fault("provider held", 0.6, _at_provider(_hold)),
    Fault("database cut", 2, _at_database(_cut), has_postgres),
    Fault("database cut in the middle of answers", 2, _at_database(_midstream), has_postgres),
    Fault("database slow", 0.8, _at_database(_slow), has_postgres),
    Fault("database held", 0.8, _at_database(_hold), has_postgres),
]
