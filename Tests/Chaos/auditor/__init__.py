"""The auditor: looks at a database from outside, with docs/ledger.md in its hand and no line of the server's code."""
