"""Prints the figures of `make bench`: latency added, ledger rate, sandbox start, memory, page size.

Everything runs on this machine, against simulated providers; figures that depend on the machine are given as ratios
within one run too. LATCHKEY_BINARY names another program than the release build.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "Benchmarks"), str(ROOT / "Tests" / "EndToEnd")]

from figures import first_token, ledger, memory, page_size, sandbox_start  # noqa: E402
from support.places import BINARY  # noqa: E402

FIGURES = [first_token, ledger, sandbox_start, memory, page_size]


def main() -> int:
    if not BINARY.exists():
        print(f"{BINARY} is missing; `make build` makes it.", file=sys.stderr)
        return 3
    begun = time.monotonic()
    chosen = [figure for figure in FIGURES if not sys.argv[1:] or figure.__name__.split(".")[-1] in sys.argv[1:]]
    for figure in chosen:
        print(f"\n{figure.TITLE}")
        for label, value in figure.measure():
            print(f"  {label:<46} {value}")
    print(f"\n({time.monotonic() - begun:.0f} s in all)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
