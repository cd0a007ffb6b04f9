"""What a program sent so far, within its bounds; nothing of it is trusted to have the right shape."""

import json

from . import usage

# Plotly's own figures need about ten levels; every reader of a stored answer pays for more.
DEEPEST_FIGURE = 32


class Collected:
    def __init__(self, limits):
        self.limits = limits
        self.prints = bytearray()
        self.is_truncated = False
        self.pending = bytearray()
        self.received = 0
        self.tables = []
        self.figures = []
        self.error = None
        self.has_finished = False
        self.malformed = False

    def add_print(self, data):
        room = self.limits["output_bytes"] - len(self.prints)
        self.prints += data[: max(room, 0)]
        self.is_truncated = self.is_truncated or len(data) > room

    def add_results(self, data):
        self.received += len(data)
        if self.received > self.limits["result_bytes"]:
            return
        self.pending += data
        *lines, rest = self.pending.split(b"\n")
        self.pending = bytearray(rest)
        for line in lines:
            self.add_message(line)

    def add_message(self, line):
        try:
            message = json.loads(line, parse_int=bounded_number, parse_constant=refuse_constant)
            json.dumps(message, allow_nan=False)
            self.take(message)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            self.malformed = True

    def take(self, message):
        match message["kind"]:
            case "table" if len(self.tables) < self.limits["max_tables"]:
                self.tables.append(checked_table(message, self.limits["max_rows_per_table"]))
            case "figure" if len(self.figures) < self.limits["max_figures"]:
                self.figures.append(checked_figure(message["figure"]))
            case "error":
                self.error = checked_error(message)
                self.has_finished = True
            case "finished":
                self.has_finished = True
            case _:
                raise ValueError("unknown message")

    def problem(self):
        """The error of a program whose results can't be taken, or None."""
        if self.received > self.limits["result_bytes"]:
            megabytes = self.limits["result_bytes"] / 1_000_000
            return usage.error(
                "ResultTooLarge", f"The tables and figures of a run may have {megabytes:g} MB together; show less."
            )
        if self.malformed:
            return usage.error("MalformedResult", "The program wrote into the result channel what isn't a result.")
        return None

    def result(self, error, duration):
        return {
            "stdout": self.prints.decode("utf-8", "replace"),
            "stdout_truncated": self.is_truncated,
            "tables": self.tables,
            "figures": self.figures,
            "error": error or self.error,
            "duration_ms": duration,
        }


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


def bounded_number(digits):
    number = int(digits)
    return number if abs(number) < 1 << 63 else float(number)


def checked_table(message, max_rows):
    columns = [{"name": text(column["name"]), "type": text(column["type"])} for column in message["columns"]]
    rows = message["rows"]
    if not isinstance(rows, list) or len(rows) > max_rows or any(len(row) != len(columns) for row in rows):
        raise ValueError("not a table")
    for row in rows:
        if not isinstance(row, list) or any(isinstance(cell, (list, dict)) for cell in row):
            raise ValueError("not a row")
    title = message["title"]
    return {
        "title": None if title is None else text(title),
        "columns": columns,
        "rows": rows,
        "total_rows": whole_number(message["total_rows"]),
    }


def checked_figure(figure):
    if not isinstance(figure, dict) or not isinstance(figure["data"], list) or not isinstance(figure["layout"], dict):
        raise TypeError("not a figure")
    if is_deeper(figure, DEEPEST_FIGURE):
        raise ValueError("nested too deep")
    return figure


def is_deeper(value, levels):
    """Whether lists and objects are nested deeper than so many levels."""
    layer = [value]
    for _ in range(levels):
        layer = [
            child
            for parent in layer
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, (list, dict))
        ]
        if not layer:
            return False
    return True


def checked_error(message):
    line = message["line"]
    return {
        "type": text(message["type"]),
        "message": text(message["message"]),
        "traceback": text(message["traceback"]),
        "line": None if line is None else whole_number(line),
    }


def text(value):
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def whole_number(value):
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError("not a count")
    return value
