"""Reads a file once, row by row: whether all rows are alike, and what the first ones are."""

import csv

from .detect import Problem

PREVIEW_ROWS = 50
PREVIEW_TEXT = 500
# The longest single field, in characters.
LONGEST_FIELD = 10_000_000


def check(path, encoding, delimiter, max_columns):
    """The first rows as texts and the line where the last row begins.

    Raises a problem at the first row whose number of fields differs from the header's.
    """
    csv.field_size_limit(LONGEST_FIELD)
    preview = []
    width = None
    start = 1
    with open(path, encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        line = 1
        try:
            for row in reader:
                start, line = line, reader.line_num + 1
                if not row:
                    continue
                if width is None:
                    width = checked_width(row, max_columns)
                    continue
                if len(row) != width:
                    raise Problem("ragged", line=start, expected=width, found=len(row))
                if len(preview) < PREVIEW_ROWS:
                    preview.append([value[:PREVIEW_TEXT] for value in row])
        except csv.Error as error:
            raise Problem("unreadable", line=line, reason=str(error)) from error
    if width is None:
        raise Problem("empty")
    return preview, start


def checked_width(header, max_columns):
    if len(header) > max_columns:
        raise Problem("too_many_columns", columns=len(header), limit=max_columns)
    return len(header)
