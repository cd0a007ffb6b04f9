"""The ledger in itself: entry by entry."""

from collections.abc import Iterator

from auditor.evidence import Evidence


def numbered_without_a_gap(evidence: Evidence) -> Iterator[str]:
    """Entries are numbered 1, 2, 3, … within their account"""
    for account, entries in evidence.tables.grouped("entries", "account_id").items():
        numbers = sorted(entry["sequence"] for entry in entries)
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"account {account} has the entries {_gaps(numbers)}"


def _gaps(numbers: list[int]) -> str:
    missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    return f"1 to {max(numbers)} without {missing[:5]}"


def each_says_the_balance_after_it(evidence: Evidence) -> Iterator[str]:
    """Each entry says what was available and held after it"""
    for account, entries in evidence.tables.grouped("entries", "account_id").items():
        available = held = 0
        for entry in sorted(entries, key=lambda entry: entry["sequence"]):
            available += entry["available_change"]
            held += entry["held_change"]
            if (entry["available_after"], entry["held_after"]) != (available, held):
                yield (
                    f"account {account}, entry {entry['sequence']} says {entry['available_after']} and "
                    f"{entry['held_after']} instead of {available} and {held}"
                )
                available, held = entry["available_after"], entry["held_after"]


def balance_is_the_sum(evidence: Evidence) -> Iterator[str]:
    """Every balance is the sum of its entries"""
    entries = evidence.tables.grouped("entries", "account_id")
    for account in evidence.tables.accounts:
        own = entries.get(account["id"], [])
        sums = (sum(entry["available_change"] for entry in own), sum(entry["held_change"] for entry in own), len(own))
        stored = (account["available"], account["held"], account["entry_count"])
        if sums != stored:
            yield f"account {account['id']} says {stored}, its entries {sums} (available, held, count)"


def never_below_zero(evidence: Evidence) -> Iterator[str]:
    """Nothing available or held is ever below zero"""
    for entry in evidence.tables.entries:
        if entry["available_after"] < 0 or entry["held_after"] < 0:
            yield f"account {entry['account_id']}, entry {entry['sequence']}"
    for account in evidence.tables.accounts:
        if account["available"] < 0 or account["held"] < 0:
            yield f"account {account['id']}"


def entries_belong_to_accounts(evidence: Evidence) -> Iterator[str]:
    """Every entry belongs to an account, and every person has one"""
    accounts = evidence.tables.by("accounts", "id")
    for entry in evidence.tables.entries:
        if entry["account_id"] not in accounts:
            yield f"entry {entry['sequence']} of {entry['account_id']}"
    owners = {account["user_id"] for account in accounts.values()}
    yield from (f"{user['id']} has no account" for user in evidence.tables.users if user["id"] not in owners)


def amounts_fit_their_kind(evidence: Evidence) -> Iterator[str]:
    """What an entry changes fits its kind"""
    for entry in evidence.tables.entries:
        change = (entry["available_change"], entry["held_change"])
        if change not in _possible(entry["kind"], entry["amount"]) or entry["amount"] <= 0:
            yield f"account {entry['account_id']}, entry {entry['sequence']}: {entry['kind']} of {change}"


def _possible(kind: str, amount: int) -> set[tuple[int, int]]:
    """On the unlimited plan nothing is taken from what is available; a settlement that came late takes it again."""
    return {
        "grant": {(amount, 0)},
        "adjustment": {(amount, 0), (-amount, 0)},
        "hold": {(-amount, amount), (0, amount)},
        "settle": {(0, -amount), (-amount, 0), (0, 0)},
        "release": {(amount, -amount), (0, -amount)},
    }.get(kind, set())


def one_grant_for_each_period(evidence: Evidence) -> Iterator[str]:
    """A period grants once, and what its record says"""
    granted: dict[tuple, list[int]] = {}
    for entry in evidence.tables.entries:
        if entry["period"] is not None:
            granted.setdefault((entry["account_id"], entry["period"]), []).append(entry["amount"])
    recorded = {(row["account_id"], row["period"]): row["granted"] for row in evidence.tables.renewals}
    for period in granted.keys() | recorded.keys():
        amounts = granted.get(period, [])
        if len(amounts) > 1 or sum(amounts) != recorded.get(period):
            yield f"account {period[0]}, period {period[1]}: entries of {amounts}, recorded {recorded.get(period)}"
