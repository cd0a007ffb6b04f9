"""How the supervisor and the server speak: one JSON request on standard input, one length-prefixed JSON result back."""

import json


def read_request(stream):
    return json.loads(stream.read())


def write(stream, result):
    # Lone surrogates are valid in Python texts and invalid in UTF-8: they become question marks.
    body = json.dumps(result, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    stream.write(b"%d\n" % len(body))
    stream.write(body)
    stream.flush()
