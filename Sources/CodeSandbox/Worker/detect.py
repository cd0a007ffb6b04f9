"""What sort of text a file is: its encoding, its byte order mark and the delimiter of its fields."""

import codecs
import csv
import io
import os

HEAD = 65536
DELIMITERS = (",", ";", "\t", "|")
# Rows that are looked at to find the delimiter.
SAMPLE_ROWS = 200

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What is often uploaded in the place of a CSV file.
SIGNATURES = (
    (b"PK\x03\x04", "a ZIP or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
)

LEGACY = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
# How much more a text must look like a language of another encoding before it isn't taken for Western European.
CLEAR_LEAD = 0.1


class Problem(Exception):
    """Why a file is no data set: a code of the server's, and facts for its message."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.facts = {"code": code, **facts}


def encoding_of(path):
    """The encoding, by Python's name, and whether the file begins with a byte order mark."""
    with open(path, "rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        if os.path.getsize(path) <= HEAD:
            raise Problem("empty")
        raise Problem("binary", kind="mostly blank")
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise Problem("binary", kind=kind)
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding, True
    if b"\0" in head:
        return wide_encoding(head), False
    if sum(byte < 9 or 13 < byte < 32 for byte in head) * 200 > len(head):
        raise Problem("binary", kind="not text")
    first_odd = first_byte_that_is_not_utf8(path)
    return ("utf-8" if first_odd is None else legacy_encoding(path, first_odd)), False


def wide_encoding(head):
    """UTF-16 without a mark shows as text with a zero in every other byte."""
    half = len(head) // 2
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.7 * half:
            return encoding
    raise Problem("binary", kind="not text")


def first_byte_that_is_not_utf8(path):
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset = 0
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            if b"\0" in chunk:
                raise Problem("binary", kind="not text")
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return offset + error.start
            offset += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return max(offset - 4, 0)
    return None


def legacy_encoding(path, first_odd):
    import charset_normalizer

    with open(path, "rb") as file:
        sample = file.read(HEAD)
        if first_odd > HEAD // 2:
            file.seek(max(first_odd - HEAD // 2, 0))
            sample = file.read(HEAD)
    found = list(charset_normalizer.from_bytes(sample, cp_isolation=list(LEGACY)))
    best = max(found, key=lambda match: (match.coherence, -match.chaos), default=None)
    western = decodes(path, "cp1252")
    is_clear = best is not None and (best.coherence >= CLEAR_LEAD or best.encoding in ("shift_jis", "euc_jp"))
    beats_western = is_clear and not any(
        match.encoding == "cp1252" and match.coherence + CLEAR_LEAD > best.coherence for match in found
    )
    if (beats_western or not western) and best is not None and decodes(path, best.encoding):
        return best.encoding
    return "cp1252" if western else "latin_1"


def decodes(path, encoding):
    try:
        with open(path, encoding=encoding, newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(path, encoding):
    """The delimiter under which most rows have as many fields as the header."""
    with open(path, encoding=encoding, newline="") as file:
        sample = file.read(4 * HEAD)
    if len(sample) == 4 * HEAD:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best = max(((*score(sample, delimiter), delimiter) for delimiter in DELIMITERS), key=lambda item: item[:2])
    if best[1] > 1:
        return best[2]
    # One column: any delimiter will do that doesn't occur in it.
    return next((delimiter for delimiter in DELIMITERS if delimiter not in sample), ",")


def score(sample, delimiter):
    """The share of rows that are as wide as the header, and that width; nothing for a header of one field."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample), delimiter=delimiter):
            if row:
                rows.append(len(row))
            if len(rows) == SAMPLE_ROWS:
                break
    except csv.Error:
        return (0, 0)
    if not rows or rows[0] < 2:
        return (0, 0)
    return (sum(count == rows[0] for count in rows) / len(rows), rows[0])
