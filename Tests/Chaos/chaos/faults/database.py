"""A PostgreSQL server that is restarted, crashes, or is killed."""

import random

from chaos.faults.fault import Blow, Fault, has_postgres
from chaos.stage import Stage


def stop_fast(stage: Stage, dice: random.Random) -> Blow:
    stage.postgres.stop("fast")
    return Blow(stage.servers, restore=stage.postgres.start)


def stop_immediately(stage: Stage, dice: random.Random) -> Blow:
    stage.postgres.stop("immediate")
    return Blow(stage.servers, restore=stage.postgres.start)


def kill_postmaster(stage: Stage, dice: random.Random) -> Blow:
    stage.postgres.kill()
    return Blow(stage.servers, restore=stage.postgres.start)


def kill_backend(stage: Stage, dice: random.Random) -> Blow:
    """PostgreSQL recovers by itself."""
    stage.postgres.kill_backend()
    return Blow(stage.servers)


FAULTS = [
    Fault("PostgreSQL restarted (fast)", 2.5, stop_fast, has_postgres),
    Fault("PostgreSQL restarted (immediate)", 2.5, stop_immediately, has_postgres),
    Fault("kill -9 of all of PostgreSQL", 2, kill_postmaster, has_postgres),
    Fault("kill -9 of a PostgreSQL backend", 2, kill_backend, has_postgres),
]
