"""The months of a division: how far they are, and the lines of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.models import Month, MonthTally
from yuandu.mechanisms.followup.permissions import Rights

SHOWN = 6  # months that stand side by side


@dataclass(frozen=True, slots=True)
class Line:
    """A project in a month, with what was filed of the month before."""

    month: Month
    before: Month | None

    @property
    def number(self) -> int:
        """Which of the 24 months it is; by the record's day, which may have changed."""
        produced_on = self.month.project.produced_on
        return rules.number_of(produced_on, self.month.period) if produced_on else 0


def _tallies(actor: Actor, rights: Rights) -> QuerySet[MonthTally]:
    found = MonthTally.objects.filter(workspace=actor.workspace, months__gt=0)
    if not rights.reads.everything:
        found = found.filter(division__in=rights.reads.divisions)
    return found


def periods(actor: Actor, rights: Rights) -> list[str]:
    """Return the newest months that projects are followed in."""
    found = _tallies(actor, rights).order_by("-period").values_list("period", flat=True)
    return list(found.distinct()[:SHOWN])


def newest_period(actor: Actor, rights: Rights) -> str | None:
    return _tallies(actor, rights).order_by("-period").values_list("period", flat=True).first()


def tallies(actor: Actor, rights: Rights, period: str) -> list[MonthTally]:
    """Return how far the divisions are with a month, in their usual order; one query."""
    rows = _tallies(actor, rights).filter(period=period).order_by("division__code")
    return list(rows.select_related("division").defer("division__geometry"))


def tally_of(actor: Actor, rights: Rights, division_id: int, period: str) -> MonthTally:
    """Return how far a division is with a month.

    Raises:
        Http404: no project of it is followed then, or `actor` must not learn of it.
    """
    rows = _tallies(actor, rights).filter(period=period, division=division_id)
    found = rows.select_related("division").defer("division__geometry").first()
    if found is None:
        raise Http404
    return found


def months_of(tally: MonthTally, *, missing: bool = False) -> QuerySet[Month]:
    """Return the months behind a tally, as `lines` takes them.

    Args:
        missing: those alone that are not filed in full.
    """
    rows = Month.objects.filter(
        workspace=tally.workspace_id, division=tally.division_id, period=tally.period
    )
    if missing:
        rows = rows.filter(filed_on=None)
    return rows.select_related("project", "tax_by", "statistics_by").order_by("project_id")


def months_before(months: Sequence[Month]) -> dict[int, Month]:
    """Return the month before each of these, by its key, where there is one; one query."""
    wanted = {(each.project_id, rules.month_after(each.period, -1)): each.pk for each in months}
    found = Month.objects.filter(
        project__in={project for project, _ in wanted},
        period__in={period for _, period in wanted},
    )
    return {
        wanted[key]: each for each in found if (key := (each.project_id, each.period)) in wanted
    }


def lines(months: Sequence[Month]) -> list[Line]:
    """Return months with what was filed of the month before; one query."""
    before = months_before(months) if months else {}
    return [Line(each, before.get(each.pk)) for each in months]
