"""`python -m auditor`: audits a database by hand."""

import argparse
import sys
from pathlib import Path

from auditor.audit import RULES, audit
from auditor.evidence import Evidence


def main() -> int:
    parser = argparse.ArgumentParser(prog="auditor", description=__doc__)
    parser.add_argument("--database", required=True, help="sqlite:/path/to/file or postgresql://…")
    parser.add_argument("--journal", type=Path, help="what clients were told, one line of JSON each")
    parser.add_argument("--keys", type=Path, help="the keys that were used, one a line")
    parser.add_argument("--place", type=Path, action="append", default=[], help="a folder to search for those keys")
    parser.add_argument("--tap", type=Path, help="the marks of the questions that reached a provider")
    parser.add_argument("--port", type=int, action="append", default=[], help="of a running server")
    options = parser.parse_args()
    evidence = Evidence.gather(
        options.database,
        journal=options.journal,
        keys=options.keys,
        places=options.place,
        tap=options.tap,
        ports=options.port,
    )
    findings = audit(evidence)
    for name, count in evidence.figures().items():
        print(f"{name}: {count}")
    for finding in findings:
        print(f"wrong: {finding}")
    print(f"{len(RULES)} rules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
