"""Sweeps: a book applied to everybody it is for."""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from yuandu.engines import rules
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import budgets, deciding
from yuandu.services.policies.models import Outcome, PolicyVersion, Subject, Sweep
from yuandu.services.policies.permissions import MAY_SWEEP, reads_all
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.judgements import facts_for
from yuandu.services.policies.vocabulary import vocabulary

CONSENT = "application"


@dataclass(frozen=True, slots=True)
class Found:
    """What a book says of one of many."""

    party_id: int
    answer: rules.Answer

    @property
    def amount(self) -> int | None:
        """Yuan; `None` where it is not met or a fact for it is missing."""
        if self.answer.state is not rules.State.MET:
            return None
        return rules.total(self.answer.payments)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Who would get a benefit, and what that costs.

    Attributes:
        parties: Looked at.
        not_asked: Households that have not agreed to be looked at.
        unpriced: Who meet the book, but a fact for their amount is missing.
        budget: Yuan; `None` where the book has none.
    """

    parties: int
    not_asked: int
    counts: dict[str, int]
    cost: Decimal
    unpriced: int
    budget: Decimal | None
    found: tuple[Found, ...]

    @property
    def met(self) -> int:
        return self.counts.get("met", 0)

    @property
    def over(self) -> Decimal | None:
        """What the budget lacks; `None` where it reaches."""
        if self.budget is None or self.cost <= self.budget:
            return None
        return self.cost - self.budget

    @property
    def hash(self) -> str:
        """A name for exactly these answers, by party."""
        lines = "\n".join(
            f"{one.party_id} {one.answer.state.code} {one.amount}" for one in self.found
        )
        return hashlib.sha256(lines.encode()).hexdigest()


def subjects_of(actor: Actor, to_whom: str, on: datetime.date) -> tuple[list[int], int]:
    """Return who is looked at, and how many are not for want of consent.

    Firms are looked at by the office on facts it holds for its duties; a household's facts are a person's, so only those
    are looked at who agreed to have applications filled in from them (X6). Nothing is read
    under the purpose of statistics: that would name nobody, and a benefit names somebody.
    """
    parties = Party.objects.filter(workspace=actor.workspace, kind=to_whom).order_by("pk")
    if to_whom != Subject.HOUSEHOLD:
        return list(parties.values_list("pk", flat=True)), 0
    everybody = list(parties.only("pk"))
    agreed = registry.consented_parties(everybody, CONSENT, on)
    return [one.pk for one in everybody if one.pk in agreed], len(everybody) - len(agreed)


def estimate(
    actor: Actor,
    book: rules.Book,
    *,
    on: datetime.date | None = None,
    version: PolicyVersion | None = None,
) -> Estimate:
    """Return what a book comes to over everybody it is for.

    Few queries: the parties, their facts by the thousand, what the providers need.

    Args:
        version: Whose book it is, so that what was judged by it counts; a draft has none.
    """
    day = on or actor.workspace.today()
    keys, not_asked = subjects_of(actor, book.to_whom, day)
    codes = deciding.codes_of(book)
    if version is None:
        facts = facts_of(actor.workspace, keys, day, codes=codes)
    else:
        facts = facts_for(version, keys, day, codes=codes)
    found = tuple(
        Found(pk, rules.check(book, facts[pk], on=day, vocabulary=vocabulary())) for pk in keys
    )
    amounts = [one.amount for one in found if one.answer.state is rules.State.MET]
    return Estimate(
        parties=len(keys),
        not_asked=not_asked,
        counts=dict(Counter(one.answer.state.code for one in found)),
        cost=Decimal(sum(amount for amount in amounts if amount is not None)),
        unpriced=amounts.count(None),
        budget=None if book.budget is None else budgets.yuan(book.budget),
        found=found,
    )


def sweeps_visible_to(actor: Actor) -> QuerySet[Sweep]:
    """Return the sweeps of the workspace to those who read cases."""
    found = Sweep.objects.filter(workspace=actor.workspace)
    if not reads_all(actor):
        found = found.none()
    return found.select_related("version__policy", "version__track")


def sweep(actor: Actor, pk: int, *, to: str) -> Sweep:
    """Return the sweep if `actor` may do `to` with it; raises as `policy`."""
    return get_for(sweeps_visible_to(actor), MAY_SWEEP, actor, to=to, pk=pk)


def outcomes(sweep: Sweep, chosen: str) -> list[dict[str, object]]:
    """Return the three outcomes with their numbers, as tabs; one query."""
    counted = dict(sweep.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    return [
        {
            "title": label,
            "url": f"?outcome={value}",
            "current": chosen == value,
            "count": counted.get(value, 0),
        }
        for value, label in Outcome.choices
    ]
