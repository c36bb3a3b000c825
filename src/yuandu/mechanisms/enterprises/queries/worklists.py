"""The officers' work lists: eligible but without the title, with the title but at risk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.models import (
    AssessedAs,
    EarlyWarning,
    Recognition,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.permissions import may_watch
from yuandu.mechanisms.enterprises.queries.firms import Found
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE, held_on

# Whoever waits for a person's word only is worth a call too.
ELIGIBLE = ("met", "person")


@dataclass(frozen=True, slots=True)
class WorkFilters:
    """What a work list is asked to show; what is empty does not restrict.

    Attributes:
        state: of `ELIGIBLE`.
        reason: one of `watching.RISKS`.
        months: the title runs out within so many.
    """

    words: str = ""
    tier: str = ""
    state: str = ""
    reason: str = ""
    months: int | None = None
    division_id: int | None = None


def sweeps(actor: Actor) -> list[StandingSweep]:
    """Return by which books firms were measured last; one query.

    Raises:
        PermissionDenied: the lists are the officers'.
    """
    if not (actor.is_system or may_watch(actor)):
        raise PermissionDenied
    found = StandingSweep.objects.filter(workspace=actor.workspace)
    return list(found.select_related("version__policy").order_by("pk"))


def within_reach(actor: Actor, firm: str = "firm") -> Q:
    """Return the condition on rows of firms that `actor` works with.

    Raises:
        PermissionDenied: the lists are the officers'.
    """
    if not (actor.is_system or may_watch(actor)):
        raise PermissionDenied
    allowed = reach(actor)
    if allowed.everything:
        return Q()
    return Q(**{f"{firm}__party__division__in": allowed.divisions}) | Q(
        **{f"{firm}__party__in": allowed.organisations}
    )


def in_place(filters: Any, firm: str = "firm") -> Q:
    """Return the condition of the filters' words and county."""
    condition = Q()
    if filters.division_id is not None:
        condition &= Q(**{f"{firm}__party__division": filters.division_id})
    if words := filters.words.strip():
        condition &= (
            Q(**{f"{firm}__party__name__icontains": words})
            | Q(**{f"{firm}__party__name_en__icontains": words})
            | Q(**{f"{firm}__party__code__startswith": words.upper()})
        )
    return condition


def without_title(actor: Actor) -> Q:
    """Return the condition that a standing's firm holds neither its tier's title nor a higher."""
    held = Recognition.objects.filter(held_on(actor.workspace.today()), firm=OuterRef("firm"))
    condition = Q()
    for place, tier in enumerate(rules.TIERS):
        condition |= Q(~Exists(held.filter(tier__in=rules.TIERS[place:])), tier=tier)
    return condition


def eligible(actor: Actor, filters: WorkFilters) -> QuerySet[Standing]:
    """Return who meets a book in force, as a newcomer, and does not hold its title.

    Raises:
        PermissionDenied: the lists are the officers'.
    """
    found = Standing.objects.filter(
        within_reach(actor),
        in_place(filters),
        without_title(actor),
        workspace=actor.workspace,
        assessed=AssessedAs.NEW,
        is_next=False,
        state__in=[filters.state] if filters.state else ELIGIBLE,
    )
    if filters.tier:
        found = found.filter(tier=filters.tier)
    return _joined(found).order_by("-sweep", F("margin").desc(nulls_last=True), "pk")


def _joined(found: QuerySet[Standing]) -> QuerySet[Standing]:
    return found.select_related("sweep__version__policy", "firm__party__division").defer(
        "firm__party__division__geometry"
    )


def at_risk(actor: Actor, filters: WorkFilters) -> QuerySet[EarlyWarning]:
    """Return the open warnings of titles that are still held, those that end first in front.

    Raises:
        PermissionDenied: the lists are the officers'.
    """
    today = actor.workspace.today()
    found = EarlyWarning.objects.filter(
        within_reach(actor, "recognition__firm"),
        in_place(filters, "recognition__firm"),
        held_on(today, "recognition__"),
        workspace=actor.workspace,
        gone_on=None,
    )
    if filters.tier:
        found = found.filter(recognition__tier=filters.tier)
    if filters.reason:
        found = found.filter(reasons__contains=[filters.reason])
    if filters.months is not None:
        last = rules.months_later(today, filters.months)
        found = found.filter(recognition__valid_to__lte=last)
    return (
        found.select_related("recognition__firm__party__division", "recognition__announcement")
        .defer("recognition__firm__party__division__geometry")
        .order_by("recognition__valid_to", "recognition_id")
    )


def work_page(rows: QuerySet[Any], number: int | str = 1) -> Found:
    """Return a page of a work list; two queries."""
    pages = Paginator(rows, ROWS_A_PAGE)
    return Found(pages.get_page(number), pages.count)


def standings_of(
    firms: Collection[int], assessed: Iterable[str]
) -> dict[tuple[int, str], list[Standing]]:
    """Return what the books in force and to come say of firms, by firm and tier; one query."""
    found: dict[tuple[int, str], list[Standing]] = {}
    rows = Standing.objects.filter(firm__in=firms, assessed__in=list(assessed))
    for row in rows.select_related("sweep__version__policy", "firm").order_by("is_next", "pk"):
        found.setdefault((row.firm_id, row.tier), []).append(row)
    return found
