"""A DataFrame as columns and rows of JSON values, at full precision."""

import datetime
import math

LONGEST_TEXT = 2000
# A larger whole number loses digits in JavaScript, so that it travels as text.
LARGEST_EXACT = 1 << 53


def encode(table, max_rows):
    table = with_index_as_columns(table.iloc[:max_rows])
    columns = []
    encoded = []
    for position, label in enumerate(table.columns):
        column = table.iloc[:, position]
        kind = kind_of(column)
        columns.append({"name": label_text(label), "type": kind})
        encoded.append([cell(value, kind) for value in column.tolist()])
    return columns, [list(row) for row in zip(*encoded, strict=True)] if encoded else []


def with_index_as_columns(table):
    """Row labels are part of a table unless they only count its rows."""
    import pandas

    if type(table.index) is pandas.RangeIndex and table.index.name is None:
        return table
    labels = table.index.to_frame(index=False)
    labels.columns = ["" if name is None else name for name in table.index.names]
    values = table.reset_index(drop=True)
    # Labels of the two may be equal, or of several levels: names are only shown, never looked up.
    values.columns = [label_text(label) for label in values.columns]
    return pandas.concat([labels, values], axis=1)


def label_text(label):
    if isinstance(label, tuple):
        return " / ".join(str(part) for part in label if str(part) != "")
    return str(label)


def kind_of(column):
    from pandas.api import types

    dtype = column.dtype
    if types.is_bool_dtype(dtype):
        return "boolean"
    if types.is_integer_dtype(dtype):
        return "integer"
    if types.is_float_dtype(dtype):
        return "number"
    if types.is_datetime64_any_dtype(dtype):
        return "date" if is_midnight(column) else "datetime"
    return "text"


def is_midnight(column):
    known = column.dropna()
    return known.dt.tz is None and bool((known == known.dt.normalize()).all())


def cell(value, kind):
    if value is None or isinstance(value, (bool, str)):
        return value[:LONGEST_TEXT] if isinstance(value, str) else value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_EXACT else str(value)
    if isinstance(value, float):
        return number(value)
    if is_missing(value):
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if kind == "date" else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        return cell(value.item(), kind)
    return str(value)[:LONGEST_TEXT]


def number(value):
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    return value


def is_missing(value):
    import pandas

    missing = pandas.isna(value)
    return isinstance(missing, bool) and missing
