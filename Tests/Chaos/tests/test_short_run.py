"""A short run of chaos over both stages, as `make chaos` does it."""

import json
import os
import subprocess
import sys

from support.places import ROOT

SEED = 146
SECONDS = 40


def test_servers_that_are_killed_and_starved_lose_and_double_nothing(tmp_path):
    report = tmp_path / "report"
    command = [sys.executable, ROOT / "Tests" / "Chaos" / "run.py", "--seed", str(SEED)]
    command += ["--minutes", str(SECONDS / 60), "--report", report]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, env={**os.environ})
    told = done.stdout[-6000:] + done.stderr[-6000:]
    assert done.returncode == 0, told
    values = json.loads(report.with_suffix(".json").read_text())
    assert values["findings"] == []
    assert values["kills"] >= 8, told
    for stage in values["stages"]:
        answered = sum(count for name, count in stage["done"].items() if name.endswith(": answered"))
        assert answered > 20, told
        assert stage["figures"]["entries: settle"] > 10, told
        assert all(survived["recovery"] is not None for survived in stage["survived"]), told
