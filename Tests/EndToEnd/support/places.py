"""Where things are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ARTIFACTS = ROOT / "Tests" / "EndToEnd" / "artifacts"
BINARY = Path(os.environ.get("LATCHKEY_BINARY", ROOT / ".build" / "release" / "latchkey")).resolve()
PYTHON = ROOT / ".venv" / "bin" / "python"
