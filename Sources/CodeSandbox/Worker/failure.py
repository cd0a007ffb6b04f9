"""What is told about a program's error: type, message, line and traceback, of the program's own frames only."""

import traceback

LONGEST_MESSAGE = 2000
LONGEST_TRACEBACK = 6000


def describe(error, file):
    summary = traceback.TracebackException.from_exception(error)
    line = line_of(summary, file)
    keep_own_frames(summary, file, seen=set())
    message = str(error)
    if isinstance(error, MemoryError) and not message:
        message = "The program needs more memory than it may use."
    return {
        "kind": "error",
        "type": type(error).__name__,
        "message": shorten(message, LONGEST_MESSAGE),
        "traceback": shorten("".join(summary.format()), LONGEST_TRACEBACK),
        "line": line,
    }


def line_of(summary, file):
    if issubclass(summary.exc_type, SyntaxError) and summary.filename == file:
        return int(summary.lineno) if summary.lineno else None
    own = [frame.lineno for frame in summary.stack if frame.filename == file]
    return own[-1] if own else None


def keep_own_frames(summary, file, seen):
    if summary is None or id(summary) in seen:
        return
    seen.add(id(summary))
    own = [frame for frame in summary.stack if frame.filename == file]
    summary.stack = traceback.StackSummary.from_list(own)
    keep_own_frames(summary.__cause__, file, seen)
    keep_own_frames(summary.__context__, file, seen)
    # What a library caught and turned into its own error says nothing about the program.
    if summary.__cause__ is not None and not summary.__cause__.stack:
        summary.__cause__ = None
    if summary.__context__ is not None and not summary.__context__.stack:
        summary.__context__ = None


def shorten(text, longest):
    """The beginning and the end of a long text, since the end of a traceback says most."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}\n… {len(text) - longest} characters left out …\n{text[-half:]}"
