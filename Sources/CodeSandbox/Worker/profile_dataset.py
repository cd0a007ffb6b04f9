"""The server's own program that looks at a data set; it prints one JSON object and changes nothing."""

import json

from . import columns, dataset, detect, structure


def main(path, max_columns):
    try:
        described = profile(path, max_columns)
    except detect.Problem as problem:
        described = {"problem": problem.facts}
    except UnicodeDecodeError:
        described = {"problem": {"code": "binary", "kind": "not text"}}
    print(json.dumps(described, allow_nan=False).encode("utf-8", "replace").decode())


def profile(path, max_columns):
    encoding, has_mark = detect.encoding_of(path)
    read_as = dataset.READ_AS.get(encoding, encoding)
    delimiter = detect.delimiter_of(path, read_as)
    preview, last_line = structure.check(path, read_as, delimiter, max_columns)
    table = load(path, encoding, delimiter, last_line)
    notes = []
    if encoding not in ("utf-8", "utf-16", "utf-32"):
        notes.append(f"The file isn't UTF-8: it was read as {encoding}. If letters look wrong, save it as UTF-8.")
    note_headers(table, notes)
    if table.empty:
        notes.append("The file has a header and no rows.")
    profiles = [columns.describe(name, table.iloc[:, position], notes) for position, name in enumerate(table.columns)]
    return {
        "rows": len(table),
        "columns": len(table.columns),
        "encoding": encoding,
        "delimiter": delimiter,
        "has_bom": has_mark,
        "notes": notes,
        "column_profiles": profiles,
        "preview": {"columns": [described["name"] for described in profiles], "rows": preview},
    }


def load(path, encoding, delimiter, last_line):
    from pandas.errors import ParserError

    try:
        return dataset.load({"path": path, "encoding": encoding, "delimiter": delimiter})
    except ParserError as error:
        is_open = "EOF inside string" in str(error)
        reason = "a quotation mark is opened and never closed" if is_open else "its rows can't be told apart"
        raise detect.Problem("unreadable", line=last_line, reason=reason) from error


def note_headers(table, notes):
    names = [str(name) for name in table.columns]
    repeated = [name for name in names if is_numbered(name, names)]
    if repeated:
        notes.append(f"Several columns had the same name; the later ones are called {listed(repeated)}.")
    unnamed = [name for name in names if name.startswith("Unnamed: ")]
    if unnamed:
        notes.append(f"Columns without a name are called {listed(unnamed)}.")


def is_numbered(name, names):
    stem, dot, number = name.rpartition(".")
    return bool(dot) and number.isdigit() and stem in names


def listed(names):
    shown = ", ".join(f"“{name}”" for name in names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"
