"""What only a running server can tell: sessions, settings and keys, asked as their owners would ask."""

import http.client
import json
from collections.abc import Iterator

from auditor.evidence import Evidence
from auditor.testimony import ACKNOWLEDGED, REFUSED, possible_last


def signed_out_stays_so(evidence: Evidence) -> Iterator[str]:
    """Who signed out is signed out, at every server"""
    for line in evidence.testimony.of("signed_out", outcome=ACKNOWLEDGED):
        for port in evidence.ports:
            if _ask(port, "/api/session", line["session"]).get("user") is not None:
                yield f"a session of {line['user']} at port {port}"


def settings_are_kept(evidence: Evidence) -> Iterator[str]:
    """Settings are what was saved last"""
    for session, writes in _by_session(evidence, "settings").items():
        fields = ("provider", "model", "use_own_key", "temperature")
        allowed = [tuple(write[name] for name in fields) for write in possible_last(writes)]
        for port in evidence.ports if allowed else []:
            found = _ask(port, "/api/model-settings", session)
            if "error" not in found and tuple(found.get(name) for name in fields) not in allowed:
                yield f"{writes[-1]['user']} at port {port}: {[found.get(name) for name in fields]}, not {allowed}"


def keys_are_as_left(evidence: Evidence) -> Iterator[str]:
    """A removed key stays removed, and a kept one is the last that was brought"""
    for session, writes in _by_session(evidence, "settings", "key_removed").items():
        changes = [write for write in writes if write["kind"] == "key_removed" or write["hint"]]
        for provider in {write["provider"] for write in changes}:
            own = [write for write in changes if write["provider"] == provider]
            allowed = {_hint(write) for write in possible_last(own)}
            if all(write["outcome"] != ACKNOWLEDGED for write in own):
                allowed.add(None)
            for port in evidence.ports:
                found = _ask(port, "/api/model-settings", session)
                key = found.get("keys", {}).get(provider)
                if "error" not in found and (key and key["hint"][-4:]) not in allowed:
                    yield f"{own[-1]['user']}, {provider}, at port {port}: {key and key['hint']}, not {allowed}"


def _hint(write: dict) -> str | None:
    return write.get("hint") if write["kind"] == "settings" else None


def signed_in_stays_so(evidence: Evidence) -> Iterator[str]:
    """Who did not sign out is signed in"""
    for session in _by_session(evidence, "settings"):
        for port in evidence.ports:
            if _ask(port, "/api/session", session).get("user") is None:
                yield f"a session at port {port}"


def _by_session(evidence: Evidence, *kinds: str) -> dict[str, list[dict]]:
    """The journal's lines of these kinds, by their session, without those that somebody tried to end."""
    if not evidence.ports:
        return {}
    ended = {line["session"] for line in evidence.testimony.of("signed_out") if line["outcome"] != REFUSED}
    found: dict[str, list[dict]] = {}
    for line in evidence.testimony.of(*kinds):
        if line["session"] and line["session"] not in ended and line["outcome"] != REFUSED:
            found.setdefault(line["session"], []).append(line)
    return found


def _ask(port: int, path: str, session: str) -> dict:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Cookie": f"latchkey_session={session}"})
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()
