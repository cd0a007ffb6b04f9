"""The audit: every rule, one after the other."""

from collections.abc import Callable, Iterator

from auditor.evidence import Evidence
from auditor.findings import Finding
from auditor.rules import answers, balances, canaries, charges, holds, jobs, sessions, writes

Rule = Callable[[Evidence], Iterator[str]]
RULES: list[Rule] = [
    balances.numbered_without_a_gap,
    balances.each_says_the_balance_after_it,
    balances.balance_is_the_sum,
    balances.never_below_zero,
    balances.entries_belong_to_accounts,
    balances.amounts_fit_their_kind,
    balances.one_grant_for_each_period,
    holds.charged_once,
    holds.entries_tell_the_state,
    holds.held_is_what_holds_hold,
    holds.none_outlives_its_time,
    holds.none_is_left,
    jobs.none_is_left_running,
    jobs.one_at_a_time_in_a_chat,
    charges.charge_has_its_record,
    charges.answer_has_its_charge,
    charges.charge_has_its_answer,
    charges.stored_receipt_is_true,
    charges.own_key_costs_nothing,
    answers.received_receipt_is_true,
    answers.received_answer_is_stored,
    answers.told_failure_is_free,
    answers.complete_has_its_receipt,
    answers.asked_twice_is_one_task,
    answers.every_call_is_on_record,
    writes.people_are_there,
    writes.grants_are_there_once,
    writes.deductions_are_there_once,
    writes.chats_are_there,
    writes.datasets_are_there,
    sessions.signed_out_stays_so,
    sessions.signed_in_stays_so,
    sessions.settings_are_kept,
    sessions.keys_are_as_left,
    canaries.no_key_is_left,
]


def audit(evidence: Evidence) -> list[Finding]:
    """Everything that is wrong; a rule is named by the first line of its function's documentation."""
    return [Finding(rule.__doc__.strip(), detail) for rule in RULES for detail in _breaches(rule, evidence)]


def _breaches(rule: Rule, evidence: Evidence) -> Iterator[str]:
    """What a rule can't make sense of is a breach as well."""
    try:
        yield from rule(evidence)
    except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
        yield f"could not be checked: {error!r}"
