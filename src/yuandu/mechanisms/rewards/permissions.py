"""Who may do what with the fund, the rule, awards and adoptions.

What the fund holds and how the rule computes is open to everybody in the company. What a person
gets is seen by that person, and by the offices that decide and pay it.
"""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards.models import Adoption, Award

DECIDERS = ("improvement_officer",)
TREASURERS = ("finance_officer",)
PAYROLL = ("finance_officer", "hr_officer")
OF_SECTION = ("team_leader", "evaluator")
ADOPTERS = (*OF_SECTION, *DECIDERS)
CONFIRMERS = (*OF_SECTION, "worker")
READERS = ("improvement_officer", "finance_officer", "hr_officer")


def decides(actor: Actor) -> bool:
    """Whether `actor` publishes the rule, approves awards and makes them void."""
    return actor.has(*DECIDERS)


def funds(actor: Actor) -> bool:
    """Whether `actor` puts money into the fund and closes its year."""
    return actor.has(*TREASURERS)


def pays(actor: Actor) -> bool:
    """Whether `actor` hands awards to payroll and says that they were paid."""
    return actor.has(*PAYROLL)


def reads_awards(actor: Actor) -> bool:
    """Whether `actor` reads what everybody gets."""
    return actor.has(*READERS)


def leads(actor: Actor) -> bool:
    """Whether `actor` leads a team, and hands its small awards out against a signature."""
    return actor.has("team_leader")


MAY_AWARD: Mapping[str, Callable[[Actor, Award], bool]] = {
    "see": lambda actor, award: True,
    "decide": lambda actor, award: decides(actor),
}


def serves(actor: Actor, adoption: Adoption, *roles: str) -> bool:
    """Whether `actor` holds one of `roles` in the adopting section, or in the division above."""
    section = adoption.section
    return actor.has(*roles, division_id=section.pk) or bool(
        section.parent_id and actor.has(*roles, division_id=section.parent_id)
    )


def suggests(actor: Actor, proposal: Proposal) -> bool:
    """Whether `actor` suggests an idea to other sections: its own section's people, the office."""
    section = proposal.section
    return (
        actor.has(*DECIDERS)
        or actor.has(*OF_SECTION, division_id=section.pk)
        or bool(section.parent_id and actor.has(*OF_SECTION, division_id=section.parent_id))
    )


def may_move(actor: Actor, adoption: Adoption, move: str) -> bool:
    """Whether `actor` moves an adoption: the adopting section does; nobody confirms an own idea.

    The adoption comes from `queries` with `is_own` and `is_here`: whether the actor is among the
    idea's authors, and works in the adopting section.
    """
    if move == "confirm":
        if getattr(adoption, "is_own", False):
            return False
        here = bool(getattr(adoption, "is_here", False))
        return serves(actor, adoption, *OF_SECTION) or here
    return actor.has(*DECIDERS) or serves(actor, adoption, *OF_SECTION)


MAY_ADOPTION: Mapping[str, Callable[[Actor, Adoption], bool]] = {
    "see": lambda actor, adoption: True,
}
