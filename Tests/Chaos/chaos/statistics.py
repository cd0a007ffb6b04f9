"""How long recoveries took."""

import math
from dataclasses import dataclass

from chaos.conductor import Survived


@dataclass
class Times:
    """In seconds; faults from which a server did not recover are only counted."""

    count: int
    median: float
    p95: float
    worst: float


def times_by_fault(survived: list[Survived]) -> dict[str, Times]:
    groups: dict[str, list[Survived]] = {}
    for one in survived:
        groups.setdefault(one.fault, []).append(one)
    return {name: _times(group) for name, group in sorted(groups.items(), key=lambda item: -len(item[1]))}


def _times(group: list[Survived]) -> Times:
    times = sorted(one.recovery for one in group if one.recovery is not None) or [math.nan]
    return Times(len(group), _quantile(times, 0.5), _quantile(times, 0.95), times[-1])


def _quantile(times: list[float], share: float) -> float:
    return times[min(math.ceil(len(times) * share), len(times)) - 1]
