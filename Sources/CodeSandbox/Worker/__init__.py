"""The Python side of the sandbox: a small supervisor that forks the program, and what the program is given."""

# The folder is a package under another name where it runs.
# ruff: noqa: N999
