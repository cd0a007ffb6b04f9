"""Disks that are full for some seconds."""

import random
import time

from chaos.disk import SmallDisk
from chaos.faults.fault import Blow, Fault, has_disks, has_postgres
from chaos.stage import Stage


def _fill(disk: SmallDisk, seconds: float) -> None:
    disk.fill()
    time.sleep(seconds)
    disk.free()


def fill_data(stage: Stage, dice: random.Random) -> Blow:
    seconds = dice.uniform(1, 3)
    _fill(stage.disks[0], seconds)
    return Blow(stage.servers, f"{seconds:.1f} s")


def fill_database(stage: Stage, dice: random.Random) -> Blow:
    """PostgreSQL may have given up, when it could not even write that it crashed; an operator starts it again then."""
    seconds = dice.uniform(1, 3)
    _fill(stage.disks[1], seconds)

    def restore() -> None:
        if not stage.postgres.is_ready():
            stage.postgres.start()

    return Blow(stage.servers, f"{seconds:.1f} s", restore=restore)


FAULTS = [
    Fault("data folder's disk full", 1.5, fill_data, has_disks),
    Fault("PostgreSQL's disk full", 1.5, fill_database, lambda stage: has_disks(stage) and has_postgres(stage)),
]
