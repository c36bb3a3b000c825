"""What reports ask to be coordinated: a month's list, and how much of it where and of what."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reporting.models import Filing, Report, Round
from yuandu.mechanisms.reporting.queries.rounds import A_PAGE, filings_visible_to, report_page
from yuandu.mechanisms.reporting.queries.stretches import Stretch

UNCLASSED = "none"  # in addresses: those of which nobody has said what is lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFilters:
    """Which needs to show; an empty value does not restrict."""

    division_id: int | None = None
    division_code: str = ""
    factor: str = ""  # of `Factor`, or `UNCLASSED`


def needs(actor: Actor, found: Round, filters: NeedFilters) -> QuerySet[Report]:
    """Return the reports that ask for something, county by county."""
    rows = _needing(filters).filter(filing__in=_filings(actor, found, filters))
    shown = rows.select_related("project", "filing__division").defer("filing__division__geometry")
    return shown.order_by("filing__division__code", "project_id")


def needs_page(actor: Actor, found: Round, number: int | str, filters: NeedFilters) -> Page[Report]:
    """Return a page of what is to be coordinated, county by county; at most four queries."""
    filings, rows = list(_filings(actor, found, filters)), _needing(filters)
    lengths = {each.pk: each.needing for each in filings}
    if filters.factor:
        asked = rows.filter(filing__in=filings).order_by()
        lengths = dict(asked.values_list("filing").annotate(Count("pk")))
    stretches = [Stretch(each.pk, lengths.get(each.pk, 0)) for each in filings]
    return report_page(stretches, rows, A_PAGE, number)


def needs_by_place(actor: Actor, found: Round) -> dict[int, dict[str, int]]:
    """Return division → factor, empty for none → number of projects in need; one query.

    Only what is needed is looked at, in an index.
    """
    counted: dict[int, dict[str, int]] = {}
    rows = _needing(NeedFilters()).filter(filing__in=_filings(actor, found, NeedFilters()))
    for division, factor, number in (
        rows.order_by().values_list("filing__division", "factor").annotate(Count("pk"))
    ):
        counted.setdefault(division, {})[factor] = number
    return counted


def _needing(filters: NeedFilters) -> QuerySet[Report]:
    rows = Report.objects.exclude(needs="")
    if not filters.factor:
        return rows
    return rows.filter(factor="" if filters.factor == UNCLASSED else filters.factor)


def _filings(actor: Actor, found: Round, filters: NeedFilters) -> QuerySet[Filing]:
    filings = filings_visible_to(actor).filter(round=found)
    if filters.division_id is not None:
        filings = filings.filter(division=filters.division_id)
    if filters.division_code:
        filings = filings.filter(division__code=filters.division_code)
    return filings
