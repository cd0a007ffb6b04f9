"""What each column of the data set holds, told without changing it."""

from . import cells

EXAMPLES = 5
LONGEST_EXAMPLE = 80

DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y")
TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%H:%M:%S%z", "%H:%M:%S.%f%z")
DATETIME_FORMATS = tuple(f"{date}{gap}{time}" for date in DATE_FORMATS for gap in ("T", " ") for time in TIMES)


def describe(name, column, notes):
    known = column.dropna()
    described = {
        "name": cells.label_text(name),
        "missing": len(column) - len(known),
        "distinct": int(known.nunique()),
        "examples": examples(known),
    }
    kind, facts = kind_and_range(described["name"], column, known, notes)
    return {**described, "type": kind, **facts}


def kind_and_range(name, column, known, notes):
    from pandas.api import types

    if known.empty:
        return "empty", {}
    if types.is_bool_dtype(column.dtype) or known.map(lambda value: isinstance(value, bool)).all():
        return "boolean", {}
    if types.is_numeric_dtype(column.dtype):
        is_whole = types.is_integer_dtype(column.dtype) or (len(known) < len(column) and bool((known % 1 == 0).all()))
        return ("integer" if is_whole else "number"), numeric_range(known, is_whole)
    kind, parsed = dates(name, known, notes)
    if kind is None:
        note_decimal_commas(name, known, notes)
        return "text", {}
    return kind, {"min": iso(parsed.min(), kind), "max": iso(parsed.max(), kind)}


def numeric_range(known, is_whole):
    low, high = known.min(), known.max()
    if is_whole:
        low, high = int(low), int(high)
    return {
        "min": cells.cell(plain(low), ""),
        "max": cells.cell(plain(high), ""),
        "mean": cells.cell(float(known.mean()), ""),
    }


def plain(value):
    return value.item() if hasattr(value, "item") else value


def examples(known):
    found = []
    for value in known.drop_duplicates().iloc[:EXAMPLES].tolist():
        shown = cells.cell(value, "")
        found.append(shown[:LONGEST_EXAMPLE] if isinstance(shown, str) else shown)
    return found


def dates(name, known, notes):
    """The kind and the parsed values of a column of dates that are stored as text; none unless all values are dates."""
    distinct = known.drop_duplicates().astype(str)
    if not distinct.iloc[:20].str.fullmatch(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].{4,20})?\s*").all():
        return None, None
    for kind, formats in (("date", DATE_FORMATS), ("datetime", DATETIME_FORMATS)):
        fitting = [form for form in formats if fits(distinct.iloc[:20], form)]
        fitting = [form for form in fitting if fits(distinct, form)]
        if fitting:
            if len(fitting) > 1 and {form[:2] for form in fitting} == {"%d", "%m"}:
                notes.append(f"Column “{name}”: day or month may come first in its dates; both fit.")
            return kind, parse(distinct, fitting[0])
    return None, None


def fits(values, form):
    return bool(parse(values, form).notna().all())


def parse(values, form):
    import pandas

    return pandas.to_datetime(values, format=form, errors="coerce", utc="%z" in form)


def iso(value, kind):
    return value.date().isoformat() if kind == "date" else value.isoformat()


def note_decimal_commas(name, known, notes):
    sample = known.iloc[:200].astype(str)
    if sample.str.fullmatch(r"\s*[-+]?\d{1,3}(\.?\d{3})*,\d+\s*").all():
        notes.append(f"Column “{name}” looks like numbers with a decimal comma; it is kept as text.")
