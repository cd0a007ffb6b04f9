"""What the auditor found."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A rule that does not hold, and where."""

    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}"
