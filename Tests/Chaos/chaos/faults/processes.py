"""Servers that are killed, stopped, drained, or whose clock is wrong."""

import random
import time

from chaos.faults.fault import Blow, Fault
from chaos.server import ChaosServer, has_faketime
from chaos.stage import HOLD_SECONDS, Stage

LONGEST_SKEW = 12


def restart(servers: list[ChaosServer]) -> None:
    for server in servers:
        server.start_again()


def kill_one(stage: Stage, dice: random.Random) -> Blow:
    server = dice.choice(stage.servers)
    server.kill()
    return Blow([server], server.name, kills=1, restore=lambda: restart([server]))


def kill_all(stage: Stage, dice: random.Random) -> Blow:
    for server in stage.servers:
        server.kill()
    return Blow(stage.servers, kills=len(stage.servers), restore=lambda: restart(stage.servers))


def kill_while_starting(stage: Stage, dice: random.Random) -> Blow:
    """Killed, started, and killed once more before it is ready or right after."""
    server = dice.choice(stage.servers)
    server.kill()
    server.launch()
    time.sleep(dice.uniform(0, 0.4))
    server.kill()
    return Blow([server], server.name, kills=2, restore=lambda: restart([server]))


def pause(stage: Stage, dice: random.Random) -> Blow:
    """Stopped for longer than its holds live, then it goes on as if nothing had been."""
    server, seconds = dice.choice(stage.servers), HOLD_SECONDS + dice.uniform(1, 3)
    server.pause()
    time.sleep(seconds)
    server.go_on()
    return Blow([server], f"{server.name} for {seconds:.1f} s")


def drain(stage: Stage, dice: random.Random) -> Blow:
    """SIGTERM, as at an upgrade."""
    server = dice.choice(stage.servers)
    server.stop()
    return Blow([server], server.name, restore=lambda: restart([server]))


def skew(stage: Stage, dice: random.Random) -> Blow:
    """One server runs with a wrong clock for a while, then with the right one again."""
    server, seconds = dice.choice(stage.servers), dice.choice([-1, 1]) * dice.randint(2, LONGEST_SKEW)
    server.kill()
    server.start_skewed(seconds)
    time.sleep(dice.uniform(2, 4))
    server.kill()
    return Blow([server], f"{server.name} by {seconds:+d} s", kills=2, restore=lambda: restart([server]))


FAULTS = [
    Fault("kill -9 of a server", 90, kill_one),
    Fault("kill -9 of all servers", 14, kill_all, lambda stage: len(stage.servers) > 1),
    Fault("kill -9 of a server, again while it starts", 7, kill_while_starting),
    Fault("SIGSTOP for longer than the holds", 1.2, pause),
    Fault("SIGTERM (drain)", 2, drain),
    Fault("clock skewed", 2, skew, lambda stage: has_faketime()),
]
