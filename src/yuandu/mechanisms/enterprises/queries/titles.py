"""Titles that are held on a day, and those that run out next."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.models import Recognition, Tier

MOST = 2000  # titles in one calendar
ROWS_A_PAGE = 50

# What rules may know of whoever holds a title: the titles below it count as held.
TITLES = {
    Tier.INNOVATIVE_SME: ("title_innovative",),
    Tier.SRDI_SME: ("title_innovative", "title_srdi"),
    Tier.LITTLE_GIANT: ("title_innovative", "title_srdi", "title_little_giant"),
}


def held_on(day: datetime.date, prefix: str = "") -> Q:
    """Return the condition that a title is held on a day."""
    return Q(
        Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": day}),
        **{f"{prefix}valid_from__lte": day, f"{prefix}valid_to__gte": day},
    )


def unexpired(workspace: Workspace, on: datetime.date) -> QuerySet[Recognition]:
    """Return the titles that are held on a day, each firm once a tier, by its newest.

    A firm that passed the re-check before its first three years were over holds two rows.
    """
    held = Recognition.objects.filter(held_on(on), workspace=workspace)
    newer = Recognition.objects.filter(
        held_on(on),
        Q(valid_to__gt=OuterRef("valid_to"))
        | Q(valid_to=OuterRef("valid_to"), pk__gt=OuterRef("pk")),
        firm=OuterRef("firm"),
        tier=OuterRef("tier"),
    )
    return held.exclude(Exists(newer))


@dataclass(frozen=True, slots=True)
class Month:
    """The titles whose last day is in one month."""

    first: datetime.date
    titles: tuple[Recognition, ...]


def expiring(actor: Actor, *, months: int, tier: str = "") -> list[Month]:
    """Return the titles of the actor's firms that end within some months, month by month.

    One query, bounded by `MOST`.
    """
    until = rules.months_later(actor.workspace.today(), months)
    return list(_by_month(_ending(actor, until, tier)[:MOST]))


def ending_page(
    actor: Actor, until: datetime.date, *, tier: str = "", number: int | str = 1
) -> Page[Recognition]:
    """Return a page of the titles of the actor's firms that end by a day; two queries."""
    return Paginator(_ending(actor, until, tier), ROWS_A_PAGE).get_page(number)


def _ending(actor: Actor, until: datetime.date, tier: str) -> QuerySet[Recognition]:
    found = unexpired(actor.workspace, actor.workspace.today()).filter(valid_to__lte=until)
    allowed = reach(actor)
    if not allowed.everything:
        found = found.filter(
            Q(firm__party__division__in=allowed.divisions)
            | Q(firm__party__in=allowed.organisations)
        )
    if tier:
        found = found.filter(tier=tier)
    return (
        found.select_related("firm__party__division", "announcement", "ended_by")
        .defer("firm__party__division__geometry")
        .order_by("valid_to", F("tier").desc(), "firm_id")
    )


def _by_month(rows: Iterable[Recognition]) -> Iterable[Month]:
    for first, titles in groupby(rows, lambda row: row.valid_to.replace(day=1)):
        yield Month(first, tuple(titles))


def _held(workspace: int, on: datetime.date) -> QuerySet[Recognition, tuple[int, str]]:
    held = Recognition.objects.filter(held_on(on), workspace=workspace)
    return held.values_list("firm__party_id", "tier")


_held_by = Read(
    lambda party, workspace, on: _held(workspace, on).filter(firm__party=party),
    party=int,
    workspace=int,
    on=datetime.date,
)


def titles_as_facts(
    workspace: Workspace, parties: Collection[int], on: datetime.date
) -> Mapping[int, Mapping[str, object]]:
    """Return which titles each party holds on a day, as facts; one query.

    The roster is complete, so a title that is not on it is known not to be held. Who holds
    a title counts as holding those below it: the ladder is climbed rung by rung, and the
    lower title is not renewed beside the higher.
    """
    none = dict.fromkeys(TITLES[Tier.LITTLE_GIANT], False)
    known: dict[int, dict[str, object]] = {pk: dict(none) for pk in parties}
    if len(known) == 1:
        rows = _held_by(party=next(iter(known)), workspace=workspace.pk, on=on)
    else:
        rows = list(_held(workspace.pk, on).filter(firm__party__in=parties))
    for pk, tier in rows:
        known[pk] |= dict.fromkeys(TITLES[Tier(tier)], True)
    return known
