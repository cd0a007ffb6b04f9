"""`show`, and the channel through which tables and figures leave the program."""

import json
import os
import sys

from . import cells

# A table wider than this is cut, and says so.
WIDEST = 200


class Results:
    def __init__(self, descriptor, limits):
        self.descriptor = descriptor
        self.owner = os.getpid()
        self.limits = limits
        self.tables = 0
        self.figures = 0
        self.sent = 0

    def show(self, table_or_figure, title=None):
        """Shows a table (DataFrame, Series, …) or a Plotly figure in the answer; anything else is printed."""
        value = table_or_figure
        if is_instance(value, "plotly.basedatatypes", "BaseFigure"):
            self.show_figure(value, title)
            return
        table = as_frame(value)
        if table is None:
            print(value if isinstance(value, str) else repr(value))
        else:
            self.show_table(table, title)

    def show_table(self, table, title):
        if self.tables == self.limits["max_tables"]:
            print(f"(Only the first {self.tables} tables are shown.)")
        self.tables += 1
        if self.tables > self.limits["max_tables"]:
            return
        if len(table.columns) > WIDEST:
            print(f"(Only the first {WIDEST} of {len(table.columns)} columns are shown.)")
            table = table.iloc[:, :WIDEST]
        columns, rows = cells.encode(table, self.limits["max_rows_per_table"])
        title = None if title is None else str(title)
        self.send({"kind": "table", "title": title, "columns": columns, "rows": rows, "total_rows": len(table)})

    def show_figure(self, figure, title):
        if self.figures == self.limits["max_figures"]:
            print(f"(Only the first {self.figures} figures are shown.)")
        self.figures += 1
        if self.figures > self.limits["max_figures"]:
            return
        data = json.loads(figure.to_json(validate=False))
        if title is not None and not data["layout"].get("title", {}).get("text"):
            data["layout"]["title"] = {"text": str(title)}
        self.send({"kind": "figure", "figure": {"data": data["data"], "layout": data["layout"]}})

    def send(self, message):
        if os.getpid() != self.owner:
            return  # a process that the program forked has no say in its result
        body = json.dumps(message, allow_nan=False).encode() + b"\n"
        self.sent += len(body)
        # Room is kept for the error that says so.
        if message["kind"] in ("table", "figure") and self.sent > self.limits["result_bytes"] - 65536:
            self.sent -= len(body)
            raise ValueError(
                f"This {message['kind']} has {len(body) / 1e6:.1f} MB; the tables and figures of a run may have "
                f"{self.limits['result_bytes'] / 1e6:g} MB together. Aggregate or sample the data before showing it."
            )
        sys.stdout.flush()
        view = memoryview(body)
        while view:
            view = view[os.write(self.descriptor, view) :]


def is_instance(value, module, name):
    """Whether a value is of a library's class, without importing the library."""
    kind = getattr(sys.modules.get(module), name, None)
    return kind is not None and isinstance(value, kind)


def as_frame(value):
    """The value as a DataFrame when it is a table of some kind, else None."""
    if is_instance(value, "pandas", "DataFrame"):
        return value
    if is_instance(value, "pandas", "Series"):
        return value.to_frame(name="value" if value.name is None else value.name)
    if is_instance(value, "pandas.io.formats.style", "Styler"):
        return value.data
    if is_instance(value, "pyarrow", "Table"):
        return value.to_pandas()
    if is_instance(value, "duckdb", "DuckDBPyRelation"):
        return value.df()
    if is_instance(value, "numpy", "ndarray") and value.ndim in (1, 2):
        import pandas

        return pandas.DataFrame(value)
    return None
