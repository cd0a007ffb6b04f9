"""Runs the program as it was written, in the process that was forked for it."""

import ast
import linecache
import sys

from . import plotly_show
from .failure import describe
from .namespace import Namespace
from .results import Results

# The name of the program in tracebacks.
FILE = "analysis.py"


def run(request, descriptor):
    results = Results(descriptor, request["limits"])
    sys.stdout, sys.stderr = printing_to(1), printing_to(2)
    code = request["code"]
    linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
    plotly_show.redirect(results.show)
    try:
        execute(code, Namespace(request.get("dataset"), results.show), results)
    except SystemExit as exit_request:
        if exit_request.code not in (None, 0):
            results.send(describe(exit_request, FILE))
    except BaseException as error:  # noqa: BLE001 - whatever the program raises is its result
        results.send(describe(error, FILE))
    flush_prints()
    results.send({"kind": "finished"})


def execute(code, names, results):
    """Like a notebook cell: what the last line evaluates to is shown."""
    tree = ast.parse(code, FILE)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, FILE, "exec"), names)  # noqa: S102 - this process exists to run it
    if last is not None:
        value = eval(compile(ast.Expression(last.value), FILE, "eval"), names)
        if value is not None:
            results.show(value)


def printing_to(descriptor):
    return open(descriptor, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)


def flush_prints():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
