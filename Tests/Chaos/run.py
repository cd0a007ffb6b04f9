"""Runs chaos: see docs/chaos.md. `make chaos SEED=… MINUTES=… KILLS=…` is how to call it."""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "EndToEnd")]

from chaos.report import Report  # noqa: E402 - found on the path that was just set
from chaos.run import run_stages  # noqa: E402


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, help="chooses the load and the faults; a random one is printed")
    parser.add_argument("--minutes", type=float, help="how long, all stages together; 2 without --kills")
    parser.add_argument("--kills", type=int, help="go on until so many servers were killed, all stages together")
    parser.add_argument("--stage", choices=["sqlite", "postgres"], action="append", help="only this one")
    parser.add_argument("--report", type=Path, help="where to write the report: NAME.md and NAME.json")
    parser.add_argument("--folder", type=Path, help="where to keep the evidence; without it, only of what failed")
    return parser.parse_args()


def isolated() -> None:
    """Goes on in namespaces of its own, in which mounts and processes end with this one; root may do that."""
    if os.geteuid() != 0 or os.environ.get("CHAOS_ISOLATED"):
        return
    os.environ["CHAOS_ISOLATED"] = "1"
    # A shell is the first process there, since Python would not bury the orphans of killed servers.
    shell = ["bash", "-c", '"$@"; exit $?', "chaos", sys.executable, *sys.argv]
    os.execvp("unshare", ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", *shell])


def main() -> int:
    chosen = options()
    isolated()
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(1_000_000)
    minutes = chosen.minutes if chosen.minutes or chosen.kills else 2
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="latchkey-chaos-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # PostgreSQL runs as another user, who has to get through.
    print(f"chaos with seed {seed}; its evidence is in {folder}", flush=True)
    began = time.monotonic()
    outcomes = run_stages(chosen.stage or ["sqlite", "postgres"], folder, seed, minutes, chosen.kills)
    report = Report(seed, time.monotonic() - began, outcomes)
    print(report.markdown())
    if chosen.report:
        report.write(chosen.report)
    if report.findings or chosen.folder:
        report.write(folder / "report")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
