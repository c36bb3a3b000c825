"""Sweeps: a book applied to everybody it is for."""

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import polars as pl
from django.db.models import Count, OuterRef, QuerySet, Subquery

from yuandu.engines import rules
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import budgets, deciding
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import (
    Case,
    Outcome,
    PolicyVersion,
    Subject,
    Sweep,
    SweepRow,
)
from yuandu.services.policies.permissions import MAY_SWEEP, reads_all
from yuandu.services.policies.queries import frames
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.judgements import facts_for, judged_of_all

CONSENT = "application"


@dataclass(frozen=True, slots=True)
class Found:
    """What a book says of one of many.

    Attributes:
        amount: Yuan; `None` where it is not met or a fact for it is missing.
        missing: The one fact that everything unknown waits for; empty where it is not one.
    """

    party_id: int
    state: rules.State
    amount: int | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Who would get a benefit, and what that costs.

    Attributes:
        book: That was asked.
        on: The day it was asked for.
        not_asked: Households that have not agreed to be looked at.
        budget: Yuan; `None` where the book has none.
        table: A row for each who was looked at: `id`, `state` (a code of `rules.State`),
            `amount` in yuan where it is met and known, and `hindered`: whether a condition
            is not met, whatever else is unknown.
        version: Whose book it is; `None` for a draft.
    """

    book: rules.Book
    on: datetime.date
    not_asked: int
    budget: Decimal | None
    table: pl.DataFrame
    version: PolicyVersion | None = None

    @property
    def parties(self) -> int:
        return self.table.height

    @property
    def counts(self) -> dict[str, int]:
        """How many are in each state, by its code."""
        counted = self.table["state"].value_counts()
        return {rules.State(state).code: number for state, number in counted.iter_rows()}

    @property
    def met(self) -> int:
        return self.counts.get("met", 0)

    @property
    def cost(self) -> Decimal:
        """Yuan, if all who meet it got it."""
        return Decimal(self.table["amount"].sum())

    @property
    def unpriced(self) -> int:
        """How many meet the book, while a fact for their amount is missing."""
        return self.in_state(rules.State.MET).filter(pl.col("amount").is_null()).height

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
            f"{key} {rules.State(state).code} {amount}"
            for key, state, amount in self.table.select("id", "state", "amount").iter_rows()
        )
        return hashlib.sha256(lines.encode()).hexdigest()

    def in_state(self, *states: rules.State) -> pl.DataFrame:
        """Return the rows of the table that are in one of some states."""
        return self.table.filter(pl.col("state").is_in([state.value for state in states]))


def subjects_of(actor: Actor, book: rules.Book, on: datetime.date) -> tuple[list[int], int]:
    """Return who is looked at, and how many are not for want of consent.

    Firms are looked at by the office on facts it holds for its duties. A household's facts
    are a person's, so only those are looked at who agreed to have applications filled in
    from every fact the book reads (X6). Nothing is read under the purpose of statistics:
    that would name nobody, and a benefit names somebody.
    """
    parties = Party.objects.filter(workspace=actor.workspace, kind=book.to_whom).order_by("pk")
    keys = list(parties.values_list("pk", flat=True))
    if book.to_whom != Subject.HOUSEHOLD:
        return keys, 0
    agreed = registry.consented_parties(
        parties.order_by(), CONSENT, on, facts=deciding.codes_of(book)
    )
    return [key for key in keys if key in agreed], len(keys) - len(agreed)


def has_agreed(party: Party, book: rules.Book, on: datetime.date) -> bool:
    """Whether a party lets every fact that a book reads be used for applications (X6)."""
    return registry.consented(party, CONSENT, on, facts=deciding.codes_of(book))


def estimate(
    actor: Actor,
    book: rules.Book,
    *,
    on: datetime.date | None = None,
    version: PolicyVersion | None = None,
) -> Estimate:
    """Return what a book comes to over everybody it is for, in one pass over a table.

    Few queries: the parties, those of their facts that the book reads, what the providers
    need. The same as `rules.check` says of each by itself.

    Args:
        version: Whose book it is, so that what was judged by it counts; a draft has none.
    """
    day = on or actor.workspace.today()
    keys, not_asked = subjects_of(actor, book, day)
    judged = {} if version is None else judged_of_all(version, day)
    swept = frames.swept(
        actor.workspace, vocabulary(), [book], day, keys, masks=True, judged=judged
    )
    state, amount = pl.col(f"{book.code}.state"), pl.lit(0, pl.Int64)
    if book.benefits:
        amount = pl.col(f"{book.code}.amount")
    table = swept.table.select(
        "id",
        state.alias("state"),
        pl.when(state == rules.State.MET.value).then(amount).alias("amount"),
        frames.any_criterion(swept, book.code, rules.State.UNMET).alias("hindered"),
    )
    budget = None if book.budget is None else budgets.yuan(book.budget)
    return Estimate(book, day, not_asked, budget, table, version)


def told_apart(workspace: Workspace, estimate: Estimate, besides: Collection[int]) -> list[Found]:
    """Return those of an estimate for whom something has to be done, by key.

    They are who meets the book, who has to be judged, and who lacks a single fact. Only
    those whom nothing but missing facts hinders are looked at one by one.

    Args:
        besides: Keys of others to return, whatever the book says of them.
    """
    unknown = estimate.in_state(rules.State.UNKNOWN).filter(~pl.col("hindered"))
    unpriced = estimate.in_state(rules.State.MET).filter(pl.col("amount").is_null())
    missing = _missing(workspace, estimate, [*unknown["id"], *unpriced["id"]])
    due = (rules.State.MET.value, rules.State.PERSON.value)
    chosen = estimate.table.filter(
        pl.col("state").is_in(due) | pl.col("id").is_in([*missing, *besides])
    )
    return [
        Found(key, rules.State(state), amount, missing.get(key, ""))
        for key, state, amount in chosen.select("id", "state", "amount").iter_rows()
    ]


def _missing(workspace: Workspace, estimate: Estimate, keys: Collection[int]) -> dict[int, str]:
    """Return of each who lacks a single fact which one it is."""
    book, on = estimate.book, estimate.on
    codes = deciding.codes_of(book)
    if estimate.version is None:
        facts = facts_of(workspace, keys, on, codes=codes)
    else:
        facts = facts_for(estimate.version, keys, on, codes=codes)
    found = {}
    for key in keys:
        answer = rules.check(book, facts[key], on=on, vocabulary=vocabulary())
        found[key] = (
            deciding.unpriced(book, facts[key], on)
            if answer.state is rules.State.MET
            else deciding.sole_missing(answer)
        )
    return {key: name for key, name in found.items() if name}


def sweeps_visible_to(actor: Actor) -> QuerySet[Sweep]:
    """Return the sweeps of the workspace to those who read cases."""
    found = Sweep.objects.filter(workspace=actor.workspace)
    if not reads_all(actor):
        found = found.none()
    return found.select_related("version__policy", "version__track")


def sweep(actor: Actor, pk: int, *, to: str) -> Sweep:
    """Return the sweep if `actor` may do `to` with it; raises as `policy`."""
    return get_for(sweeps_visible_to(actor), MAY_SWEEP, actor, to=to, pk=pk)


def cases_by_party(sweep: Sweep, parties: Collection[int]) -> dict[int, int]:
    """Return the keys of the cases that a sweep's version has for some parties."""
    found = Case.objects.filter(window__version=sweep.version_id, party__in=parties)
    return dict(found.order_by("pk").values_list("party_id", "pk"))


def newest_rows(workspace: Workspace, on: datetime.date) -> QuerySet[SweepRow]:
    """Return the rows of each version's newest sweep up to a day."""
    newest = (
        Sweep.objects.filter(version=OuterRef("sweep__version"), on__lte=on)
        .order_by("-on", "-pk")
        .values("pk")[:1]
    )
    return SweepRow.objects.filter(workspace=workspace, sweep=Subquery(newest))


def outcomes(sweep: Sweep, chosen: str) -> list[dict[str, object]]:
    """Return the three outcomes with their numbers, as tabs; one query."""
    counted = dict(sweep.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
    return [
        {
            "title": label,
            "value": value,
            "url": f"?outcome={value}",
            "current": chosen == value,
            "count": counted.get(value, 0),
        }
        for value, label in Outcome.choices
    ]
