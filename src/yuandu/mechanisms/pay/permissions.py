"""Who reads what of pay: one's own slip, payroll everybody's, others sums and distributions."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.pay.models import DRAFT, SIMULATED, Rule, Slip

PAYROLL = ("hr_officer", "finance_officer")
OVERSEERS = (*PAYROLL, "chair", "auditor")
DRAFTERS = ("hr_officer",)
DECIDERS = ("chair",)


def is_payroll(actor: Actor) -> bool:
    """Whether `actor` reads everybody's slips."""
    return actor.has(*PAYROLL)


def oversees(actor: Actor) -> bool:
    """Whether `actor` reads distributions, and what a rule would do."""
    return actor.has(*OVERSEERS)


def drafts(actor: Actor) -> bool:
    return actor.has(*DRAFTERS)


def decides(actor: Actor) -> bool:
    """Whether `actor` puts rules in force."""
    return actor.has(*DECIDERS)


def keeps_benchmarks(actor: Actor) -> bool:
    return actor.has(*DRAFTERS)


MAY_SLIP: Mapping[str, Callable[[Actor, Slip], bool]] = {"see": lambda actor, slip: True}
MAY_RULE: Mapping[str, Callable[[Actor, Rule], bool]] = {
    "see": lambda actor, rule: True,
    "simulate": lambda actor, rule: drafts(actor),
    "discard": lambda actor, rule: drafts(actor),
    # Who drafts a rule does not put it in force.
    "put_in_force": lambda actor, rule: decides(actor),
}
OPEN_FOR: Mapping[str, tuple[str, ...]] = {
    "simulate": (DRAFT, SIMULATED),
    "discard": (DRAFT, SIMULATED),
    "put_in_force": (SIMULATED,),
}


def offered(actor: Actor, rule: Rule) -> dict[str, bool]:
    """Return what a page offers: what `actor` may do with the rule as it stands."""
    return {
        verb: MAY_RULE[verb](actor, rule) and rule.state in states
        for verb, states in OPEN_FOR.items()
    }
