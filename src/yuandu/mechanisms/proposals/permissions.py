"""Who may do what with a proposal. Nobody judges an idea of their own, whatever their post.

A proposal comes from `queries` with `is_own` and `is_asked`: whether the actor is among the
authors, also of what was merged into it, and was asked to evaluate it.
"""

from collections.abc import Callable, Mapping

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.roles import COMPANY
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.proposals.models import Author, Benefit, Evaluation, Proposal

OFFICE = ("improvement_officer",)
OF_SECTION = ("team_leader", "evaluator")
JUDGES = (*OF_SECTION, *OFFICE)
FINANCE = ("finance_officer",)
VERIFIERS = (*JUDGES, *FINANCE)
ANYBODY = tuple(COMPANY)
# Of everything. An empty condition is not: joined with another by `|`, it vanishes.
ALL = ~Q(pk__in=[])


def runs(actor: Actor) -> bool:
    """Whether `actor` belongs to the improvement office, which runs the proposals."""
    return actor.has(*OFFICE)


def verifies_money(actor: Actor) -> bool:
    return actor.has(*FINANCE)


def writes_for_others(actor: Actor) -> bool:
    """Whether `actor` enters ideas for people who have told or written them on paper."""
    return actor.has("team_leader", *OFFICE)


def judges_somewhere(actor: Actor) -> bool:
    return actor.has(*JUDGES)


def shows(actor: Actor, show: str) -> bool:
    """Whether a list of this kind concerns `actor` at all."""
    if show == "sampled":
        return runs(actor)
    if show == "to_confirm":
        return judges_somewhere(actor) or verifies_money(actor)
    return show in {"", "mine"} or judges_somewhere(actor)


def sees_all(actor: Actor) -> bool:
    """Whether nothing is sealed to `actor`."""
    return runs(actor)


def visible(actor: Actor) -> Q:
    """Return the condition on the proposals `actor` may know of; a sealed one is for few."""
    if sees_all(actor):
        return ALL
    return Q(is_sealed=False) | sealed_but_open_to(actor)


def sealed_but_open_to(actor: Actor) -> Q:
    """Return the condition on sealed proposals that `actor` may know of all the same."""
    if actor.user_id is None:
        return Q(pk__in=[])
    mine = Author.objects.filter(worker__user=actor.user_id)
    asked = Evaluation.objects.filter(evaluator=actor.user_id, relieved_on=None)
    found = (
        Q(pk__in=mine.order_by().values("proposal"))
        | Q(pk__in=mine.order_by().values("proposal__merged_into"))
        | Q(pk__in=asked.order_by().values("proposal"))
    )
    divisions = actor.divisions("evaluator")
    if divisions is None:
        return ALL
    if divisions:
        found |= Q(section__in=divisions) | Q(section__parent__in=divisions)
    return found


def serves(actor: Actor, proposal: Proposal, *roles: str) -> bool:
    """Whether `actor` holds one of `roles` in the proposal's section or the division above."""
    section = proposal.section
    return actor.has(*roles, division_id=section.pk) or bool(
        section.parent_id and actor.has(*roles, division_id=section.parent_id)
    )


def is_own(actor: Actor, proposal: Proposal) -> bool:
    return bool(getattr(proposal, "is_own", False))


def judges(actor: Actor, proposal: Proposal) -> bool:
    """Whether `actor` judges this idea: of the section, asked to, or of the office."""
    if is_own(actor, proposal):
        return False
    of_section = ("evaluator",) if proposal.is_sealed else OF_SECTION
    return (
        runs(actor)
        or bool(getattr(proposal, "is_asked", False))
        or serves(actor, proposal, *of_section)
    )


def grades(actor: Actor, proposal: Proposal) -> bool:
    """Whether `actor` grades it in the instant lane: its team leader, or the office."""
    return (
        proposal.lane == rules.INSTANT
        and not proposal.is_sealed
        and not is_own(actor, proposal)
        and (runs(actor) or serves(actor, proposal, "team_leader"))
    )


def _verifies(actor: Actor, proposal: Proposal) -> bool:
    return not is_own(actor, proposal) and (judges(actor, proposal) or verifies_money(actor))


def _in(*stages: str) -> Callable[[Proposal], bool]:
    return lambda proposal: proposal.stage in stages


def _project(actor: Actor, proposal: Proposal) -> bool:
    return proposal.lane == rules.PROJECT and judges(actor, proposal)


_is_open, _is_unanswered = _in(*rules.OPEN), _in(*rules.UNANSWERED)

MAY: Mapping[str, Callable[[Actor, Proposal], bool]] = {
    "see": lambda actor, proposal: True,
    # Moves of its life cycle; whether they are open from here is the table's to say.
    "forward": judges,
    "grade": grades,
    "accept": _project,
    "confirm": _verifies,
    "finish": judges,
    "reject": judges,
    "withdraw": lambda actor, proposal: is_own(actor, proposal) or runs(actor),
    "merge": judges,
    "part": judges,
    "reopen": lambda actor, proposal: runs(actor) and not is_own(actor, proposal),
    "correct": lambda actor, proposal: runs(actor) and not is_own(actor, proposal),
    # What is done beside the moves.
    "credit": lambda actor, proposal: (
        _is_open(proposal) and (is_own(actor, proposal) or runs(actor))
    ),
    "attach": lambda actor, proposal: (
        _is_open(proposal) and (is_own(actor, proposal) or judges(actor, proposal))
    ),
    "seal": lambda actor, proposal: is_own(actor, proposal) or runs(actor),
    "change_lane": lambda actor, proposal: _is_unanswered(proposal) and judges(actor, proposal),
    "ask": lambda actor, proposal: _is_unanswered(proposal) and judges(actor, proposal),
    "evaluate": lambda actor, proposal: (
        proposal.stage == rules.EVALUATE and _project(actor, proposal)
    ),
    "claim": lambda actor, proposal: (
        proposal.stage == rules.VERIFY and (is_own(actor, proposal) or judges(actor, proposal))
    ),
    "sample": lambda actor, proposal: (
        runs(actor)
        and proposal.is_sampled
        and proposal.sampled_on is None
        and not is_own(actor, proposal)
    ),
}


def verifies(actor: Actor, benefit: Benefit, terms: rules.Terms) -> bool:
    """Whether `actor` verifies this line: a second person, and finance for much money."""
    if benefit.claimed_by_id is not None and benefit.claimed_by_id == actor.user_id:
        return False
    if rules.needs_finance(benefit.kind, benefit.first_year, terms):
        return verifies_money(actor) and not is_own(actor, benefit.proposal)
    return _verifies(actor, benefit.proposal)
