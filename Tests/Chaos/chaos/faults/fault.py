"""What a fault is."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from chaos.server import ChaosServer
from chaos.stage import Stage


@dataclass
class Blow:
    """A fault that is over: when it ended, whom it hit, and how many servers were killed with -9."""

    servers: list[ChaosServer]
    detail: str = ""
    kills: int = 0
    ended: float = field(default_factory=time.monotonic)
    restore: Callable[[], None] | None = None
    """What starts again after the fault: it belongs to the recovery."""


@dataclass(frozen=True)
class Fault:
    """A kind of fault: how often it is chosen, where it is possible, and what it does."""

    name: str
    weight: float
    strike: Callable[[Stage, random.Random], Blow]
    is_possible: Callable[[Stage], bool] = lambda stage: True


def has_postgres(stage: Stage) -> bool:
    return stage.postgres is not None


def has_disks(stage: Stage) -> bool:
    return bool(stage.disks)
